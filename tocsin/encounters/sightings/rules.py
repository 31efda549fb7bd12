"""What a confirmed hit on a flight says of a place and a time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

LONGEST_EXTENSION = timedelta(days=365)
"""How long a sighting may outlive the expiry that its record had when it was made."""


class Kind(StrEnum):
    """How the subject was met."""

    AIR = "air"
    LAND = "land"
    SEA = "sea"
    POLICE_CHECK = "police_check"
    CONSULAR = "consular"


class Direction(StrEnum):
    """As the reporting state sees it."""

    ENTRY = "entry"
    EXIT = "exit"
    TRANSIT = "transit"
    INLAND = "inland"


class Confidence(StrEnum):
    """What the identity rests on."""

    CONFIRMED_DOCUMENT = "confirmed_document"
    CONFIRMED_PERSON = "confirmed_person"
    REPORTED = "reported"


class Flight(Protocol):
    """What is known of the flight that a hit was on."""

    @property
    def departure(self) -> str: ...
    @property
    def arrival(self) -> str: ...
    @property
    def departs_at(self) -> datetime | None: ...
    @property
    def arrives_at(self) -> datetime | None: ...
    @property
    def received_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Encounter:
    """Where and when, by airport codes; ``direction`` is empty where neither end is known."""

    place: str
    at: datetime
    direction: str


def encounter_on(flight: Flight) -> Encounter:
    """The place and time at which a traveller of this flight is met.

    The arrival, where the list says it: a manifest is sent to the state of arrival. Else the
    departure; a list without either leaves the time at which it came in.
    """
    if flight.arrival:
        at = flight.arrives_at or flight.departs_at or flight.received_at
        return Encounter(flight.arrival, at, Direction.ENTRY)
    at = flight.departs_at or flight.received_at
    return Encounter(flight.departure, at, Direction.EXIT if flight.departure else "")


def confidence(reasons: Sequence[Mapping[str, Any]]) -> Confidence:
    """A document that agreed carries more than a name and a date."""
    agreed = any(
        str(reason["feature"]).startswith("document") and reason["weight"] > 0 for reason in reasons
    )
    return Confidence.CONFIRMED_DOCUMENT if agreed else Confidence.CONFIRMED_PERSON


def ends(record_expires: datetime, expiry_when_made: datetime) -> datetime:
    """When a sighting ends: with its record, and a year after the first expiry at the latest."""
    return min(record_expires, expiry_when_made + LONGEST_EXTENSION)


def masked_number(number: str) -> str:
    """A document number as it may stand on a page: the last four characters tell it apart."""
    return f"••••{number[-4:]}" if len(number) > 4 else "••••"
