"""A movement as its page shows it: places with names, clocks and coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tocsin.encounters.movements.rules import Movement
from tocsin.encounters.sightings.rules import masked_number
from tocsin.entrances.web.filling.written import Statements, primary_name
from tocsin.entrances.web.pages import (
    MovementFlag,
    MovementPage,
    Place,
    RouteSummary,
    Sighting,
    SightingLine,
    SightingsSummary,
    Written,
)
from tocsin.travel.rules import airport, to_local


def movement_page(shown: Any, statements: Statements, now: datetime) -> MovementPage:
    """``shown`` is what `encounters.movements.queries.movement` gives."""
    record = shown.record
    return MovementPage(
        record_pk=str(record.id),
        reference=record.reference,
        subject=primary_name(record, statements),
        now=now,
        requested_action=record.requested_action,
        originator_code=record.originator.code,
        tlp=record.tlp,
        sightings=tuple(
            _sighting(number, each, now) for number, each in enumerate(shown.sightings, start=1)
        ),
        summary=_summary(shown.movement, shown.sightings),
        flags=_flags(shown.movement),
        expires_on=record.expires_at.date(),
    )


def _sighting(number: int, sighting: Any, now: datetime) -> Sighting:
    return Sighting(
        number=number,
        at=sighting.at,
        at_local=to_local(sighting.at, sighting.place),
        place=place_of(sighting.place),
        kind=sighting.kind,
        direction=sighting.direction,
        reported_by=sighting.member.name,
        origin=place_of(sighting.origin) if sighting.origin else None,
        destination=place_of(sighting.destination) if sighting.destination else None,
        flight=sighting.flight,
        document=_document(sighting),
        confidence=sighting.confidence,
        planned=sighting.at > now,
    )


def place_of(code: str) -> Place:
    """A place by its code; what is known of airports stands in the travel stage's table."""
    known = airport(code) if len(code) == 3 else None
    if known is None:
        return Place(code, code)
    return Place(known.code, known.city, known.country, known.latitude, known.longitude)


def _document(sighting: Any) -> str:
    if not sighting.document_number:
        return ""
    number = masked_number(sighting.document_number)
    return f"{sighting.document_issuer} {number}".strip()


def _summary(movement: Movement, sightings: Sequence[Any]) -> RouteSummary:
    return RouteSummary(
        codes=movement.route,
        sightings=len(sightings),
        crossings=movement.crossings,
        days=movement.days,
        countries=movement.countries,
        first_on=sightings[0].at.date() if sightings else None,
        last_on=sightings[-1].at.date() if sightings else None,
    )


def _flags(movement: Movement) -> tuple[MovementFlag, ...]:
    """Doubts first: they may mean that a decision was wrong."""
    doubts = (
        MovementFlag(
            "impossible_speed",
            each.first + 1,
            each.second + 1,
            kilometres=round(each.kilometres),
            hours=round(each.hours, 1),
            speed=round(each.speed) if each.hours else 0,
        )
        for each in movement.doubts
    )
    gaps = (
        MovementFlag("gap", each.first + 1, each.second + 1, days=each.days)
        for each in movement.gaps
    )
    return (*doubts, *gaps)


def summary_of(sightings: Sequence[Any], now: datetime) -> SightingsSummary:
    """What the subject's page says of the sightings; legs still ahead are not among them."""
    made = [each for each in sightings if each.at <= now]
    if not made:
        return SightingsSummary()
    return SightingsSummary(len(made), made[0].at, made[-1].at, place_of(made[-1].place).name)


def latest_of(sightings: Sequence[Any]) -> tuple[SightingLine, ...]:
    return tuple(
        SightingLine(
            record_pk=str(each.record_id),
            subject=Written(each.record.primary_name),
            at=each.at,
            place=place_of(each.place).name,
            direction=each.direction,
            reported_by=each.member.code,
        )
        for each in sightings
    )
