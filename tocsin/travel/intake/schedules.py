"""A member's schedule of flights, and what of it is missing or late. Pure.

About carriers, and about nobody on board: a list that never came is a carrier's fault.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tocsin.formats.paxlst.routes import designator
from tocsin.travel.intake.errors import ScheduleUnreadable
from tocsin.travel.rules import carrier_code, flight_number, place_code, to_utc

SAME_FLIGHT = timedelta(hours=12)
"""A list and a scheduled flight of one number are the same flight when so near in time."""
HEADINGS = ("flight", "from", "to", "departs", "arrives")


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A flight by its codes and its times in UTC."""

    carrier: str
    number: str
    departure: str
    arrival: str
    departs_at: datetime
    arrives_at: datetime

    @property
    def flight(self) -> str:
        return f"{self.carrier}{self.number}"


@dataclass(frozen=True, slots=True)
class Came:
    """A list as it came: which flight, when it departs, when the list was received."""

    carrier: str
    number: str
    departs_at: datetime | None
    received_at: datetime


class Lack(StrEnum):
    """What is wrong with a flight's list."""

    MISSING = "missing"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A flight whose list is missing or came after the departure; ``by`` is the delay until now."""

    flight: Scheduled
    lack: Lack
    by: timedelta


def read_schedule(text: str) -> list[Scheduled]:
    """Flights from CSV with the headings flight, from, to, departs, arrives (local times, ISO).

    Raises ScheduleUnreadable with the line.
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if [each.strip().lower() for each in rows.fieldnames or ()] != list(HEADINGS):
        raise ScheduleUnreadable(line=1)
    rows.fieldnames = list(HEADINGS)
    return [_flight(row, rows.line_num) for row in rows]


def _flight(row: dict[str, str | None], line: int) -> Scheduled:
    flight, departure, arrival, departs, arrives = ((row[name] or "").strip() for name in HEADINGS)
    carrier, number = designator(flight, "")
    try:
        times = datetime.fromisoformat(departs), datetime.fromisoformat(arrives)
    except ValueError:
        raise ScheduleUnreadable(line=line) from None
    codes = (carrier_code(carrier), flight_number(number), place_code(departure))
    if not all((*codes, place_code(arrival))):
        raise ScheduleUnreadable(line=line)
    utc = [_utc(moment, place) for moment, place in zip(times, (departure, arrival), strict=True)]
    return Scheduled(carrier, number, departure, arrival, utc[0], utc[1])


def _utc(moment: datetime, place: str) -> datetime:
    found = moment if moment.tzinfo else to_utc(moment, place)
    if found is None:
        raise ScheduleUnreadable(line=0)
    return found


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Flights of one carrier by what became of their lists; ``ahead`` hasn't departed, and has
    none yet."""

    carrier: str
    on_time: int = 0
    late: int = 0
    missing: int = 0
    ahead: int = 0

    @property
    def expected(self) -> int:
        return self.on_time + self.late + self.missing + self.ahead


def most_lacking_first(carriers: Iterable[Punctuality]) -> list[Punctuality]:
    """The carrier with the most lists that are missing or late first."""
    return sorted(carriers, key=lambda each: (-each.missing, -each.late, each.carrier))


def lacking(
    flights: Iterable[Scheduled], came: Iterable[Came], *, now: datetime
) -> Iterator[Lacking]:
    """Of the flights that have departed, those without a list, and those whose list came later."""
    by_flight: dict[tuple[str, str], list[Came]] = {}
    for each in came:
        by_flight.setdefault((each.carrier, each.number), []).append(each)
    for flight in flights:
        if flight.departs_at > now:
            continue
        lists = by_flight.get((flight.carrier, flight.number), [])
        first = min((each.received_at for each in lists if _same(flight, each)), default=None)
        if first is None:
            yield Lacking(flight, Lack.MISSING, now - flight.departs_at)
        elif first > flight.departs_at:
            yield Lacking(flight, Lack.LATE, first - flight.departs_at)


def _same(flight: Scheduled, came: Came) -> bool:
    if came.departs_at is None:
        return abs(came.received_at - flight.departs_at) <= SAME_FLIGHT
    return abs(came.departs_at - flight.departs_at) <= SAME_FLIGHT
