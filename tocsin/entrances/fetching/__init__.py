"""Fetching a published list over HTTPS into a file of our own; what is in it, it does not ask."""
