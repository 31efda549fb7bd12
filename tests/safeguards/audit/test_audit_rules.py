"""What an auditor may ask for, and where a question to an officer stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tocsin.safeguards.audit import rules
from tocsin.safeguards.audit.errors import (
    DeadlineUnfit,
    JustificationMissing,
    NobodyToAsk,
    QuestionMissing,
)
from tocsin.safeguards.audit.rules import After, Standing, Wanted

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "answered", "standing"),
    [
        (NOW, None, Standing.OPEN),
        (NOW + DAY, None, Standing.OPEN),
        (NOW + DAY + timedelta(seconds=1), None, Standing.OVERDUE),
        (NOW + 9 * DAY, NOW + DAY, Standing.ANSWERED),
        (NOW + 9 * DAY, NOW + 2 * DAY, Standing.ANSWERED_LATE),
    ],
)
def test_a_question_is_overdue_by_the_clock_alone(
    now: datetime, answered: datetime | None, standing: Standing
) -> None:
    assert rules.standing(now, NOW + DAY, answered) is standing


@pytest.mark.parametrize("days", [-1, 0, 61, 10_000])
def test_a_deadline_is_between_a_day_and_two_months(days: int) -> None:
    with pytest.raises(DeadlineUnfit):
        rules.due(NOW, days)
    assert rules.due(NOW, 60) == NOW + 60 * DAY


@pytest.mark.parametrize("text", ["", "  \n", "?", " x "])
def test_a_question_and_an_answer_say_something(text: str) -> None:
    with pytest.raises(QuestionMissing):
        rules.checked_question(text)
    with pytest.raises(JustificationMissing):
        rules.checked_justification(text)


def test_the_node_itself_is_not_asked() -> None:
    with pytest.raises(NobodyToAsk):
        rules.officer_to_ask(None)


def test_a_place_in_a_list_is_read_back() -> None:
    place = After(NOW, 17)
    assert After.parse(str(place)) == place


@pytest.mark.parametrize(
    "text",
    ["", "17", "_17", "2026-03-01T12:00:00_17", "2026-03-01T12:00:00+00:00_x", "x_17", "_" * 9],
)
def test_what_is_no_place_begins_at_the_newest(text: str) -> None:
    assert After.parse(text) is None


def test_what_was_asked_for_is_told_without_what_was_left_out() -> None:
    wanted = Wanted(officer=3, since=NOW, searches=True)
    assert wanted.told() == {
        "officer": 3,
        "since": "2026-03-01T12:00:00+00:00",
        "searches": True,
    }
