"""How soon an alert is answered, and who is told when it isn't: a table that a lawyer can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.alerts import rules
from tocsin.alerts.errors import AlertMovedOn, AnswerMissing, EndpointRefused
from tocsin.alerts.rules import NEXT, Rung, State, Step
from tocsin.foundations.vocabulary.codes import ActionCode

RAISED = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Told:
    action: str
    state: str = "raised"
    answered_at: datetime | None = None

    @property
    def acknowledge_by(self) -> datetime:
        return RAISED + rules.terms(self.action).acknowledge

    @property
    def answer_by(self) -> datetime:
        return RAISED + rules.terms(self.action).answer


@pytest.mark.parametrize(
    ("action", "acknowledge", "answer"),
    [
        ("arrest", 1, 12),
        ("refuse_entry", 1, 12),
        ("protect", 1, 12),
        ("specific_check", 12, 72),
        ("inquiry_check", 12, 72),
        ("discreet_check", 12, 72),
        ("seize_document", 4, 4),
        ("locate_inform", 168, 168),
        ("warn", 168, 168),
        ("inform_only", 168, 168),
    ],
)
def test_each_action_has_its_hours(action: str, acknowledge: int, answer: int) -> None:
    within = rules.terms(action)
    assert within.acknowledge == timedelta(hours=acknowledge)
    assert within.answer == timedelta(hours=answer)


def test_every_action_has_terms() -> None:
    for action in ActionCode:
        assert rules.terms(action).acknowledge <= rules.terms(action).answer


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (timedelta(hours=1) - SECOND, ()),
        (timedelta(hours=1), (Rung.DUTY_OFFICER,)),
        (timedelta(hours=12) - SECOND, (Rung.DUTY_OFFICER,)),
        (timedelta(hours=12), (Rung.DUTY_OFFICER, Rung.ASSEMBLY)),
    ],
)
def test_to_the_second_who_is_told_of_an_arrest_that_nobody_answers(
    after: timedelta, told: tuple[Rung, ...]
) -> None:
    found = rules.rungs(Told("arrest"), RAISED + after)
    assert tuple(rung for rung, _ in found) == told


def test_what_was_acknowledged_goes_to_the_assembly_only_when_it_is_not_answered() -> None:
    alert = Told("arrest", "acknowledged")
    assert rules.rungs(alert, RAISED + timedelta(hours=11)) == ()
    assert rules.rungs(alert, RAISED + timedelta(hours=12))[0][0] is Rung.ASSEMBLY


@pytest.mark.parametrize(
    ("action", "state", "hours", "released"),
    [
        ("arrest", "raised", 11, False),
        ("arrest", "raised", 12, True),
        ("refuse_entry", "acknowledged", 12, True),
        ("arrest", "answered", 99, False),
        ("discreet_check", "raised", 999, False),
    ],
)
def test_nobody_is_held_for_an_owner_who_does_not_answer(
    action: str, state: str, hours: int, released: bool
) -> None:
    now = RAISED + timedelta(hours=hours)
    assert rules.is_released(Told(action, state), now) is released


def test_an_outcome_is_overdue_a_week_after_the_answer() -> None:
    alert = Told("warn", "answered", RAISED)
    assert not rules.is_overdue(alert, RAISED + timedelta(days=7) - SECOND)
    assert rules.is_overdue(alert, RAISED + timedelta(days=7))


@given(st.lists(st.sampled_from(list(Step)), max_size=6))
def test_an_alert_ends_closed_and_never_goes_back(steps: list[Step]) -> None:
    state, passed = State.RAISED, [State.RAISED]
    for step in steps:
        if step not in NEXT[state]:
            with pytest.raises(AlertMovedOn):
                rules.after(state, step)
            continue
        state = rules.after(state, step)
        passed.append(state)
    order = list(State)
    assert [order.index(each) for each in passed] == sorted({order.index(e) for e in passed})


@pytest.mark.parametrize("words", ["", "  ", "ok"])
def test_an_answer_has_words(words: str) -> None:
    with pytest.raises(AnswerMissing):
        rules.checked_words(words)


@pytest.mark.parametrize(
    "address", ["http://alerts.example", "https://", "https://a:b@alerts.example/", "ftp://x", ""]
)
def test_an_endpoint_is_an_https_address_without_a_password(address: str) -> None:
    with pytest.raises(EndpointRefused):
        rules.checked_endpoint(address)


def test_waits_grow_to_an_hour() -> None:
    waits = [rules.next_attempt(number, RAISED) - RAISED for number in range(1, 9)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits[-1] == timedelta(hours=1)
