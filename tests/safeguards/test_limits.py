"""How much may be asked in an hour: counted in the database, refused beyond, told to an auditor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.invented import NOW, index_of, listed, node, officer
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Traveller
from tocsin.safeguards.access import counting, queries
from tocsin.safeguards.access.actions import close_alarm, viewing
from tocsin.safeguards.access.counting import count_asked, spent_by
from tocsin.safeguards.access.errors import NotFound, NotPermitted, TooMuchAsked
from tocsin.safeguards.access.limits import LIMITS, Asking, Limit, Spent, alarms, is_within
from tocsin.safeguards.access.models import Alarm, Tally
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import ask

MOST = LIMITS[Asking.QUESTION].officer
WHY = Reasoned(Purpose.INVESTIGATION, "XB-2026-1")


@given(some.integers(0, 500), some.integers(0, 500), some.integers(1, 50))
def test_whatever_is_refused_is_also_an_alarm(officer_: int, others: int, number: int) -> None:
    limit, spent = Limit(officer=100, member=300, alarm=50), Spent(officer_, officer_ + others)
    assert is_within(limit, spent, number) or alarms(limit, spent, number)


def test_every_kind_of_asking_has_a_limit_and_its_alarm_comes_before_it() -> None:
    assert set(LIMITS) == set(Asking)
    assert all(limit.alarm < limit.officer <= limit.member for limit in LIMITS.values())


def ask_many(actor: Actor, times: int) -> int:
    """How many of so many questions were let through."""
    through = 0
    for number in range(times):
        try:
            count_asked(actor, Asking.QUESTION, now=NOW + timedelta(seconds=number % 60))
            through += 1
        except TooMuchAsked:
            pass
    return through


@pytest.mark.django_db
def test_an_officer_is_stopped_at_the_limit_and_others_of_the_member_are_not() -> None:
    assert ask_many(officer("ann"), MOST + 20) == MOST
    assert ask_many(officer("bob"), 3) == 3


@pytest.mark.django_db
def test_an_hour_later_the_officer_may_ask_again() -> None:
    ann = officer("ann")
    ask_many(ann, MOST)
    with pytest.raises(TooMuchAsked):
        count_asked(ann, Asking.QUESTION, now=NOW + timedelta(minutes=59))
    count_asked(ann, Asking.QUESTION, now=NOW + timedelta(minutes=61, seconds=1))


@pytest.mark.django_db
def test_a_member_is_stopped_too_whoever_of_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    few = {**LIMITS, Asking.QUESTION: Limit(officer=10, member=15, alarm=8)}
    monkeypatch.setattr(counting, "LIMITS", few)
    assert [ask_many(officer(name), 12) for name in ("ann", "bob", "cleo")] == [10, 5, 0]
    assert ask_many(officer("dan", "XC"), 3) == 3


@pytest.mark.django_db
def test_the_node_itself_has_its_members_limit_and_no_officers() -> None:
    home = node("XB", Role.SCREENING_OFFICER)
    count_asked(home, Asking.QUESTION, MOST + 1, now=NOW)
    with pytest.raises(TooMuchAsked):
        count_asked(home, Asking.QUESTION, LIMITS[Asking.QUESTION].member, now=NOW)


@pytest.mark.django_db
def test_ten_thousand_names_in_an_hour_are_limited_and_an_auditor_finds_them(
    tmp_path: Path,
) -> None:
    index = index_of(listed(), at=tmp_path / "index")
    curious, keys, answered = officer("ann"), Keys(tmp_path), 0
    for number in range(MOST + 50):
        try:
            ask(curious, index, Traveller([f"Name {number}"]), WHY, keys=keys, now=NOW)
            answered += 1
        except TooMuchAsked:
            pass
    count_asked_in_bulk = 10_000 - MOST - 50
    with pytest.raises(TooMuchAsked):
        count_asked(curious, Asking.QUESTION, count_asked_in_bulk, now=NOW)
    assert answered == MOST
    (alarm,) = queries.alarms(officer("vera", "XB", Role.AUDITOR))
    assert (alarm.officer_id, alarm.asking) == (curious.officer_id, "question")
    assert alarm.number > LIMITS[Asking.QUESTION].alarm
    with viewing(curious):
        entries = Entry.objects.filter(did="alarm.raise")
        assert [(each.officer_id, each.thing) for each in entries] == [
            (curious.officer_id, f"alarm:{alarm.id}")
        ]


@pytest.mark.django_db
def test_an_alarm_is_for_auditors_and_is_closed_once() -> None:
    ask_many(officer("ann"), MOST)
    with pytest.raises(NotPermitted):
        queries.alarms(officer("bob"))
    vera = officer("vera", "XB", Role.AUDITOR)
    (alarm,) = queries.alarms(vera)
    close_alarm(vera, alarm.id, now=NOW)
    assert queries.alarms(vera)[0].seen_by == vera.officer_id
    with pytest.raises(NotFound):
        close_alarm(vera, alarm.id, now=NOW)


@pytest.mark.django_db
def test_an_officer_cannot_see_the_count_of_another_member_even_past_our_own_code() -> None:
    ask_many(officer("ann"), MOST)
    with viewing(officer("eve", "XC")):
        assert Tally.objects.count() == Alarm.objects.count() == 0
    with viewing(officer("bob")):
        assert sum(Tally.objects.values_list("number", flat=True)) == MOST


@pytest.mark.django_db
def test_counts_are_gone_after_a_day_and_alarms_after_two_years() -> None:
    ann = officer("ann")
    ask_many(ann, MOST)
    later = NOW + timedelta(days=2)
    count_asked(ann, Asking.QUESTION, now=later)
    with viewing(ann):
        assert spent_by(ann, Asking.QUESTION, now=later) == Spent(1, 1)
        assert Tally.objects.count() == 1
        assert Alarm.objects.count() == 1
    count_asked(ann, Asking.QUESTION, LIMITS[Asking.QUESTION].alarm, now=NOW + timedelta(days=731))
    with viewing(ann):
        assert Alarm.objects.get().raised_at == NOW + timedelta(days=731)
