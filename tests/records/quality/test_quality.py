"""A member's score comes from what happened alone, and leads to a second pair of eyes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import NOW, node
from tocsin.records.gate.rules import passes_needed
from tocsin.records.quality.actions import log
from tocsin.records.quality.models import Event
from tocsin.records.quality.queries import is_enhanced, scores
from tocsin.records.quality.rules import OVER, Kind, score
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

COUNTS = st.dictionaries(st.sampled_from(Kind), st.integers(0, 1000))


@given(COUNTS)
def test_a_score_is_between_none_and_a_hundred(counts: dict[Kind, int]) -> None:
    value = score(counts).value
    assert value is None or 0 <= value <= 100


@given(COUNTS)
def test_a_refusal_that_was_taken_back_costs_nothing(counts: dict[Kind, int]) -> None:
    more = {kind: counts.get(kind, 0) for kind in Kind}
    more[Kind.REFUSED] += 1
    more[Kind.PASSED_ON_APPEAL] += 1
    assert score(more).value == score(counts).value


@pytest.mark.parametrize(
    ("contributed", "refused", "value", "enhanced"),
    [(4, 4, None, False), (10, 0, 100, False), (10, 2, 80, False), (10, 3, 70, True)],
)
def test_a_low_score_means_two_reviewers(
    contributed: int, refused: int, value: int | None, enhanced: bool
) -> None:
    found = score({Kind.CONTRIBUTED: contributed, Kind.REFUSED: refused})
    assert (found.value, found.is_enhanced) == (value, enhanced)
    assert passes_needed(ground="warrant", minor=False, enhanced=enhanced) == 1 + enhanced


@pytest.mark.django_db
def test_the_score_is_made_from_the_last_years_lines_and_anybody_may_make_it_again() -> None:
    member = node("XA").member_id
    log(member, Kind.CONTRIBUTED, number=10, at=NOW)
    log(member, Kind.REFUSED, number=5, at=NOW)
    log(member, Kind.REFUSED, number=9, at=NOW - OVER)
    observer = node("XB", Role.OBSERVER)
    with viewing(observer):
        assert scores(observer, now=NOW)[member].value == 50
    assert is_enhanced(member, now=NOW)
    assert not is_enhanced(member, now=NOW + OVER + timedelta(days=1))


@pytest.mark.django_db
def test_no_line_can_be_changed_or_removed() -> None:
    log(node("XA").member_id, Kind.REFUSED, at=NOW)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Event.objects.all().delete()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Event.objects.update(number=0)
