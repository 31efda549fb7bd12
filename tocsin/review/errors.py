"""What can go wrong with a decision."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class AlreadyDecided(TocsinError):
    """This candidate was decided meanwhile. Open it again to see by whom and how."""


class ChangedMeanwhile(TocsinError):
    """The candidate or its record changed since you opened it. Look at it again, then decide."""


class ClaimedMeanwhile(TocsinError):
    """A colleague is at work on this candidate until {until} UTC. After that you can claim it."""


class NeedsAPerson(TocsinError):
    """Only an officer can decide: a program acts here for nobody."""


class NotDismissed(TocsinError):
    """Conclude first that this is not the same person; then the traveller can be cleared."""


class NothingClaimed(TocsinError):
    """Nobody is at work on this candidate any more, so there is nothing to release."""


class NotToBeTold(TocsinError):
    """The record asks that the traveller learns nothing of the check, so no receipt is given."""


class ReasonMissing(TocsinError):
    """Give the reason for your decision in a sentence that another officer can follow."""


class RecordEnded(TocsinError):
    """The record was delisted, withdrawn or has expired, so there is nothing left to decide."""
