"""Reading clearances: a member's own, and nobody else's. The register as a whole has none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.records.registers.sight import seen_by
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.queries import latest_on, why_not
from tocsin.safeguards.ledger.actions import note
from tocsin.screening.clearances.actions import GIVE
from tocsin.screening.clearances.models import Clearance, ClearedDocument
from tocsin.screening.clearances.rules import Cleared, State

LATEST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A clearance where it stands; ``not_yours`` says why the viewer can't approve it."""

    clearance: Clearance
    state: State
    documents: int
    not_yours: str = ""


def clearances(actor: Actor, record_id: UUID | None = None, *, now: datetime) -> list[Listed]:
    """The member's own, of one record or of all that the viewer sees; what waits comes first."""
    require(actor, Permission.CLEARANCE_GIVE)
    with viewing(actor):
        note(actor, "clearance.list", permission=Permission.CLEARANCE_GIVE)
        own = Clearance.objects.filter(seen_by(actor, "record__"), member_id=actor.member_id)
        if record_id:
            own = own.filter(record_id=record_id)
        read = own.select_related("record", "officer").prefetch_related("documents")[:LATEST]
        found = [_listed(actor, each, now) for each in read]
    return sorted(found, key=lambda each: each.state is not State.PROPOSED)


def _listed(actor: Actor, clearance: Clearance, now: datetime) -> Listed:
    state = clearance.state(now)
    proposal = latest_on(actor, GIVE, clearance.thing) if state is State.PROPOSED else None
    hindrance = why_not(actor, GIVE, proposal) if proposal else ""
    return Listed(clearance, state, len(clearance.documents.all()), hindrance)


def cleared(
    member_id: int, record_ids: Collection[UUID], marks: Collection[str], *, now: datetime
) -> frozenset[Cleared]:
    """Which of these documents were cleared of which of these records, as it is in force.

    One question for a whole manifest. The caller is inside ``access.viewing(actor)``.
    """
    if not record_ids or not marks:
        return frozenset()
    held = ClearedDocument.objects.filter(
        member_id=member_id,
        mark__in=marks,
        clearance__record_id__in=record_ids,
        clearance__approved_at__lte=now,
        clearance__expires_at__gt=now,
    )
    return frozenset(held.values_list("clearance__record_id", "mark"))
