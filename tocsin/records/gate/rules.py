"""What a neutrality reviewer has to ask, who may decide, and what follows. Pure.

The questions are after Article 3 of INTERPOL's constitution and the practice of its notices task
force, the principle of non-refoulement, and requirement B3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from tocsin.records.gate.errors import (
    AnswersMissing,
    OwnMembersRecord,
    RefusalCodeMissing,
    SameReviewer,
    VerdictContradicts,
)
from tocsin.safeguards.approval.rules import officer_of

APPEAL_PERIOD = timedelta(days=30)


class Question(StrEnum):
    """What a reviewer answers with yes or no; a record passes only if every answer is yes."""

    INDIVIDUAL = "individual"
    CONDUCT = "conduct"
    NEUTRAL = "neutral"
    BASIS = "basis"
    PROPORTIONATE = "proportionate"
    IDENTITY = "identity"


class Refugee(StrEnum):
    """What is known of refugee status or an asylum claim."""

    NO_SIGN = "no_sign"
    ELSEWHERE = "elsewhere"
    FROM_CONTRIBUTOR = "from_contributor"
    """Protected from, or claiming protection from, the very state that contributes: no pass."""


class Outcome(StrEnum):
    PASS = "pass"  # noqa: S105 - an outcome
    REFUSE = "refuse"


class Refusal(StrEnum):
    """Why a record is refused."""

    POLITICAL = "political"
    RELIGIOUS_OR_RACIAL = "religious_or_racial"
    MILITARY = "military"
    NOT_INDIVIDUAL = "not_individual"
    NO_BASIS = "no_basis"
    DISPROPORTIONATE = "disproportionate"
    REFUGEE = "refugee"
    IDENTITY_UNCLEAR = "identity_unclear"
    SPECIAL_CATEGORY = "special_category"
    CHILD = "child"


class State(StrEnum):
    """Where a record stands before the gate."""

    HELD = "held"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    APPEALED = "appealed"
    PUBLISHED = "published"
    REFUSED_FINALLY = "refused_finally"
    DELETED = "deleted"


class Event(StrEnum):
    """What moves it."""

    EDIT = "edit"
    RELEASE = "release"
    PASS = "pass"  # noqa: S105 - an event
    REFUSE = "refuse"
    APPEAL = "appeal"
    FORGET = "forget"


NEXT: Mapping[State, Mapping[Event, State]] = {
    State.HELD: {Event.EDIT: State.SUBMITTED, Event.RELEASE: State.SUBMITTED},
    State.SUBMITTED: {Event.PASS: State.PUBLISHED, Event.REFUSE: State.REFUSED},
    State.REFUSED: {Event.APPEAL: State.APPEALED, Event.FORGET: State.DELETED},
    State.APPEALED: {Event.PASS: State.PUBLISHED, Event.REFUSE: State.REFUSED_FINALLY},
    State.REFUSED_FINALLY: {Event.FORGET: State.DELETED},
    State.PUBLISHED: {},
    State.DELETED: {},
}


class Signatory(Protocol):
    """Who decides or decided: an actor, or a verdict."""

    @property
    def member_id(self) -> int: ...
    @property
    def officer_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Answers:
    """A filled-in checklist: each question with yes or no, the refugee question, and why."""

    given: Mapping[str, bool]
    refugee: str
    reason: str

    @property
    def all_yes(self) -> bool:
        return all(self.given.get(each) for each in Question)


def check_answers(answers: Answers, outcome: Outcome, code: str) -> None:
    """Whether a verdict is whole and says one thing.

    Raises AnswersMissing, RefusalCodeMissing or VerdictContradicts.
    """
    if set(answers.given) != set(Question) or answers.refugee not in set(Refugee):
        raise AnswersMissing
    if outcome is Outcome.REFUSE and code not in set(Refusal):
        raise RefusalCodeMissing
    protects = answers.refugee == Refugee.FROM_CONTRIBUTOR
    if outcome is Outcome.PASS and (not answers.all_yes or protects):
        raise VerdictContradicts


def check_reviewer(originator: int, earlier: Iterable[Signatory], reviewer: Signatory) -> None:
    """Whether this officer may decide: of another member, and of none that decided before.

    ``earlier`` are the verdicts that count: the refusal under appeal, or the first of two passes.
    Raises OfficersApprove, OwnMembersRecord or SameReviewer.
    """
    officer_of(reviewer)
    if reviewer.member_id == originator:
        raise OwnMembersRecord
    if any(each.member_id == reviewer.member_id for each in earlier):
        raise SameReviewer


def passes_needed(*, ground: str, minor: bool, enhanced: bool = False) -> int:
    """How many reviewers of different members have to pass a record.

    Two for a warrant against a minor, and under enhanced review of a member whose records were
    often refused, corrected or left unreviewed.
    """
    return 2 if enhanced or (minor and ground == "warrant") else 1


def can_appeal(refused_at: datetime, appeals: int, now: datetime) -> bool:
    """Whether a refusal can still be appealed: once, within the period."""
    return not appeals and now < refused_at + APPEAL_PERIOD


def is_forgotten(refused_at: datetime, *, on_appeal: bool, now: datetime) -> bool:
    """Whether a refused record is due to be deleted."""
    return on_appeal or now >= refused_at + APPEAL_PERIOD
