"""What can go wrong with records."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotTheOriginator(TocsinError):
    """Only the member that contributed a record may change or end it."""
