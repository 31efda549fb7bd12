"""Who had a hit on what a record no longer says is told so."""
