"""Writing down what happened. Part of the deed that it follows from, which is noted itself."""

from __future__ import annotations

from datetime import datetime

from tocsin.records.quality.models import Event
from tocsin.records.quality.rules import Kind
from tocsin.records.registers.facts import RecordCorrected


def log(member_id: int, kind: Kind, *, number: int = 1, at: datetime) -> None:
    """Add a line to a member's history."""
    Event.objects.create(member_id=member_id, kind=kind, number=number, at=at)


def count_correction(fact: RecordCorrected) -> None:
    """A record that was live says something else now."""
    if not fact.by_publisher:
        log(fact.member_id, Kind.CORRECTED, at=fact.at)
