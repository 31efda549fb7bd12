"""Receipts: what a traveller who was kept waiting takes home, to ask about it."""
