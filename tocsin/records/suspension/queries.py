"""Which records are silent for whom now, and what stands suspended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tocsin.records.registers.models import Record
from tocsin.records.registers.sight import seen_by
from tocsin.records.suspension.models import Suspension
from tocsin.records.suspension.rules import Effect, is_silent
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

LATEST = 200


def silent(actor: Actor, record_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these records, those that are silent for the actor's member now.

    The caller is inside ``access.viewing(actor)``.
    """
    if not record_ids:
        return frozenset()
    rows = _standing().filter(record_id__in=record_ids, effect=Effect.SILENT)
    desks: dict[UUID, set[int]] = defaultdict(set)
    for record_id, member_id in rows.values_list("record_id", "member_id"):
        desks[record_id].add(member_id)
    own = actor.member_id
    return frozenset(each for each, at in desks.items() if is_silent(own in at, len(at)))


def suspended(actor: Actor, *, limit: int = LATEST) -> list[Suspension]:
    """What stands suspended at the actor's desk or of its records, and what was lifted."""
    require(actor, Permission.SUSPENSION_READ)
    with viewing(actor):
        note(actor, "suspension.list", permission=Permission.SUSPENSION_READ)
        found = Suspension.objects.filter(_concerns(actor), seen_by(actor, "record__"))
        return list(found.select_related("member", "record__originator")[:limit])


def waiting(actor: Actor) -> int:
    """How many of the member's own records somebody must improve or withdraw."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = _standing().filter(record__originator_id=actor.member_id, record__source_list="")
    return own.values("record_id").distinct().count()


def at_desk(actor: Actor) -> int:
    """How many records are silent at the actor's own desk."""
    require(actor, Permission.SUSPENSION_READ)
    return _standing().filter(member_id=actor.member_id, effect=Effect.SILENT).count()


def stands(it: Suspension) -> bool:
    """Whether it still holds: not lifted, the record live and not revised since."""
    live = it.record.state == Record.State.PUBLISHED
    return live and it.lifted_at is None and it.version == it.record.version


def _standing() -> QuerySet[Suspension]:
    return Suspension.objects.order_by().filter(
        lifted_at=None, version=F("record__version"), record__state=Record.State.PUBLISHED
    )


def _concerns(actor: Actor) -> Q:
    return Q(member_id=actor.member_id) | Q(record__originator_id=actor.member_id)
