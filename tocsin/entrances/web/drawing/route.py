"""From sightings to the legs of a journey: what was observed, and what lies between.

A leg that no one observed is drawn as such. Nothing is inferred beyond that the subject was last
here and next there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tocsin.entrances.web.pages.movement import Place, Sighting

LegKind = Literal["observed", "unobserved", "planned"]
_ONE_JOURNEY = timedelta(hours=36)
"""Two sightings on the same flight number this close together are of one journey."""


@dataclass(frozen=True, slots=True)
class Leg:
    """From one place to another; ``numbers`` are of the sightings that observed it."""

    start: Place
    end: Place
    kind: LegKind
    numbers: tuple[int, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A place and the sightings that happened there (none: known from a route only)."""

    place: Place
    numbers: tuple[int, ...] = ()


def begins(sighting: Sighting) -> Place:
    """Where the journey of a sighting starts, as far as it says."""
    return sighting.origin or sighting.place


def ends(sighting: Sighting) -> Place:
    """Where the journey of a sighting leads, as far as it says."""
    return sighting.destination or sighting.place


def same_journey(first: Sighting, second: Sighting) -> bool:
    """Whether both were made on one and the same journey: seen leaving, then seen arriving."""
    routes = (begins(first).code, ends(first).code), (begins(second).code, ends(second).code)
    close = abs(second.at - first.at) <= _ONE_JOURNEY
    return close and bool(first.flight) and first.flight == second.flight and routes[0] == routes[1]


def legs(sightings: Sequence[Sighting]) -> tuple[Leg, ...]:
    """All legs in order of time, the unobserved ones between them."""
    found: list[Leg] = []
    before: Sighting | None = None
    for sighting in sightings:
        if before is not None and same_journey(before, sighting):
            found = _joined(found, sighting.number)
        else:
            found.extend(_unobserved(before, sighting))
            found.extend(_own(sighting))
        before = sighting
    return tuple(found)


def _joined(found: list[Leg], number: int) -> list[Leg]:
    if not found or found[-1].kind == "unobserved":
        return found
    last = found[-1]
    joined = Leg(last.start, last.end, last.kind, (*last.numbers, number), last.at)
    return [*found[:-1], joined]


def _unobserved(before: Sighting | None, after: Sighting) -> list[Leg]:
    if before is None or ends(before).code == begins(after).code:
        return []
    return [Leg(ends(before), begins(after), "planned" if after.planned else "unobserved")]


def _own(sighting: Sighting) -> list[Leg]:
    start, end = begins(sighting), ends(sighting)
    if start.code == end.code:
        return []
    kind: LegKind = "planned" if sighting.planned else "observed"
    return [Leg(start, end, kind, (sighting.number,), sighting.at)]


def stops(sightings: Sequence[Sighting]) -> tuple[Stop, ...]:
    """All places in order of first mention."""
    numbers: dict[str, list[int]] = {}
    places: dict[str, Place] = {}
    for sighting in sightings:
        for place in (begins(sighting), sighting.place, ends(sighting)):
            places.setdefault(place.code, place)
            numbers.setdefault(place.code, [])
        numbers[sighting.place.code].append(sighting.number)
    return tuple(Stop(place, tuple(numbers[code])) for code, place in places.items())
