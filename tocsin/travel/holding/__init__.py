"""Travellers under the key of their flight day, until its deadline, for new listings to find."""
