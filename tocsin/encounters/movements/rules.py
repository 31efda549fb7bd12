"""What a chain of sightings amounts to. Pure: places and times in, route and doubts out.

Distances are great circles; speeds count from one sighting to the next, as the crow flies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6371.0
"""Mean radius in kilometres (IUGG)."""
FASTEST = 1100.0
"""Kilometres an hour beyond which two sightings can't be of one traveller (airliners: 900)."""
LEAST_DISTANCE = 100.0
"""Kilometres below which no speed is judged: clocks and coordinates are not that exact."""
LONGEST_SILENCE = timedelta(days=60)
"""A longer time between two sightings is pointed out as a gap."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its code; without coordinates (degrees) no distance is told."""

    code: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting: where, when (aware), and the ends of the journey that it was part of."""

    at: datetime
    spot: Spot
    origin: Spot | None = None
    destination: Spot | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two neighbouring sightings, by place in the chain from 0, that one person can't have made."""

    first: int
    second: int
    kilometres: float
    hours: float

    @property
    def speed(self) -> float:
        """Kilometres an hour; infinite where no time lies between."""
        return self.kilometres / self.hours if self.hours else float("inf")


@dataclass(frozen=True, slots=True)
class Gap:
    """A long silence between two neighbouring sightings."""

    first: int
    second: int
    days: int


@dataclass(frozen=True, slots=True)
class Movement:
    """The whole chain: codes in order without repetition, crossings, countries, doubts, gaps."""

    route: tuple[str, ...] = ()
    crossings: int = 0
    countries: int = 0
    days: int = 0
    doubts: tuple[Doubt, ...] = ()
    gaps: tuple[Gap, ...] = ()


def movement_of(chain: Sequence[Seen]) -> Movement:
    """The movement that sightings in order of time make."""
    if not chain:
        return Movement()
    spots = _spots(chain)
    return Movement(
        route=tuple(spot.code for spot in spots),
        crossings=sum(
            a.country != b.country for a, b in pairwise(spots) if a.country and b.country
        ),
        countries=len({spot.country for spot in spots if spot.country}),
        days=(chain[-1].at - chain[0].at).days,
        doubts=_doubts(chain),
        gaps=_gaps(chain),
    )


def kilometres_between(a: Spot, b: Spot) -> float | None:
    """The great circle between two places (haversine), or None where a coordinate is unknown."""
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return None
    north_a, east_a, north_b, east_b = (
        radians(float(each or 0)) for each in (a.latitude, a.longitude, b.latitude, b.longitude)
    )
    half = sin((north_b - north_a) / 2) ** 2
    half += cos(north_a) * cos(north_b) * sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))


def _spots(chain: Sequence[Seen]) -> list[Spot]:
    """Every place of the journeys in order, each once where it follows itself."""
    found: list[Spot] = []
    for seen in chain:
        for spot in (seen.origin, seen.spot, seen.destination):
            if spot and spot.code and (not found or found[-1].code != spot.code):
                found.append(spot)
    return found


def _doubts(chain: Sequence[Seen]) -> tuple[Doubt, ...]:
    measured = (_doubt(at, a, b) for at, (a, b) in enumerate(pairwise(chain)))
    return tuple(doubt for doubt in measured if doubt and doubt.speed > FASTEST)


def _doubt(at: int, a: Seen, b: Seen) -> Doubt | None:
    kilometres = kilometres_between(a.spot, b.spot)
    if kilometres is None or kilometres < LEAST_DISTANCE:
        return None
    return Doubt(at, at + 1, kilometres, (b.at - a.at).total_seconds() / 3600)


def _gaps(chain: Sequence[Seen]) -> tuple[Gap, ...]:
    return tuple(
        Gap(at, at + 1, (b.at - a.at).days)
        for at, (a, b) in enumerate(pairwise(chain))
        if b.at - a.at > LONGEST_SILENCE
    )
