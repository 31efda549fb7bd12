"""Incidents and relations, as the viewer may see them.

The caller is inside ``access.viewing(actor)``: a relation shows only where both its ends do.
"""

from __future__ import annotations

from datetime import datetime

from tocsin.records.incidents.models import Incident, Relation
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def incidents(actor: Actor, *, now: datetime, limit: int = 100) -> list[Incident]:
    """Reported incidents that have not expired, the last reported first."""
    require(actor, Permission.RECORD_READ)
    note(actor, "incident.list", permission=Permission.RECORD_READ)
    return list(Incident.objects.select_related("originator").filter(expires_at__gt=now)[:limit])


def relations_of(record: Record) -> list[Relation]:
    """What a record that the viewer was shown has to do with others, with the evidence."""
    return list(Relation.objects.select_related("other", "incident").filter(record=record))
