"""Flights as pages show them: the flight, counts and faults, and the candidates on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tocsin.entrances.web.pages import (
    CandidateOnFlight,
    FaultLine,
    FlightLine,
    FlightPage,
    FlightsPage,
)
from tocsin.entrances.web.paging import paging, piece

Counts = tuple[int, int]
"""Candidates of a flight, and how many of them await a decision."""


def flights_page(
    manifests: Sequence[Any], counts: Mapping[int, Counts], number: int, now: datetime
) -> FlightsPage:
    where = paging(len(manifests), number)
    shown = piece(manifests, where)
    lines = tuple(line_of(each, counts.get(each.id, (0, 0))) for each in shown)
    return FlightsPage(now, lines, where)


def line_of(manifest: Any, counts: Counts = (0, 0)) -> FlightLine:
    return FlightLine(
        pk=str(manifest.id),
        carrier=manifest.carrier,
        number=manifest.flight,
        origin=manifest.departure,
        destination=manifest.arrival,
        departs_at=manifest.departs_at,
        travellers=manifest.travellers,
        candidates=counts[0],
        open_candidates=counts[1],
        faults=len(manifest.faults),
        state="faulty" if manifest.faults else "screened",
        received_at=manifest.received_at,
    )


def flight_page(
    manifest: Any,
    candidates: Sequence[CandidateOnFlight],
    now: datetime,
    *,
    may_see_candidates: bool = True,
) -> FlightPage:
    awaiting = sum(each.state in ("open", "awaits_second") for each in candidates)
    return FlightPage(
        now=now,
        flight=line_of(manifest, (len(candidates), awaiting)),
        candidates=tuple(candidates),
        faults=tuple(_fault(each) for each in manifest.faults),
        arrives_at=manifest.arrives_at,
        message_reference=manifest.message_reference,
        syntax=manifest.kind,
        screened_at=manifest.received_at,
        may_see_candidates=may_see_candidates,
    )


def _fault(stored: Mapping[str, Any]) -> FaultLine:
    return FaultLine(stored["code"], stored["message"], stored.get("position", ""))
