"""The only code that knows HTTP or a terminal: pages, API, command line, settings, wiring."""
