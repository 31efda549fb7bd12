"""Reviews of many records at once: worklists for their originators, and how far each has come."""
