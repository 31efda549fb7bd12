"""Telling open pages and programs that something changed, and never what."""
