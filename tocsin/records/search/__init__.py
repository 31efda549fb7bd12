"""Searching the records that the viewer may see: by name, number, reference and filters."""
