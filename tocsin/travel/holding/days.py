"""The days of a member and their keys. The caller is inside ``access.viewing(actor)``.

A day is locked against destruction while something is put under it, and the other way round, so
that nothing is ever sealed under a key that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import connection

from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import DayKey, KeyFiles
from tocsin.travel.holding.models import Day, HeldList, Retention
from tocsin.travel.holding.rules import DEFAULT_HOURS, What, deadline

KEPT_AFTER = timedelta(days=60)
"""How long the row of a destroyed day stays, so that nothing is sealed under it anew."""


def name_of(day: Day) -> str:
    """The name of a day's file."""
    return f"{day.what}-{day.member_id}-{day.day:%Y-%m-%d}"


def hours_of(member_id: int) -> int:
    """How many hours after the flight day this member holds travellers."""
    found = Retention.objects.filter(member_id=member_id).values_list("hours", flat=True).first()
    return DEFAULT_HOURS if found is None else found


def opened(
    files: KeyFiles, member_id: int, what: What, day: date, *, now: datetime
) -> tuple[Day, DayKey]:
    """A member's day and its key, made where there is none, and kept until the transaction ends.

    Raises DayEnded where the deadline has passed.
    """
    ends = deadline(what, day, hours_of(member_id))
    if now >= ends:
        raise DayEnded
    row = _shared(member_id, what, day) or _made(files, member_id, what, day, ends)
    if row.destroyed_at is not None or now >= row.deadline:
        raise DayEnded
    return row, files.opened(name_of(row), bytes(row.sealed_key))


def key_of(files: KeyFiles, day: Day) -> DayKey:
    """The key of a day that the caller has. Raises DayEnded."""
    return files.opened(name_of(day), bytes(day.sealed_key))


def _shared(member_id: int, what: What, day: date) -> Day | None:
    rows = Day.objects.raw(
        "select * from holding_day where member_id = %s and what = %s and day = %s for key share",
        [member_id, what.value, day],
    )
    return next(iter(rows), None)


def _made(files: KeyFiles, member_id: int, what: What, day: date, ends: datetime) -> Day:
    draft = Day(member_id=member_id, what=what.value, day=day, deadline=ends)
    _key, sealed = files.new(name_of(draft))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into holding_day (member_id, what, day, sealed_key, deadline)"
            " values (%s, %s, %s, %s, %s) on conflict do nothing",
            [member_id, what.value, day, sealed, ends],
        )
    made = _shared(member_id, what, day)
    if made is None:
        raise DayEnded
    return made


def due(member_id: int, *, now: datetime) -> Iterable[Day]:
    """Days whose deadline has passed, locked; what others hold locked comes with a later turn."""
    return (
        Day.objects.select_for_update(skip_locked=True)
        .filter(member_id=member_id, destroyed_at=None, deadline__lte=now)
        .order_by("id")
    )


def held_under(day: Day) -> tuple[int, int]:
    """How many lists are held under a day, and how many travellers stand on them."""
    found = HeldList.objects.filter(day=day).values_list("travellers", flat=True)
    return len(found), sum(found)
