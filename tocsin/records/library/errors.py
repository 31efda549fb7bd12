"""What can go wrong with the library."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class FileRefused(TocsinError):
    """The file can't be taken: {why}."""


class NoText(TocsinError):
    """There is no text to search for. A PDF needs its text beside it, in the field for it."""
