"""What every stage stands on: words, time, errors, published facts, and the database server."""
