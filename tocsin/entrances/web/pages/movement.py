"""The movement: the chain of a subject's sightings, told, drawn and tabled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tocsin.entrances.web.pages.names import Written

Direction = Literal["entry", "exit", "transit", "inland", ""]
"""As the reporting state sees it."""
Confidence = Literal["confirmed_document", "confirmed_person", "reported"]
FlagKind = Literal["impossible_speed", "gap"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where: ``code`` is IATA or UN/LOCODE; without coordinates it is listed but not drawn."""

    code: str
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def drawable(self) -> bool:
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A confirmed encounter. ``number`` counts from 1 in order of time.

    ``place`` is where it happened; ``origin`` and ``destination`` the journey it was part of,
    None where there was none. ``at`` is aware (UTC); ``at_local`` the same moment on the clock of
    the place, with its zone. ``document`` arrives masked ("XB ••••4471"). ``kind``: air, land,
    sea, police_check, consular. ``planned`` marks a leg still ahead.
    """

    number: int
    at: datetime
    place: Place
    kind: str
    direction: Direction
    reported_by: str
    origin: Place | None = None
    destination: Place | None = None
    at_local: datetime | None = None
    flight: str = ""
    document: str = ""
    confidence: str = "confirmed_document"
    source: str = ""
    action_taken: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class RouteSummary:
    """The route in values, for the sentence at the top: place codes in order, and counts."""

    codes: tuple[str, ...] = ()
    sightings: int = 0
    crossings: int = 0
    days: int = 0
    countries: int = 0
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class MovementFlag:
    """Something to look at between two sightings; ``impossible_speed`` doubts the identity."""

    kind: FlagKind
    first: int
    second: int
    kilometres: int = 0
    hours: float = 0
    speed: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class MovementPage:
    """``hidden`` says that further sightings may exist which the reader is not entitled to see
    (never how many, never whether: the page says the same for every reader)."""

    record_pk: str
    reference: str
    subject: Written
    now: datetime
    requested_action: str
    originator_code: str
    tlp: str
    sightings: tuple[Sighting, ...] = ()
    summary: RouteSummary = field(default_factory=RouteSummary)
    flags: tuple[MovementFlag, ...] = ()
    expires_on: date | None = None

    @property
    def tells_actions(self) -> bool:
        """Whether any reporter said what was done; a column of nothing is not shown."""
        return any(sighting.action_taken for sighting in self.sightings)
