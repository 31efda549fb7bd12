"""Reading records. The viewer is an actor, and the caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Count

from tocsin.matching import Subject
from tocsin.members.rules import Keeps
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.sight import seen_by
from tocsin.records.registers.subjects import subject_of
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

NOWHERE = UUID(int=0)
"""No record's id. Asked for beside others, it lets the database be asked also where there are none:
else it would be quicker to find nothing than to find what is hidden."""
INDEXER = "indexer"
"""The database alias whose role may read every record, to build the matching index with."""


def live_records(actor: Actor, ids: Iterable[str], *, now: datetime) -> dict[str, Record]:
    """Of these, the records that are published, unexpired and visible to the viewer now.

    What a suspended or departed member took with it isn't among them.
    """
    found = (
        Record.objects.select_related("originator")
        .filter(seen_by(actor), id__in=[*ids, NOWHERE])
        .filter(state=Record.State.PUBLISHED, expires_at__gt=now)
        .exclude(originator__keeps=Keeps.WITHDRAWN)
    )
    return {str(record.id): record for record in found}


def record(actor: Actor, record_id: UUID) -> Record:
    """One record as far as the viewer may see it, ended ones included."""
    require(actor, Permission.RECORD_READ)
    note(actor, "record.read", f"record:{record_id}", permission=Permission.RECORD_READ)
    seen = Record.objects.select_related("originator").filter(seen_by(actor))
    found = seen.filter(id=record_id).first()
    if found is None:
        raise NotFound
    return found


def own_references(actor: Actor) -> frozenset[str]:
    """The references under which the actor's member contributed records of its own."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Record.objects.filter(originator_id=actor.member_id, source_list="")
    return frozenset(own.values_list("reference", flat=True))


def own_waiting(actor: Actor) -> list[Record]:
    """The member's own records that are on their way to being live, the last changed first."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    on_the_way = ("held", "submitted", "refused", "appealed")
    own = Record.objects.filter(originator_id=actor.member_id, source_list="")
    return list(own.filter(state__in=on_the_way).order_by("-revised_at"))


def own_latest(actor: Actor, *, limit: int) -> list[Record]:
    """The member's own records, the last changed first."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Record.objects.filter(originator_id=actor.member_id, source_list="")
    return list(own.order_by("-revised_at")[:limit])


def own_record(actor: Actor, record_id: UUID) -> Record:
    """One of the member's own records. Raises NotFound."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Record.objects.select_related("originator").filter(originator_id=actor.member_id)
    found = own.filter(id=record_id).first()
    if found is None:
        raise NotFound
    return found


def seen_by_reference(actor: Actor, reference: str) -> Record | None:
    """A record that the viewer sees, by its reference; its own member's before another's."""
    require(actor, Permission.RECORD_READ)
    found = list(Record.objects.filter(seen_by(actor), reference=reference)[:20])
    own = (each for each in found if each.originator_id == actor.member_id)
    return next(own, found[0] if found else None)


def own_plain(actor: Actor, record_id: UUID) -> dict[str, Any]:
    """What one of the member's own records says, in the form that it was sent in."""
    record = own_record(actor, record_id)
    note(actor, "record.read", f"record:{record_id}", permission=Permission.RECORD_CONTRIBUTE)
    current = Version.objects.get(record=record, number=record.version)
    standing = {name: value for name, value in current.standing.items() if name != "source_list"}
    return {**standing, "statements": current.statements}


def versions(record_: Record) -> list[Version]:
    """Every version of a record that the viewer was shown, oldest first."""
    return list(record_.versions.all())


def current_statements(records: Iterable[Record]) -> dict[str, list[dict[str, object]]]:
    """What each record says today, by record id."""
    wanted = {record.id: record.version for record in records}
    found = Version.objects.filter(record_id__in=wanted).only("record_id", "number", "statements")
    return {
        str(version.record_id): version.statements
        for version in found
        if version.number == wanted[version.record_id]
    }


def count_seen(actor: Actor, *, now: datetime) -> int:
    """How many live records the viewer sees."""
    with viewing(actor):
        live = Record.objects.filter(
            seen_by(actor), state=Record.State.PUBLISHED, expires_at__gt=now
        )
        return live.count()


def subjects_seen(actor: Actor, after: UUID | None, *, now: datetime, limit: int) -> list[Subject]:
    """The next live records that the viewer sees, in the order of their ids, as subjects."""
    live = Record.objects.filter(seen_by(actor), state=Record.State.PUBLISHED, expires_at__gt=now)
    beyond = live.filter(id__gt=after) if after else live
    records = list(beyond.order_by("id").only("id", "register", "version")[:limit])
    stated = current_statements(records)
    return [subject_of(str(each.id), each.register, stated[str(each.id)]) for each in records]


def counts_by_list(actor: Actor) -> dict[str, int]:
    """How many live records of each published list the viewer sees."""
    published = Record.objects.filter(seen_by(actor), state=Record.State.PUBLISHED).order_by()
    return dict(published.values_list("source_list").annotate(Count("id")))


def database_state() -> str:
    """A watermark: every transaction before it has ended, in this very database.

    Read before the records are; what commits later has its number at or above the watermark.
    """
    with connections[INDEXER].cursor() as cursor:
        cursor.execute(
            "select (select oid from pg_database where datname = current_database())::text"
            " || ':' || (select system_identifier from pg_control_system())::text,"
            " pg_snapshot_xmin(pg_current_snapshot())::text"
        )
        database, horizon = cursor.fetchone()
    return f"{database}:{horizon}"


def indexed_changes(horizon: int) -> tuple[list[Subject], list[str]]:
    """Subjects to index and record ids to drop, changed in or after transaction ``horizon``."""
    changed = Record.objects.using(INDEXER).filter(changed_in__gte=horizon)
    kept = changed.exclude(state=Record.State.PUBLISHED, searchable=True)
    ended = [str(each.id) for each in kept.only("id")]
    return list(_subjects(horizon)), ended


def all_subjects() -> Iterator[Subject]:
    """Every published record that can be searched for, as a subject for the index, streamed."""
    return _subjects(0)


def _subjects(horizon: int) -> Iterator[Subject]:
    current = (
        Version.objects.using(INDEXER)
        .select_related("record")
        .filter(
            record__state=Record.State.PUBLISHED,
            record__searchable=True,
            record__changed_in__gte=horizon,
        )
        .extra(where=["registers_version.number = registers_record.version"])
    )
    for version in current.iterator(chunk_size=2000):
        yield subject_of(str(version.record_id), version.record.register, version.statements)
