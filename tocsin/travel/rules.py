"""Flights by their codes, airports and their clocks. Pure; positions from ``airportsdata``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

# IATA Resolution 762 and ICAO Doc 8585: two characters with a letter, or three letters.
_CARRIER = re.compile(r"[A-Z]{2,3}|[A-Z][0-9]|[0-9][A-Z]")
# A flight number with its operational suffix; a call sign's end (ICAO Annex 10); a registration
# mark (ICAO Annex 7), with its hyphen or, as in the United States, without one.
_FLIGHT = re.compile(
    r"[0-9]{1,4}[A-Z]?|[A-Z]{3}[0-9][0-9A-Z]{0,3}|[A-Z0-9]{1,2}-[A-Z0-9]{3,5}|N[0-9]{1,5}[A-Z]{0,2}"
)
# IATA's three letters, ICAO's four, or a UN/LOCODE.
_PLACE = re.compile(r"[A-Z]{3,4}|[A-Z]{2} ?[A-Z2-9]{3}")
_MESSAGE = re.compile(r"[A-Za-z0-9./-]{1,14}")


def carrier_code(written: str) -> str:
    """The carrier as sent if it is a carrier's code, or nothing.

    A list whose segments ran together has anything in its place, a traveller's name as well; and
    what is kept of a flight must not hold one. So it is with the three functions below.
    """
    return _only(_CARRIER, written)


def flight_number(written: str) -> str:
    """The number of a flight as sent, or its call sign or registration mark, or nothing."""
    return _only(_FLIGHT, written)


def place_code(written: str | None) -> str:
    """The code of an airport or another place as sent, or nothing."""
    return _only(_PLACE, written or "")


def message_reference(written: str) -> str:
    """A message's own number as sent (UNH 0062, at most 14 characters), or nothing."""
    return _only(_MESSAGE, written)


def _only(pattern: re.Pattern[str], written: str) -> str:
    return written if pattern.fullmatch(written) else ""


PART_CODES = frozenset({"part-missing", "part-count-differs"})


def part_faults(
    parts: Sequence[int], last: int | None, declared: int | None, travellers: int
) -> list[dict[str, object]]:
    """What a list that is sent in parts still lacks, as faults; nothing of one that isn't."""
    if not parts:
        return []
    gaps = sorted(set(range(1, (last or max(parts)) + 1)) - set(parts))
    named = ", ".join(str(each) for each in gaps[:20])
    if gaps:
        return [_part_fault("part-missing", f"Missing parts of the list: {named}.")]
    if last is None:
        return [_part_fault("part-missing", "The last part of the list hasn't come.")]
    if declared is not None and declared != travellers:
        text = f"{declared} people are declared; {travellers} are on the parts of the list."
        return [_part_fault("part-count-differs", text)]
    return []


def _part_fault(code: str, message: str) -> dict[str, object]:
    return {"code": code, "message": message, "position": ""}


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport by its IATA code: degrees north and east, and its IANA time zone."""

    code: str
    name: str
    city: str
    country: str
    latitude: float
    longitude: float
    zone: str


@cache
def _table() -> Mapping[str, Mapping[str, object]]:
    import airportsdata

    return airportsdata.load("IATA")


@cache
def airport(code: str) -> Airport | None:
    """The airport with this IATA code, or None where the code is not in use."""
    row = _table().get(code.upper())
    if row is None:
        return None
    return Airport(
        code=code.upper(),
        name=str(row["name"]),
        city=str(row["city"]),
        country=str(row["country"]),
        latitude=float(str(row["lat"])),
        longitude=float(str(row["lon"])),
        zone=str(row["tz"]),
    )


def to_utc(local: datetime | None, airport_code: str) -> datetime | None:
    """A timetable's local time as UTC; unknown airports are taken to be on UTC."""
    if local is None:
        return None
    place = airport(airport_code)
    zone = ZoneInfo(place.zone) if place else UTC
    return local.replace(tzinfo=zone).astimezone(UTC)


def to_local(moment: datetime, airport_code: str) -> datetime:
    """A moment as the clocks at the airport show it."""
    place = airport(airport_code)
    return moment.astimezone(ZoneInfo(place.zone) if place else UTC)
