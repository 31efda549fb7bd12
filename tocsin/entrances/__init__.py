"""The ways in: the only code that knows HTTP or a terminal, and where stages are wired together."""
