"""Photographs and papers of a record: kept encrypted, told by their hash, never searched."""
