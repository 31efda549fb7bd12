"""What can go wrong when a suspension is lifted."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class LiftReasonMissing(TocsinError):
    """Write why the record should ring again at your desk; its contributor reads it."""


class NothingSuspended(TocsinError):
    """The record isn't suspended at your desk: it may have been lifted or revised meanwhile."""
