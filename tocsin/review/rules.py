"""How a candidate moves from proposal to decision. Pure: values in, decision out.

A machine never takes a step here: every conclusion is a person's (DESIGN safeguard S4). What would
stop a traveller (`COERCIVE_ACTIONS`) takes two persons of one member. Who works on a candidate
claims it for a while; the claim ends by the clock alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from tocsin.foundations.vocabulary.codes import COERCIVE_ACTIONS, ActionCode, Verdict
from tocsin.review.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    ClaimedMeanwhile,
    NeedsAPerson,
    ReasonMissing,
    RecordEnded,
)

SHORTEST_REASON = 3
LONGEST_REASON = 2_000
"""Characters of a reason as it is stored."""
LONGEST_WISH = 500
"""Characters of what an officer asks for in words of their own."""
CLAIM_LASTS = timedelta(minutes=15)
"""How long a claim keeps colleagues from deciding; claimed again, it begins anew."""


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


class Ask(StrEnum):
    """What would settle a candidate that nobody can tell, in alphabetical order."""

    BIRTH_PLACE = "birth_place"
    DOCUMENT_IN_HAND = "document_in_hand"
    FORMER_NAMES = "former_names"
    ORIGINAL_SCRIPT = "original_script"
    ORIGINATOR = "originator"
    OTHER_DOCUMENT = "other_document"
    PARENTS_NAMES = "parents_names"


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


def check_open(state: State) -> None:
    """Whether there is anything left to conclude. Raises AlreadyDecided."""
    if not NEXT[state]:
        raise AlreadyDecided


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


def checked_asks(
    conclusion: Conclusion, asks: Iterable[str], wish: str
) -> tuple[tuple[Ask, ...], str]:
    """What the next officer is to find out: only who can't tell leaves such questions."""
    if conclusion is not Conclusion.CANNOT_TELL:
        return (), ""
    return tuple(sorted({Ask(each) for each in asks})), wish.strip()[:LONGEST_WISH]


class Claim(Protocol):
    """Who works on a candidate, since when and until when; all None where nobody did."""

    @property
    def claimed_by_id(self) -> int | None: ...
    @property
    def claimed_at(self) -> datetime | None: ...
    @property
    def claimed_until(self) -> datetime | None: ...


def holder(claim: Claim, now: datetime) -> int | None:
    """The officer whose claim stands at this moment, whatever any job has or hasn't done."""
    until = claim.claimed_until
    return claim.claimed_by_id if until and now < until else None


def check_unclaimed(claim: Claim, officer_id: int, now: datetime) -> None:
    """Whether no colleague is at work on it. Raises ClaimedMeanwhile."""
    if holder(claim, now) not in (None, officer_id):
        raise ClaimedMeanwhile(until=f"{claim.claimed_until:%H:%M}")


def claimed_since(claim: Claim, officer_id: int, now: datetime) -> datetime | None:
    """When the officer's standing claim began; None where they have none."""
    return claim.claimed_at if holder(claim, now) == officer_id else None
