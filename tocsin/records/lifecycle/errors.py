"""Why a record isn't extended, ended or reviewed."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class LifecycleError(TocsinError):
    """This can't be done with the record."""


class NotLive(LifecycleError):
    """The record has ended. Send it anew if there is a ground for it."""


class NoBearing(LifecycleError):
    """This status has no bearing on a record of this ground."""


class TooLong(LifecycleError):
    """A record of this ground and action ends on {latest} at the latest."""
