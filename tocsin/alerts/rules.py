"""What an alert asks of whom, and by when. Pure: a deadline is evaluated, never set off by a job.

The times are after the SIRENE Manual's practice of answering without delay, a warrant first: they
are this register's own (docs/reference/states.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from tocsin.alerts.errors import AlertMovedOn, AnswerMissing, EndpointRefused
from tocsin.foundations.vocabulary.codes import COERCIVE_ACTIONS, ActionCode

SHORTEST_WORDS = 3
LONGEST_WORDS = 2_000
"""Characters of an answer as it is stored."""


class State(StrEnum):
    """Where an alert stands between the member that met the subject and the one that asked."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    CLOSED = "closed"


class Step(StrEnum):
    """What is done about an alert: the owner acknowledges and answers, the reporter closes."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    CLOSE = "close"


class Side(StrEnum):
    """The two members that an alert lies between."""

    OWNER = "owner"
    REPORTER = "reporter"


NEXT: Mapping[State, Mapping[Step, State]] = {
    State.RAISED: {Step.ACKNOWLEDGE: State.ACKNOWLEDGED, Step.ANSWER: State.ANSWERED},
    State.ACKNOWLEDGED: {Step.ANSWER: State.ANSWERED},
    State.ANSWERED: {Step.CLOSE: State.CLOSED},
    State.CLOSED: {},
}
BY: Mapping[Step, Side] = {
    Step.ACKNOWLEDGE: Side.OWNER,
    Step.ANSWER: Side.OWNER,
    Step.CLOSE: Side.REPORTER,
}
"""Who takes a step."""


class Answer(StrEnum):
    """What the owner of the record answers."""

    CONFIRMED = "confirmed"
    NOT_OURS = "not_ours"
    UNABLE = "unable"


class Outcome(StrEnum):
    """What became of it: mandatory, and what the quality of records is measured by."""

    DONE = "done"
    NOT_DONE = "not_done"
    NOT_THE_PERSON = "not_the_person"
    RELEASED = "released"


class Rung(StrEnum):
    """Who is told next where nobody answers."""

    DUTY_OFFICER = "duty_officer"
    ASSEMBLY = "assembly"


@dataclass(frozen=True, slots=True)
class Terms:
    """How soon an alert is to be acknowledged and answered, from when it was raised."""

    acknowledge: timedelta
    answer: timedelta


_CHECK = Terms(timedelta(hours=12), timedelta(hours=72))
TERMS: Mapping[ActionCode, Terms] = {
    ActionCode.ARREST: Terms(timedelta(hours=1), timedelta(hours=12)),
    ActionCode.REFUSE_ENTRY: Terms(timedelta(hours=1), timedelta(hours=12)),
    ActionCode.PROTECT: Terms(timedelta(hours=1), timedelta(hours=12)),
    ActionCode.SPECIFIC_CHECK: _CHECK,
    ActionCode.INQUIRY_CHECK: _CHECK,
    ActionCode.DISCREET_CHECK: _CHECK,
    ActionCode.SEIZE_DOCUMENT: Terms(timedelta(hours=4), timedelta(hours=4)),
}
OTHER = Terms(timedelta(days=7), timedelta(days=7))
OUTCOME_WITHIN = timedelta(days=7)
"""How long the reporter has, from the answer, to say what became of it."""


def terms(action: str) -> Terms:
    """The times for an alert on a record that asks for ``action``."""
    return TERMS.get(ActionCode(action), OTHER)


class Standing(Protocol):
    """An alert as it is stored, as far as its deadlines go."""

    @property
    def state(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def acknowledge_by(self) -> datetime: ...
    @property
    def answer_by(self) -> datetime: ...
    @property
    def answered_at(self) -> datetime | None: ...


def after(state: State, step: Step) -> State:
    """The state that a step leads to. Raises AlertMovedOn where it leads nowhere."""
    try:
        return NEXT[state][step]
    except KeyError:
        raise AlertMovedOn from None


def due(alert: Standing) -> datetime | None:
    """By when the next step must be taken; None where none is left."""
    if alert.state == State.RAISED:
        return alert.acknowledge_by
    if alert.state == State.ACKNOWLEDGED:
        return alert.answer_by
    if alert.state == State.ANSWERED and alert.answered_at:
        return alert.answered_at + OUTCOME_WITHIN
    return None


def is_overdue(alert: Standing, now: datetime) -> bool:
    deadline = due(alert)
    return deadline is not None and now >= deadline


def is_released(alert: Standing, now: datetime) -> bool:
    """Whether nobody may be held on the ground of this alert any longer.

    An owner who asks for arrest or refusal and doesn't answer in time has lost the claim on the
    traveller's time: the reporting member's own law may hold them, this register doesn't.
    """
    waits = alert.state in (State.RAISED, State.ACKNOWLEDGED)
    return waits and alert.action in COERCIVE_ACTIONS and now >= alert.answer_by


def rungs(alert: Standing, now: datetime) -> tuple[tuple[Rung, datetime], ...]:
    """Who should have been told by now, and since when: the contact point was, when it was raised.

    The duty officer, when it was not acknowledged in time; the assembly's report, when it was not
    answered in time.
    """
    found = []
    if alert.state == State.RAISED and now >= alert.acknowledge_by:
        found.append((Rung.DUTY_OFFICER, alert.acknowledge_by))
    if alert.state in (State.RAISED, State.ACKNOWLEDGED) and now >= alert.answer_by:
        found.append((Rung.ASSEMBLY, alert.answer_by))
    return tuple(found)


def checked_words(words: str) -> str:
    """The words without white space around them. Raises AnswerMissing when there are none."""
    bare = words.strip()[:LONGEST_WORDS]
    if len(bare) < SHORTEST_WORDS:
        raise AnswerMissing
    return bare


# Delivery

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=7)
"""How long an endpoint may be silent before a delivery is given up; the page still shows it."""


def next_attempt(attempts: int, now: datetime) -> datetime:
    """When to try again after so many failures: a minute, doubled each time, an hour at most."""
    return now + min(FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)


def checked_endpoint(address: str) -> str:
    """An address that alerts may be sent to. Raises EndpointRefused."""
    bare = address.strip()
    parts = urlsplit(bare)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise EndpointRefused
    return bare
