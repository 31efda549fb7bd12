"""Travellers against records: candidates with reasons, which have no effect."""
