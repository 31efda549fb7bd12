"""Reading sightings: shown to the reporter's member and the record's originator alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tocsin.encounters.sightings.models import Sighting
from tocsin.encounters.sightings.rules import ends
from tocsin.records.registers.sight import seen_by
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.handling import Sees, sees_in
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def of_record(actor: Actor, record_id: UUID, *, now: datetime) -> list[Sighting]:
    """The sightings of a record's subject that the viewer may see, oldest first.

    An ended record, and one that the viewer may not see, has none.
    """
    require(actor, Permission.MOVEMENT_READ)
    with viewing(actor):
        thing = f"record:{record_id}"
        note(actor, "sighting.read", thing, permission=Permission.MOVEMENT_READ)
        return _standing(_live(actor, now).filter(record_id=record_id), now)


def latest(actor: Actor, *, now: datetime, limit: int = 10) -> list[Sighting]:
    """The latest sightings that the viewer may see, newest first."""
    require(actor, Permission.MOVEMENT_READ)
    with viewing(actor):
        note(actor, "sighting.list", permission=Permission.MOVEMENT_READ)
        shown = _live(actor, now).filter(at__lte=now).order_by("-at", "-id")
        return _standing(shown[: 2 * limit], now)[:limit]


def _live(actor: Actor, now: datetime) -> QuerySet[Sighting]:
    """Sightings that the actor may see, of records that stand: evaluated now, whatever any job
    has or hasn't done."""
    return Sighting.objects.select_related("record__originator", "member").filter(
        _seen_by(actor),
        seen_by(actor, "record__"),
        record__state="published",
        record__expires_at__gt=now,
    )


def _seen_by(actor: Actor) -> Q:
    """Where somebody was is for who reported it, who asked, and who watches over all."""
    if Sees.EVERYTHING in sees_in(actor.roles):
        return Q()
    return Q(member_id=actor.member_id) | Q(record__originator_id=actor.member_id)


def _standing(found: QuerySet[Sighting], now: datetime) -> list[Sighting]:
    return [each for each in found if ends(each.record.expires_at, each.record_expiry) > now]
