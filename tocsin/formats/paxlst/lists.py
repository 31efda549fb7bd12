"""What a passenger list says, as frozen values: the list, its flight and legs, its travellers.

Only what screening, the reply to the carrier and the check of a message need is kept. Addresses,
bags, free text and telephone numbers of travellers are dropped while reading: they never leave
this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tocsin.formats.countries import Country
from tocsin.foundations.vocabulary import Fault, PartialDate


class Role(StrEnum):
    """What a person does on board: NAD 3035 of group 4."""

    PASSENGER = "passenger"
    CREW = "crew"
    TRANSIT = "transit"
    TRANSIT_CREW = "transit crew"
    UNKNOWN = "unknown"

    @property
    def is_crew(self) -> bool:
        return self in (Role.CREW, Role.TRANSIT_CREW)


class Purpose(StrEnum):
    """What a message does to what was sent before: BGM C106."""

    REPORT = "report"
    CHANGE = "change"
    CANCEL = "cancel"
    REDUCE = "reduce"
    CLOSE_OUT = "close-out"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the reporting party: COM C076; ``channel`` is TE, FX, EM ..."""

    address: str
    channel: str


@dataclass(frozen=True, slots=True)
class ReportingParty:
    """The carrier's desk that answers questions about this list: group 1."""

    names: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """One flight from one airport to the next. Times are local to their airport, without zone."""

    carrier: str = ""
    number: str = ""
    departure: str | None = None
    arrival: str | None = None
    departs: datetime | None = None
    arrives: datetime | None = None

    def __str__(self) -> str:
        return f"{self.carrier}{self.number}"


@dataclass(frozen=True, slots=True)
class Flight(Leg):
    """The carriage that crosses the border: from LOC 125 to LOC 87.

    Where a list has neither, its last leg is taken and the list has a fault. ``number`` has no
    leading zeros, so that UA0989 and UA989 are one flight.
    """


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a country, either of which may be missing: LOC C517."""

    country: Country | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class TravelDocument:
    """One document: ``type`` as sent (P passport, V visa, I identity card, A, C, AC, L, F ...)."""

    type: str
    number: str
    issuer: Country | None = None
    expires: date | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class ListedTraveller:
    """One person of a list, passenger or crew, names exactly as written.

    ``names`` holds every part that was sent; the first three are ``surname``, ``given`` and
    ``middle``. ``other_names`` are whole names that the same message gives them elsewhere, as the
    passport's beside the booking's. ``position`` is the number of the NAD segment in its message,
    UNH being 1.
    """

    role: Role
    names: tuple[str, ...]
    sex: str | None = None
    birth_date: PartialDate | None = None
    nationalities: tuple[Country, ...] = ()
    residence: Country | None = None
    birth_place: Place | None = None
    embarks: str | None = None
    debarks: str | None = None
    clears_at: str | None = None
    documents: tuple[TravelDocument, ...] = ()
    locator: str | None = None
    seat: str | None = None
    reference: str | None = None
    verified: bool | None = None
    position: int = 0
    other_names: tuple[tuple[str, ...], ...] = ()

    @property
    def surname(self) -> str:
        return self._name(0)

    @property
    def given(self) -> str:
        return self._name(1)

    @property
    def middle(self) -> str:
        return " ".join(filter(None, self.names[2:]))

    @property
    def nationality(self) -> Country | None:
        return self.nationalities[0] if self.nationalities else None

    def _name(self, place: int) -> str:
        return self.names[place] if len(self.names) > place else ""


@dataclass(frozen=True, slots=True)
class PassengerList:
    """One PAXLST message, or several parts of one joined (then ``parts`` names them).

    ``code`` is BGM 1001 (745 ...) and ``kind`` its meaning; ``function`` is the raw code of what
    it does (CP, XR, CL ...) and ``purpose`` its meaning. ``declared_travellers`` is CNT 42, or 41
    for a crew list.
    """

    reference: str = ""
    common_access_reference: str | None = None
    version: str = ""
    code: str = ""
    kind: str = ""
    function: str | None = None
    purpose: Purpose = Purpose.REPORT
    part_number: int | None = None
    is_final_part: bool = True
    parts: tuple[int, ...] = ()
    sender: str = ""
    transaction: str | None = None
    prepared: datetime | None = None
    reporting_party: ReportingParty = ReportingParty()
    flight: Flight = Flight()
    legs: tuple[Leg, ...] = ()
    travellers: tuple[ListedTraveller, ...] = ()
    declared_travellers: int | None = None
    declared_crew: int | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What an input gave: its lists, and the faults of its envelopes."""

    messages: tuple[PassengerList, ...] = ()
    faults: tuple[Fault, ...] = ()
