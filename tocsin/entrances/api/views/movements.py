"""The movement of a record's subject."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tocsin.encounters.movements import queries
from tocsin.encounters.movements.queries import spot
from tocsin.encounters.sightings.rules import masked_number
from tocsin.entrances.api.answered import Doubt, Movement, Sighting
from tocsin.entrances.api.bearer import actor_of
from tocsin.entrances.api.views import shown
from tocsin.foundations.clock import system_clock


def movement(request: HttpRequest, record_id: UUID) -> Movement:
    """The confirmed sightings of a record's subject that you may see, oldest first."""
    now = system_clock()
    found = queries.movement(actor_of(request), record_id, now=now)
    return Movement(
        record=shown.record(found.record),
        sightings=[_sighting(each, now) for each in found.sightings],
        route=list(found.movement.route),
        crossings=found.movement.crossings,
        countries=found.movement.countries,
        days=found.movement.days,
        doubts=[_doubt(each) for each in found.movement.doubts],
    )


def _sighting(row: Any, now: datetime) -> Sighting:
    issuer, number = row.document_issuer, row.document_number
    return Sighting(
        at=row.at,
        planned=row.at > now,
        place=row.place,
        country=spot(row.place).country,
        kind=row.kind,
        direction=row.direction,
        origin=row.origin,
        destination=row.destination,
        flight=row.flight,
        document=f"{issuer} {masked_number(number)}".strip() if number else "",
        reported_by=row.member.code,
        confidence=row.confidence,
    )


def _doubt(doubt: Any) -> Doubt:
    return Doubt(
        first=doubt.first,
        second=doubt.second,
        kilometres=round(doubt.kilometres),
        hours=round(doubt.hours, 2),
    )
