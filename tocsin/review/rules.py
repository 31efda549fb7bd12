"""How a candidate moves from proposal to decision. Pure: values in, decision out.

A machine never takes a step here: every conclusion is a person's (DESIGN safeguard S4). What would
stop a traveller (`COERCIVE_ACTIONS`) takes two persons of one member.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tocsin.foundations.vocabulary.codes import COERCIVE_ACTIONS, ActionCode, Verdict
from tocsin.review.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    NeedsAPerson,
    ReasonMissing,
    RecordEnded,
)

SHORTEST_REASON = 3
LONGEST_REASON = 2_000
"""Characters of a reason as it is stored."""


class State(StrEnum):
    """What has become of a candidate."""

    OPEN = "open"
    AWAITS_SECOND = "awaits_second"
    CANNOT_TELL = "cannot_tell"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Conclusion(StrEnum):
    """What an officer concluded; ``PROPOSED_SAME`` is "same" where a second officer is needed."""

    SAME = "same"
    PROPOSED_SAME = "proposed_same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot_tell"
    CONCURS = "concurs"
    DISSENTS = "dissents"


_FIRST: Mapping[Conclusion, State] = {
    Conclusion.SAME: State.CONFIRMED,
    Conclusion.PROPOSED_SAME: State.AWAITS_SECOND,
    Conclusion.DIFFERENT: State.DISMISSED,
    Conclusion.CANNOT_TELL: State.CANNOT_TELL,
}

NEXT: Mapping[State, Mapping[Conclusion, State]] = {
    State.OPEN: _FIRST,
    State.CANNOT_TELL: _FIRST,
    State.AWAITS_SECOND: {
        Conclusion.CONCURS: State.CONFIRMED,
        Conclusion.DISSENTS: State.OPEN,
    },
    State.CONFIRMED: {},
    State.DISMISSED: {},
}

AWAITING = frozenset({State.OPEN, State.AWAITS_SECOND})
DECIDED = frozenset(State) - AWAITING


def after(state: State, conclusion: Conclusion) -> State:
    """The state that a conclusion leads to. Raises AlreadyDecided where it leads nowhere."""
    try:
        return NEXT[state][conclusion]
    except KeyError:
        raise AlreadyDecided from None


def needs_second(requested_action: str) -> bool:
    """Whether "the same person" takes effect only when a second officer concurs."""
    return ActionCode(requested_action) in COERCIVE_ACTIONS


def first_conclusion(verdict: Verdict, requested_action: str) -> Conclusion:
    """What a first officer's verdict amounts to, given what the record asks for."""
    if verdict is Verdict.SAME and needs_second(requested_action):
        return Conclusion.PROPOSED_SAME
    return Conclusion(verdict.value)


def second_conclusion(*, concurs: bool) -> Conclusion:
    return Conclusion.CONCURS if concurs else Conclusion.DISSENTS


class Listed(Protocol):
    """The record behind a candidate, as far as its being alive is concerned."""

    @property
    def state(self) -> str: ...
    @property
    def expires_at(self) -> datetime: ...
    @property
    def version(self) -> int: ...


def is_live(record: Listed, now: datetime) -> bool:
    """Whether the record still stands: evaluated now, whatever any job has or hasn't done."""
    return record.state == "published" and record.expires_at > now


def what_was_seen(state: str, record: Listed, decisions: int) -> str:
    """What an officer has before them, to be sent back with the decision."""
    return f"{state}.{record.version}.{decisions}"


def decisions_seen(seen: str) -> int | None:
    """How many decisions there were when an officer looked; None where that can't be read."""
    count = seen.rpartition(".")[2]
    return int(count) if count.isascii() and count.isdigit() and len(count) < 6 else None


def check_officer(officer_id: int | None) -> int:
    """The officer who decides. Raises NeedsAPerson for anything that isn't one."""
    if officer_id is None:
        raise NeedsAPerson
    return officer_id


def check_live(record: Listed, now: datetime) -> None:
    if not is_live(record, now):
        raise RecordEnded


def check_seen(seen: str, present: str) -> None:
    if seen != present:
        raise ChangedMeanwhile


def checked_reason(reason: str) -> str:
    """The reason without white space around it. Raises ReasonMissing when there is none."""
    bare = reason.strip()[:LONGEST_REASON]
    if len(bare) < SHORTEST_REASON:
        raise ReasonMissing
    return bare
