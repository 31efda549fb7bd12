"""From TDT, LOC and DTM to legs, and to the flight that crosses the border.

A TDT segment is followed by the airports of its route, each with its times. Airports pair up in
order: a departure with the stop after it. LOC 125 is the last airport before the border, LOC 87
the first behind it, LOC 92 any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.lists import Flight, Leg

# IATA two-character or ICAO three-letter carrier, one to four digits, an operational suffix.
_DESIGNATOR = re.compile(r"([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z]) ?0*(\d{1,4}[A-Z]?)")


@dataclass(slots=True)
class Stop:
    """One airport of a route: the LOC qualifier, the code, and DTM times by qualifier."""

    what: str
    place: str
    times: dict[str, datetime] = field(default_factory=dict)

    @property
    def only_arrives(self) -> bool:
        return codes.DEPARTS not in self.times and (
            codes.ARRIVES in self.times or self.what == codes.ARRIVAL
        )

    @property
    def only_departs(self) -> bool:
        return codes.ARRIVES not in self.times and (
            codes.DEPARTS in self.times or self.what == codes.DEPARTURE
        )


@dataclass(slots=True)
class Carriage:
    """One TDT as sent, and its stops."""

    stage: str
    designator: str
    carrier: str
    stops: list[Stop] = field(default_factory=list)


def legs_of(carriages: Sequence[Carriage]) -> tuple[Leg, ...]:
    """Every leg of the route in the order sent."""
    return tuple(_leg(*each) for carriage in carriages for each in _pairs(carriage))


def border_flight(carriages: Sequence[Carriage]) -> Flight | None:
    """The leg from LOC 125 to LOC 87; either may be missing, None if both are."""
    stops = [(carriage, stop) for carriage in carriages for stop in carriage.stops]
    leaving = next((each for each in stops if each[1].what == codes.DEPARTURE), None)
    arriving = next((each for each in stops if each[1].what == codes.ARRIVAL), None)
    carriage = (leaving or arriving or (None, None))[0]
    if carriage is None:
        return None
    leg = _leg(carriage, leaving[1] if leaving else None, arriving[1] if arriving else None)
    return Flight(leg.carrier, leg.number, leg.departure, leg.arrival, leg.departs, leg.arrives)


def designator(written: str, carrier: str) -> tuple[str, str]:
    """Carrier and number of a flight as sent: ``SQ0042`` is SQ and 42, ``42`` with SQ as well.

    What isn't a flight designator (a registration mark, a ship's name) is the number as written.
    """
    text, carrier = written.strip().upper(), carrier.strip().upper()
    if carrier and text.startswith(carrier):
        text = text[len(carrier) :].strip()
        return carrier, text.lstrip("0") or text
    if text.isdigit():
        return carrier, text.lstrip("0") or text
    found = _DESIGNATOR.fullmatch(text)
    return (found[1], found[2]) if found else (carrier, text)


def _pairs(carriage: Carriage) -> Iterator[tuple[Carriage, Stop, Stop]]:
    stops = carriage.stops
    if len(stops) == 2 and stops[0].only_arrives and stops[1].only_departs:
        stops = stops[::-1]
    for one, other in pairwise(stops):
        if not (one.only_arrives and other.only_departs) and other.what != codes.DESTINATION:
            yield carriage, one, other


def _leg(carriage: Carriage, one: Stop | None, other: Stop | None) -> Leg:
    carrier, number = designator(carriage.designator, carriage.carrier)
    return Leg(
        carrier,
        number,
        (one.place or None) if one else None,
        (other.place or None) if other else None,
        one.times.get(codes.DEPARTS) if one else None,
        other.times.get(codes.ARRIVES) if other else None,
    )
