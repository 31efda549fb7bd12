"""What can go wrong with screening."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError
from tocsin.safeguards.access.errors import PurposeMissing

__all__ = ["NothingToShow", "PurposeMissing"]


class NothingToShow(TocsinError):
    """The traveller isn't masked, or the thirty days for showing them again are over."""
