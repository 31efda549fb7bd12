"""Confirmed encounters: a sighting can't exist without a hit."""
