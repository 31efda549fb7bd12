"""A new listing finds who travelled yesterday and who will tomorrow, and nobody past a deadline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from tests.invented import NOW, STATEMENTS, conclude, contribution, node, officer, traveller
from tests.travel.sending import Clock, bench, desk, message
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.matching import Index
from tocsin.records.registers import queries as registers
from tocsin.records.registers.actions import add_records
from tocsin.records.registers.models import Record
from tocsin.records.registers.subjects import subject_of
from tocsin.review.models import Adjudication
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.lookback import Looked, look_back
from tocsin.screening.working import Bench, screen_next
from tocsin.travel.holding.actions import destroy_due
from tocsin.travel.intake.actions import deliver

pytestmark = pytest.mark.django_db
WANTED = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
OLGA = traveller("PLAIN", "OLGA", born="1990-01-01", number="ZX1110001", at=2)


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """What the indexer's own connection would see of records; a test's transaction hides it."""
    made: list[Record] = []
    state = {"number": 1}

    def indexed(_horizon: int) -> tuple[list[object], list[str]]:
        fresh = [
            subject_of(str(each.id), "person", [s.to_dict() for s in STATEMENTS]) for each in made
        ]
        made.clear()
        return list(fresh), []

    def now_at() -> str:
        state["number"] += 1
        return f"db:{state['number']}"

    monkeypatch.setattr(registers, "indexed_changes", indexed)
    monkeypatch.setattr(registers, "database_state", now_at)
    return made


@pytest.fixture
def working(tmp_path: Path) -> Iterator[tuple[Bench, Clock]]:
    clock = Clock()
    yield bench(tmp_path, Index.build([], tmp_path / "index"), clock), clock
    connections["default"].needs_rollback = False


def list_someone(changes: list[Record]) -> Record:
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        (record,) = add_records(owner, [contribution()], now=NOW)
    changes.append(record)
    return record


def look(it: Bench) -> Looked:
    found = look_back(lambda: [desk()], it.files, clock=it.clock)
    assert found is not None
    return found


def candidates() -> int:
    with viewing(desk()):
        return Adjudication.objects.count()


@pytest.mark.parametrize("days", [-1, 0, 1, 14], ids=["yesterday", "today", "tomorrow", "ahead"])
def test_a_new_listing_finds_who_travelled_and_who_will(
    days: int, working: tuple[Bench, Clock], changes: list[Record]
) -> None:
    it, clock = working
    clock.forward(hours=-2)  # ten in the morning: yesterday's travellers are held till noon
    look(it)
    deliver(desk(), it.files, message(WANTED, OLGA, days=days), now=clock())
    screen_next(desk(), it)
    assert candidates() == 0
    list_someone(changes)
    assert look(it) == Looked(records=1, travellers=2, candidates=1)
    assert candidates() == 1


def test_a_look_that_is_repeated_proposes_nobody_twice(
    working: tuple[Bench, Clock], changes: list[Record]
) -> None:
    it, clock = working
    look(it)
    deliver(desk(), it.files, message(WANTED, OLGA), now=clock())
    screen_next(desk(), it)
    record = list_someone(changes)
    look(it)
    changes.append(record)
    assert look(it) == Looked(records=1, travellers=2, candidates=0)


def test_nobody_is_found_past_the_deadline(
    working: tuple[Bench, Clock], changes: list[Record]
) -> None:
    it, clock = working
    look(it)
    deliver(desk(), it.files, message(WANTED, OLGA), now=clock())
    screen_next(desk(), it)
    clock.forward(days=3)  # the flight is tomorrow, held until noon of the day after
    list_someone(changes)
    assert look(it) == Looked(records=1, travellers=0, candidates=0)


def test_nobody_is_found_once_the_key_is_destroyed(
    working: tuple[Bench, Clock], changes: list[Record]
) -> None:
    it, clock = working
    look(it)
    deliver(desk(), it.files, message(WANTED, OLGA), now=clock())
    screen_next(desk(), it)
    clock.forward(days=2)
    ended = destroy_due(desk(), it.files, now=clock())
    told = [(each.what, each.lists, each.travellers) for each in ended]
    assert ("travellers", 1, 2) in told
    list_someone(changes)
    assert look(it).travellers == 0
    with viewing(desk()):
        entry = Entry.objects.filter(did="day.destroy", thing__contains="travellers").get()
    assert entry.particulars == {"lists": 1, "travellers": 2}


def test_who_was_dismissed_for_one_record_is_proposed_for_another(
    working: tuple[Bench, Clock], changes: list[Record]
) -> None:
    it, clock = working
    look(it)
    deliver(desk(), it.files, message(WANTED, OLGA), now=clock())
    screen_next(desk(), it)
    list_someone(changes)
    look(it)
    with viewing(desk()):
        first = Adjudication.objects.get().candidate_id
    conclude(officer("ann"), first, Verdict.DIFFERENT)
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        changes.extend(add_records(owner, [contribution("XAi.002")], now=NOW))
    assert look(it).candidates == 1
    with viewing(desk()):
        again = Adjudication.objects.exclude(candidate_id=first).get()
        assert again.candidate.traveller.particulars["names"] == ["ZARBARAN", "QASIM"]


def test_a_flight_too_far_ahead_is_screened_and_not_held(
    working: tuple[Bench, Clock], changes: list[Record]
) -> None:
    it, clock = working
    look(it)
    deliver(desk(), it.files, message(WANTED, OLGA, days=30), now=clock())
    screen_next(desk(), it)
    list_someone(changes)
    assert look(it).travellers == 0
