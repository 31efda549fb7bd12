"""What can go wrong with a flag."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotWeaker(TocsinError):
    """Only a weaker action may stand in place of the one that is asked; this one isn't."""


class OwnRecord(TocsinError):
    """The record is your own member's: revise it instead of flagging it."""


class FlagReasonMissing(TocsinError):
    """Write why your member doesn't carry out the action; the originator reads it."""


class NothingFlagged(TocsinError):
    """Your member has no flag on this record."""


class RecordOver(TocsinError):
    """The record has ended, so nothing is asked of anybody."""
