"""What is held of travellers opens until the deadline and never after, and no setting passes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.invented import NOW, flight, node, traveller
from tests.travel.sending import desk
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.manifests import arrival_of
from tocsin.screening.particulars import held_form
from tocsin.travel.actions import receive
from tocsin.travel.holding import days, rules
from tocsin.travel.holding.actions import destroy_due, hold, set_retention
from tocsin.travel.holding.errors import DayEnded, HoursOutOfRange
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.models import Day, HeldList
from tocsin.travel.holding.queries import counts, held_lists, particulars_in
from tocsin.travel.holding.rules import MOST_HOURS, What, deadline, flight_day, may_hold

pytestmark = pytest.mark.django_db
OLGA = traveller("PLAIN", "OLGA", born="1990-01-01", number="ZX1110001")


def held(files: KeyFiles, *, now: datetime = NOW) -> HeldList:
    with viewing(desk()):
        manifest = receive(desk(), arrival_of(flight(OLGA)), now=now)
        hold(desk(), files, manifest, [held_form(OLGA)], now=now)
        return HeldList.objects.select_related("day").get()


def test_what_is_held_opens_until_the_deadline_and_never_after(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    it = held(files)
    with viewing(desk()):
        assert particulars_in(files, it)[0]["names"] == ["PLAIN", "OLGA"]
    before, sealed = it.day.deadline - timedelta(seconds=1), bytes(it.sealed)
    assert destroy_due(desk(), files, now=before) == []
    (ended,) = destroy_due(desk(), files, now=it.day.deadline)
    assert (ended.lists, ended.travellers) == (1, 1)
    with viewing(desk()):
        assert HeldList.objects.count() == 0
        day = Day.objects.get()
        assert (bytes(day.sealed_key), day.destroyed_at) == (b"", it.day.deadline)
    with pytest.raises(DayEnded):
        files.opened(days.name_of(it.day), bytes(it.day.sealed_key)).open(sealed, "list:1:0")


def test_the_row_and_the_file_open_only_together(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path / "node")
    it = held(files)
    other = KeyFiles(tmp_path / "copy without files")
    with viewing(desk()):
        assert particulars_in(other, it) == []
    (file,) = (tmp_path / "node").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_bytes() not in (bytes(it.day.sealed_key), bytes(it.sealed))


def test_the_destroyed_file_is_gone_also_when_a_killed_process_left_it(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    it = held(files)
    kept = next(iter(tmp_path.iterdir())).read_bytes()
    destroy_due(desk(), files, now=it.day.deadline)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / f"{days.name_of(it.day)}.key").write_bytes(
        kept
    )  # as if killed before the last step
    destroy_due(desk(), files, now=it.day.deadline)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_held_anew_under_a_day_that_has_ended(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    it = held(files)
    late = it.day.deadline
    destroy_due(desk(), files, now=late)
    with viewing(desk()):
        manifest = receive(desk(), arrival_of(flight(OLGA)), now=late)
        assert not hold(desk(), files, manifest, [held_form(OLGA)], now=late)
        assert not hold(desk(), files, manifest, [held_form(OLGA)], now=NOW), "the clock went back"
    assert list(tmp_path.iterdir()) == []


def test_the_ledger_proves_the_destruction_by_counts(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    it = held(files)
    destroy_due(desk(), files, now=it.day.deadline)
    with viewing(desk()):
        entry = Entry.objects.get(did="day.destroy")
    assert entry.thing == "day:travellers:2026-03-02"
    assert entry.particulars == {"lists": 1, "travellers": 1}


def test_another_member_sees_nothing_of_it(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    held(files)
    other = node("XC", Role.SCREENING_OFFICER)
    with viewing(other):
        assert (list(held_lists(other, now=NOW)), HeldList.objects.count()) == ([], 0)
        assert counts(other, now=NOW) == (0, 0)


HOURS = {0: False, 1: True, MOST_HOURS: True}


@pytest.mark.parametrize("hours", HOURS)
def test_a_member_holds_for_as_long_as_it_set_and_not_at_all_with_none(
    hours: int, tmp_path: Path
) -> None:
    set_retention(node("XB", Role.MEMBER_ADMINISTRATOR), hours)
    files = KeyFiles(tmp_path)
    with viewing(desk()):
        manifest = receive(desk(), arrival_of(flight(OLGA)), now=NOW)
        assert hold(desk(), files, manifest, [held_form(OLGA)], now=NOW) == HOURS[hours]
        for day in Day.objects.filter(what=What.TRAVELLERS):
            assert day.deadline == datetime(2026, 3, 3, tzinfo=UTC) + timedelta(hours=hours)


def test_no_setting_passes_the_limit_that_is_compiled_in() -> None:
    keeper = node("XB", Role.MEMBER_ADMINISTRATOR)
    for hours in (MOST_HOURS + 1, -1, 24 * 365):
        with pytest.raises(HoursOutOfRange):
            set_retention(keeper, hours)
    with pytest.raises(NotPermitted):
        set_retention(desk(), 1)
    day = flight_day(None, NOW, NOW)
    longest = deadline(What.TRAVELLERS, day, 24 * 365) - datetime(2026, 3, 1, tzinfo=UTC)
    assert longest == timedelta(hours=48)


def test_who_flies_too_far_ahead_is_not_held() -> None:
    far = (NOW + rules.MOST_AHEAD + timedelta(days=1)).date()
    assert not may_hold(far, 12, NOW)
    assert may_hold((NOW + rules.MOST_AHEAD).date(), 12, NOW)
