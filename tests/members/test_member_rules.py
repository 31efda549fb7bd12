"""The machine of a membership, and the arithmetic of the assembly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.members.rules import (
    NEXT,
    Capacity,
    Check,
    Declaration,
    Event,
    Origin,
    Outcome,
    State,
    Tally,
    after,
    dialled,
    is_duty_number,
    is_reached,
    may_vote,
    missing,
    unpassed,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_only_ways_to_become_active_are_a_carried_vote_and_the_end_of_a_suspension() -> None:
    ways = {(state, event) for state in State for event in Event if after(state, event) == "active"}
    assert ways == {
        (State.BEFORE_ASSEMBLY, Event.ADMIT),
        (State.SUSPENDED, Event.REINSTATE),
    }


def test_nobody_comes_back_from_withdrawal() -> None:
    assert NEXT[State.WITHDRAWN] == {}


def test_what_is_missing_is_named_in_the_order_of_the_list() -> None:
    given = {Declaration.LEGAL_BASIS: "Act", Declaration.REDRESS_CONTACT: ""}
    assert missing(given) == (
        Declaration.DATA_PROTECTION_AUTHORITY,
        Declaration.REDRESS_CONTACT,
        Declaration.SIGNING_KEY,
    )


def test_all_technical_checks_are_wanted() -> None:
    assert unpassed([]) == tuple(Check)
    assert unpassed([Check.EXCHANGE]) == (Check.DUTY_CONTACT, Check.SECURE_LINE)


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (Tally(9, 6, 3, 0), Outcome.CARRIED),
        (Tally(9, 5, 3, 0), Outcome.LOST),
        (Tally(9, 4, 0, 0), Outcome.OPEN),
        (Tally(9, 4, 0, 1), Outcome.CARRIED),
        (Tally(9, 0, 0, 9), Outcome.OPEN),
        (Tally(1, 1, 0, 0), Outcome.CARRIED),
        (Tally(0, 0, 0, 0), Outcome.OPEN),
        (Tally(3, 1, 1, 0), Outcome.LOST),
    ],
)
def test_two_thirds_of_what_is_said_carry_with_half_of_the_members_present(
    tally: Tally, outcome: Outcome
) -> None:
    assert tally.outcome is outcome


votes = st.integers(min_value=0, max_value=40)


@given(votes, votes, votes, votes)
def test_a_settled_vote_stays_as_it_is_however_the_others_vote(
    for_: int, against: int, abstained: int, awaited: int
) -> None:
    tally = Tally(for_ + against + abstained + awaited, for_, against, abstained)
    if not tally.is_settled:
        return
    for more_for, more_against in product(range(awaited + 1), repeat=2):
        rest = awaited - more_for - more_against
        if rest >= 0:
            whole = Tally(tally.entitled, for_ + more_for, against + more_against, abstained + rest)
            assert whole.outcome is tally.outcome


@given(votes, votes, votes, votes)
def test_a_vote_more_in_favour_never_turns_carried_into_lost(
    for_: int, against: int, abstained: int, awaited: int
) -> None:
    before = Tally(for_ + against + abstained + awaited + 1, for_, against, abstained)
    then = Tally(before.entitled, for_ + 1, against, abstained)
    assert (before.outcome, then.outcome) != (Outcome.CARRIED, Outcome.LOST)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("origin", Origin)
@pytest.mark.parametrize("capacity", Capacity)
def test_active_members_vote_but_neither_observers_nor_publishers(
    state: State, origin: Origin, capacity: Capacity
) -> None:
    expected = (
        state is State.ACTIVE
        and origin in {Origin.ACCESSION, Origin.FOUNDING}
        and capacity is not Capacity.OBSERVER
    )
    assert may_vote(state, origin, capacity) == expected


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("+43 1 234-5678", True),
        ("+999 (000) 00001", True),
        ("01 2345678", False),
        ("+0123456789", False),
        ("+43", False),
        ("+1234567890123456", False),
        ("+43123456x", False),
    ],
)
def test_a_duty_number_can_be_dialled_from_everywhere(written: str, is_one: bool) -> None:
    assert is_duty_number(dialled(written)) == is_one


@pytest.mark.parametrize(
    ("numbers", "rung", "answered", "reached"),
    [
        ([], None, None, False),
        (["+99900000001"], None, None, True),
        (["+99900000001"], NOW - timedelta(hours=23), None, True),
        (["+99900000001"], NOW - DAY, None, False),
        (["+99900000001"], NOW - DAY, NOW - 2 * DAY, False),
        (["+99900000001"], NOW - DAY, NOW - timedelta(hours=1), True),
    ],
)
def test_a_desk_is_reached_if_it_has_a_number_and_answered_the_last_test(
    numbers: list[str], rung: datetime | None, answered: datetime | None, reached: bool
) -> None:
    assert is_reached(numbers, rung, answered, NOW) == reached
