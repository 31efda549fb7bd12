"""What is due of a member's own records, and how a record came to its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from tocsin.records.lifecycle.models import Extension, Reminder, Tombstone
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission

SOON = timedelta(days=125)


def ending(actor: Actor, *, now: datetime, limit: int = 50) -> list[Record]:
    """The member's live records that end within four months, the next first."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Record.objects.filter(originator_id=actor.member_id, state=Record.State.PUBLISHED)
    found = own.filter(source_list="", expires_at__gt=now, expires_at__lte=now + SOON)
    return list(found.order_by("expires_at")[:limit])


def overdue(actor: Actor, *, now: datetime, limit: int = 50) -> list[Record]:
    """The member's live records whose review was due and not done, the longest overdue first."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Record.objects.filter(originator_id=actor.member_id, state=Record.State.PUBLISHED)
    found = own.filter(source_list="", review_at__lte=now, expires_at__gt=now)
    return list(found.order_by("review_at")[:limit])


def reminders(actor: Actor, record_ids: Iterable[UUID]) -> dict[UUID, list[Reminder]]:
    """Which reminders were given for these records of the member's own."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    found: dict[UUID, list[Reminder]] = {}
    for each in Reminder.objects.filter(record_id__in=list(record_ids)).order_by("made_at"):
        found.setdefault(each.record_id, []).append(each)
    return found


def extensions(record: Record) -> list[Extension]:
    """Why a record that the viewer was shown lives as long as it does."""
    return list(Extension.objects.filter(record=record))


def tombstones(*, since: int = 0, limit: int = 1_000) -> list[Tombstone]:
    """The records that ended after the tombstone numbered ``since``: opaque ids, no names."""
    return list(Tombstone.objects.filter(id__gt=since)[:limit])
