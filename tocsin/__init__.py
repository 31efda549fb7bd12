"""Tocsin: a shared register for countering terrorist travel.

The packages below are the journey of a datum, from the bottom up; every import points down:
foundations, matching and formats, members, safeguards, records, resolution, travel, screening,
review, encounters, alerts, oversight, entrances.
"""

__version__ = "0.1.0"
