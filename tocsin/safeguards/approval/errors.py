"""Why a proposal can't be made or answered."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class ApprovalError(TocsinError):
    """This needs a second officer."""


class ProposedByYou(ApprovalError):
    """You proposed this yourself. Another officer must approve or refuse it."""


class OtherMemberAsked(ApprovalError):
    """This was proposed by your own member. An officer of another member must answer it."""


class OwnMemberAsked(ApprovalError):
    """Only another officer of the member that proposed this can answer it."""


class ProposalAnswered(ApprovalError):
    """This proposal was answered or withdrawn meanwhile. Open it again to see by whom and how."""


class ProposalLapsed(ApprovalError):
    """Nobody answered this proposal in time, so it has lapsed. Propose it again if it is needed."""


class ProposalReasonMissing(ApprovalError):
    """Give your reason in a sentence that another officer can follow."""


class OfficersApprove(ApprovalError):
    """Only officers propose and approve: a program acts here for nobody."""


class NotYoursToWithdraw(ApprovalError):
    """Only the officer who proposed this can withdraw it. You can refuse it."""
