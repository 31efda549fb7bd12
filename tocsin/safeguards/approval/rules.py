"""Four eyes: who may answer what another proposed, and until when. Pure.

A stage declares a `Case` for each thing that takes two officers. Nothing here knows what the thing
is or what follows from an approval: that is the stage's own action.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.approval.errors import (
    NotYoursToWithdraw,
    OfficersApprove,
    OtherMemberAsked,
    OwnMemberAsked,
    ProposalAnswered,
    ProposalLapsed,
    ProposalReasonMissing,
    ProposedByYou,
)

SHORTEST_REASON = 3
LONGEST_REASON = 2_000
"""Characters of a reason as it is stored."""


class Second(StrEnum):
    """Whose officer the second one is; never the one who proposed."""

    SAME_MEMBER = "same_member"
    OTHER_MEMBER = "other_member"
    ANY_MEMBER = "any_member"


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of thing that takes two officers."""

    name: str
    """As it stands in the ledger and the table: ``traveller.unmask``."""
    proposes: Permission
    approves: Permission
    second: Second
    lasts: timedelta
    """How long a proposal waits before it lapses."""


class Signatory(Protocol):
    """Who proposes or answers; the actor of ``safeguards.access`` is one, and so is a row."""

    @property
    def member_id(self) -> int: ...
    @property
    def officer_id(self) -> int | None: ...


class State(StrEnum):
    """What has become of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What moves a proposal. ``LAPSE`` is the clock's, and needs no job to run."""

    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


NEXT: Mapping[State, Mapping[Step, State]] = {
    State.OPEN: {
        Step.APPROVE: State.APPROVED,
        Step.REFUSE: State.REFUSED,
        Step.WITHDRAW: State.WITHDRAWN,
        Step.LAPSE: State.LAPSED,
    },
    State.APPROVED: {},
    State.REFUSED: {},
    State.WITHDRAWN: {},
    State.LAPSED: {},
}


def state_at(now: datetime, expires_at: datetime, answered: Step | None) -> State:
    """Where a proposal stands at a moment, given what it was answered with, if it was."""
    if answered is not None:
        return NEXT[State.OPEN][answered]
    return State.LAPSED if now >= expires_at else State.OPEN


def check_open(state: State) -> None:
    """Raises ProposalLapsed or ProposalAnswered."""
    if state is State.LAPSED:
        raise ProposalLapsed
    if state is not State.OPEN:
        raise ProposalAnswered


def check_second(second: Second, proposer: Signatory, other: Signatory) -> None:
    """Whether ``other`` may answer what ``proposer`` proposed.

    Raises OfficersApprove, ProposedByYou, OwnMemberAsked or OtherMemberAsked.
    """
    if officer_of(other) == officer_of(proposer):
        raise ProposedByYou
    same = proposer.member_id == other.member_id
    if second is Second.SAME_MEMBER and not same:
        raise OwnMemberAsked
    if second is Second.OTHER_MEMBER and same:
        raise OtherMemberAsked


def check_withdrawal(proposer: Signatory, other: Signatory) -> None:
    """Raises OfficersApprove or NotYoursToWithdraw."""
    if officer_of(other) != officer_of(proposer):
        raise NotYoursToWithdraw


def officer_of(signatory: Signatory) -> int:
    """The person who signs. Raises OfficersApprove where it isn't one."""
    if signatory.officer_id is None:
        raise OfficersApprove
    return signatory.officer_id


def checked_reason(reason: str) -> str:
    """The reason without white space around it. Raises ProposalReasonMissing when there is none."""
    bare = reason.strip()[:LONGEST_REASON]
    if len(bare) < SHORTEST_REASON:
        raise ProposalReasonMissing
    return bare
