"""Reading flags: a member's own, and those of others on its own records.

The caller is inside ``access.viewing(actor)``, unless a function asks for access itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from tocsin.records.handling.models import Flag
from tocsin.records.handling.rules import in_effect
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import NOWHERE
from tocsin.records.registers.sight import seen_by
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

LATEST = 200


def put_flags(actor: Actor, records: Iterable[Record]) -> None:
    """Let each record say in `Record.asked_here` what the actor's member does for it."""
    shown = list(records)
    ids = [NOWHERE, *(each.id for each in shown)]
    standing = Flag.objects.filter(member_id=actor.member_id, lifted_at=None, record_id__in=ids)
    flagged = dict(standing.values_list("record_id", "action"))
    for record in shown:
        record.asked_here = in_effect(record.requested_action, flagged.get(record.id))


def flags_on(actor: Actor, record_id: UUID) -> list[Flag]:
    """The flags on a record that the viewer was shown: their own, or all on their own record."""
    found = _seen(actor).filter(record_id=record_id)
    return list(found.select_related("member", "record__originator"))


def flags(actor: Actor, *, limit: int = LATEST) -> list[Flag]:
    """What the member flagged, and what others flagged of its records, the latest first."""
    require(actor, Permission.FLAG_READ)
    with viewing(actor):
        note(actor, "flag.list", permission=Permission.FLAG_READ)
        return list(_seen(actor).select_related("member", "record__originator")[:limit])


def _seen(actor: Actor) -> QuerySet[Flag]:
    return Flag.objects.filter(
        Q(member_id=actor.member_id) | Q(record__originator_id=actor.member_id),
        seen_by(actor, "record__"),
    )
