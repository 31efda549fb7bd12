"""Permission before action: a table of roles first, row-level security in the database second."""
