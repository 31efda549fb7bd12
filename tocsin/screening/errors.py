"""What can go wrong with screening."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class PurposeMissing(TocsinError):
    """A search needs a purpose from the closed list and a case reference."""
