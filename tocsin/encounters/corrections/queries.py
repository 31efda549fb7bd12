"""A member's notices, and for an originator whether they arrived."""

from __future__ import annotations

from uuid import UUID

from tocsin.encounters.corrections.models import Notice
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission


def awaiting(actor: Actor, *, limit: int = 50) -> list[Notice]:
    """What the actor's member was told and has not acknowledged, the latest first."""
    require(actor, Permission.MOVEMENT_READ)
    own = Notice.objects.filter(member_id=actor.member_id, acknowledged_at=None)
    return list(own[:limit])


def receipts(actor: Actor, record_id: UUID) -> list[Notice]:
    """Who was told of corrections of one of the actor's own records, and who knows."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    return list(Notice.objects.filter(record_id=record_id, originator_id=actor.member_id))
