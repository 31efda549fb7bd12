"""What can go wrong with a decision."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class AlreadyDecided(TocsinError):
    """This candidate was decided meanwhile. Open it again to see by whom and how."""


class ChangedMeanwhile(TocsinError):
    """The candidate or its record changed since you opened it. Look at it again, then decide."""


class NeedsAPerson(TocsinError):
    """Only an officer can decide: a program acts here for nobody."""


class ReasonMissing(TocsinError):
    """Give the reason for your decision in a sentence that another officer can follow."""


class RecordEnded(TocsinError):
    """The record was delisted, withdrawn or has expired, so there is nothing left to decide."""
