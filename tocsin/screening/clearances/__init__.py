"""Clearances: this traveller is not the subject of that record, and needn't be stopped again."""
