"""The book of who did what: written before the deed takes effect, never rewritten."""
