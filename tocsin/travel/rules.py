"""Where airports are and what their clocks say. Pure; positions from the package airportsdata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo


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
def _table() -> dict[str, dict[str, object]]:
    import airportsdata

    return {code: dict(row) for code, row in airportsdata.load("IATA").items()}


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
