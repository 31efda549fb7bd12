"""Confirmed encounters with the subject of a record: where, when, and who says so."""
