"""Holding travellers until their deadline, and destroying the key of a day when it has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.holding import days
from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.models import Day, HeldList, Retention
from tocsin.travel.holding.rules import What, checked_hours, flight_day, may_hold
from tocsin.travel.models import Manifest

Particulars = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What ended with the key of one day."""

    what: str
    day: str
    lists: int
    travellers: int


def hold(
    actor: Actor,
    files: KeyFiles,
    manifest: Manifest,
    travellers: Sequence[Particulars],
    *,
    part: int = 0,
    now: datetime,
) -> bool:
    """Seal a list's travellers under their flight day; whether the member's retention allows it.

    The same list again takes the place of the one before. Part of a screening, in its transaction,
    for which access was asked.
    """
    day = flight_day(manifest.departs_at, manifest.arrives_at, manifest.received_at)
    if not travellers or not may_hold(day, days.hours_of(actor.member_id), now):
        return False
    try:
        row, key = days.opened(files, actor.member_id, What.TRAVELLERS, day, now=now)
    except DayEnded:
        return False
    HeldList.objects.update_or_create(
        manifest=manifest,
        part=part,
        defaults={
            "member_id": actor.member_id,
            "day": row,
            "travellers": len(travellers),
            "sealed": key.seal_value(list(travellers), f"list:{manifest.id}:{part}"),
            "held_at": now,
        },
    )
    return True


def drop(files: KeyFiles, held: Sequence[HeldList], goes: Callable[[Particulars], bool]) -> int:
    """Take travellers out of held lists, as a later message of the carrier says; how many."""
    return sum(_without(files, each, goes) for each in held)


def _without(files: KeyFiles, it: HeldList, goes: Callable[[Particulars], bool]) -> int:
    key, label = days.key_of(files, it.day), f"list:{it.manifest_id}:{it.part}"
    before = key.open_value(bytes(it.sealed), label)
    after = [each for each in before if not goes(each)]
    if len(after) == len(before):
        return 0
    if after:
        HeldList.objects.filter(id=it.id).update(
            travellers=len(after), sealed=key.seal_value(after, label)
        )
    else:
        it.delete()
    return len(before) - len(after)


def set_retention(actor: Actor, hours: int) -> None:
    """How many hours after the flight day the member holds travellers, from the next day made on.

    Raises HoursOutOfRange beyond the limit that is compiled in.
    """
    require(actor, Permission.RETENTION_SET)
    with viewing(actor):
        note(
            actor,
            "retention.set",
            permission=Permission.RETENTION_SET,
            particulars={"hours": checked_hours(hours)},
        )
        Retention.objects.update_or_create(member_id=actor.member_id, defaults={"hours": hours})


def destroy_due(actor: Actor, files: KeyFiles, *, now: datetime) -> list[Destroyed]:
    """End every day of the member whose deadline has passed; the ledger has the counts.

    The files go last, after the transaction: a key that the database still names would be made
    anew, one that it no longer names opens nothing.
    """
    require(actor, Permission.TRAVELLER_SCREEN)
    with transaction.atomic(), viewing(actor):
        ended = [_destroyed(actor, day, now) for day in days.due(actor.member_id, now=now)]
        Day.objects.filter(
            member_id=actor.member_id, destroyed_at__lte=now - days.KEPT_AFTER
        ).delete()
        gone = [days.name_of(day) for day in _ended(actor)]
    for name in gone:
        files.destroy(name)
    return ended


def _ended(actor: Actor) -> list[Day]:
    """Days whose key is destroyed: a killed process may have left the file of one."""
    return list(Day.objects.filter(member_id=actor.member_id, destroyed_at__isnull=False))


def _destroyed(actor: Actor, day: Day, now: datetime) -> Destroyed:
    lists, travellers = days.held_under(day)
    told = Destroyed(day.what, day.day.isoformat(), lists, travellers)
    note(
        actor,
        "day.destroy",
        f"day:{told.what}:{told.day}",
        permission=Permission.TRAVELLER_SCREEN,
        particulars={"lists": lists, "travellers": travellers},
    )
    HeldList.objects.filter(day=day).delete()
    day.sealed_key, day.destroyed_at = b"", now
    day.save(update_fields=["sealed_key", "destroyed_at"])
    return told
