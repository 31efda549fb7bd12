"""Why the gate does not do what it was asked."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class GateError(TocsinError):
    """The neutrality gate can't do this."""


class OwnMembersRecord(GateError):
    """A record is reviewed by officers of other members. This one is your own member's."""


class SameReviewer(GateError):
    """Your member has decided on this record before. Another member's reviewer has to."""


class AnswersMissing(GateError):
    """Answer every question of the checklist, the one about asylum too."""


class RefusalCodeMissing(GateError):
    """Choose why the record is refused."""


class VerdictContradicts(GateError):
    """A record can't pass with an answer that speaks against it. Refuse it, or look again."""


class NothingToDecide(GateError):
    """This record doesn't wait at the gate any more. Open it again to see how it stands."""


class RevisedMeanwhile(GateError):
    """The record was revised while you read it. Read the new version and decide on that."""


class AppealOver(GateError):
    """A refusal can be appealed once, within 30 days. If there is more to say, send it anew."""


class NothingHeld(GateError):
    """This record isn't held for its words."""
