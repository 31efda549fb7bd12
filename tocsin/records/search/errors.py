"""What can go wrong with a search."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NothingAsked(TocsinError):
    """Write a name, a number or a reference, or choose at least one filter."""


class TooManySaved(TocsinError):
    """You keep {most} saved searches. End one whose case is closed before you save another."""


class CaseTooLong(TocsinError):
    """A saved search ends after {most} days at the latest; save it again if the case is open."""
