"""Flights: what was screened, how many were counted, and what was wrong with the message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.paging import Paging
from tocsin.entrances.web.pages.queue import Band, CandidateState

FlightState = Literal["waiting", "screened", "faulty", "cancelled"]


@dataclass(frozen=True, slots=True)
class FlightLine:
    """One flight of one manifest. ``travellers`` is a count and all that is left of most of them.

    Times are aware; ``departs_at`` is None where the message doesn't say.
    """

    pk: str
    carrier: str
    number: str
    origin: str
    destination: str
    departs_at: datetime | None
    travellers: int
    candidates: int = 0
    open_candidates: int = 0
    faults: int = 0
    state: FlightState = "screened"
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FlightsPage:
    now: datetime
    flights: tuple[FlightLine, ...] = ()
    paging: Paging = field(default_factory=Paging)


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault in the message: ``where`` is its position in words ("segment 14, line 3")."""

    code: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class CandidateOnFlight:
    """A candidate of this flight, as the queue would show it."""

    pk: str
    traveller: Written
    record_reference: str
    record_name: Written
    band: Band
    score: float
    requested_action: str
    state: CandidateState
    masked: bool = False

    @property
    def percent(self) -> int:
        return round(self.score * 100)


@dataclass(frozen=True, slots=True)
class FlightPage:
    """``expected_travellers`` is what the message itself counts (CNT), None where it doesn't.

    ``deleted_by`` is when what is left of the message must be gone.
    """

    now: datetime
    flight: FlightLine
    candidates: tuple[CandidateOnFlight, ...] = ()
    faults: tuple[FaultLine, ...] = ()
    arrives_at: datetime | None = None
    sender: str = ""
    message_reference: str = ""
    syntax: str = ""
    expected_travellers: int | None = None
    screened_at: datetime | None = None
    index_version: str = ""
    deleted_by: datetime | None = None
    may_see_candidates: bool = True


@dataclass(frozen=True, slots=True)
class CarrierLine:
    """A carrier's lists by how they came; ``ahead`` are flights that haven't departed yet."""

    carrier: str
    expected: int
    on_time: int
    late: int
    missing: int
    ahead: int


@dataclass(frozen=True, slots=True)
class LackingLine:
    """A flight whose list is missing or came ``minutes`` after the departure."""

    flight: str
    origin: str
    destination: str
    departs_at: datetime
    lack: Literal["missing", "late"]
    minutes: int


@dataclass(frozen=True, slots=True)
class LackingPage:
    """Since when flights are looked at, their carriers, and each list that is lacking."""

    now: datetime
    since: datetime
    carriers: tuple[CarrierLine, ...] = ()
    flights: tuple[LackingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A message that could not be read; ``reason`` is the kind of its fault."""

    pk: str
    reference: str
    line: str
    reason: str
    size: int
    received_at: datetime
    put_aside_at: datetime | None


@dataclass(frozen=True, slots=True)
class AsidePage:
    now: datetime
    messages: tuple[AsideLine, ...] = ()
    waiting: int = 0
