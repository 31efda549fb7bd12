"""Telling members of corrections, and hearing that they know."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from tocsin.encounters.corrections.models import Notice
from tocsin.encounters.sightings.models import Sighting
from tocsin.records.registers.facts import RecordCorrected, RecordEnded
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def tell_of_correction(fact: RecordCorrected) -> None:
    """Every member that had a hit on the record is told what it says now is something else."""
    _tell(fact.record_id, fact.member_id, "corrected", fact.version, fact.reason, fact.at)


def tell_of_end(fact: RecordEnded) -> None:
    """Every member that had a hit on the record is told that it has ended."""
    _tell(fact.record_id, fact.member_id, fact.state, None, fact.reason, fact.at)


def _tell(
    record_id: UUID, originator: int, what: str, version: int | None, reason: str, at: datetime
) -> None:
    """The originator's own transaction: it sees every sighting of its record."""
    seen = Sighting.objects.filter(record_id=record_id).exclude(member_id=originator)
    reported = Counter(seen.values_list("member_id", flat=True))
    for member, sightings in reported.items():
        Notice.objects.create(
            record_id=record_id,
            originator_id=originator,
            member_id=member,
            what=what,
            version=version,
            reason=reason,
            sightings=sightings,
            made_at=at,
        )


def acknowledge(actor: Actor, notice_id: UUID, *, now: datetime) -> None:
    """Say that the member knows, and what it did is its own to do. Raises NotFound."""
    require(actor, Permission.MOVEMENT_READ)
    officer = officer_of(actor)
    with viewing(actor):
        permission = Permission.MOVEMENT_READ
        note(actor, "notice.acknowledge", f"notice:{notice_id}", permission=permission)
        own = Notice.objects.filter(id=notice_id, member_id=actor.member_id)
        known = own.filter(acknowledged_at=None).update(
            acknowledged_at=now, acknowledged_by=officer
        )
    if not known:
        raise NotFound
