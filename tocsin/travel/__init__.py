"""Passenger data as it arrived: only what can't be forgotten about a flight."""
