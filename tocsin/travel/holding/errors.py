"""What can go wrong with holding."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class DayEnded(TocsinError):
    """The deadline of this day has passed and its key is destroyed: nothing is held under it."""


class HoursOutOfRange(TocsinError):
    """Travellers can be held for 0 to {most} hours after the day of their flight, and no longer."""
