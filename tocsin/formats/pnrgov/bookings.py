"""What a PNRGOV message says, as frozen values: the flight, and the bookings on it.

Only flight, names, travel documents (SSR DOCS and DOCO) and locators are here. Payment, meals,
contacts, seats, remarks and history are dropped while reading and never leave this package: they
are sensitive or unnecessary (Court of Justice of the European Union, C-817/19).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from tocsin.formats.paxlst.lists import Flight, Leg, ListedTraveller, PassengerList, Purpose
from tocsin.foundations.vocabulary import Fault

VERSIONS = ("10.1", "11.1", "12.1", "13.1", "14.1", "15.1", "16.1")
"""Releases in use; others are read too, with a fault."""

PUSH, UPDATE = "22", "141"
"""What a message does (MSG 1225): all bookings of a flight, or those that changed."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A booking's reference in one carrier's or system's reservations."""

    company: str
    code: str

    def __str__(self) -> str:
        return f"{self.company}:{self.code}"


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking: its locators, its journey leg by leg, and its travellers.

    ``position`` is the segment (or, in XML, the line) where it begins.
    """

    locators: tuple[Locator, ...] = ()
    legs: tuple[Leg, ...] = ()
    travellers: tuple[ListedTraveller, ...] = ()
    position: int = 0


@dataclass(frozen=True, slots=True)
class BookingList:
    """One PNRGOV message. ``declared_bookings`` is EQN, or NumberOfPnrs in XML."""

    reference: str = ""
    common_access_reference: str | None = None
    version: str = ""
    function: str = PUSH
    sender: str = ""
    prepared: datetime | None = None
    flight: Flight = field(default_factory=Flight)
    bookings: tuple[Booking, ...] = ()
    declared_bookings: int | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def travellers(self) -> tuple[ListedTraveller, ...]:
        return tuple(each for booking in self.bookings for each in booking.travellers)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an input gave: its lists of bookings, and the faults of its envelopes."""

    messages: tuple[BookingList, ...] = ()
    faults: tuple[Fault, ...] = ()


def as_passenger_list(it: BookingList) -> PassengerList:
    """The same flight and people in the shape in which every format hands travellers on.

    Positions count the travellers, so that each has one of its own.
    """
    numbered = tuple(replace(each, position=at) for at, each in enumerate(it.travellers, start=1))
    return PassengerList(
        reference=it.reference,
        common_access_reference=it.common_access_reference,
        version=it.version,
        code=it.function,
        kind="booking list",
        purpose=Purpose.CHANGE if it.function == UPDATE else Purpose.REPORT,
        sender=it.sender,
        prepared=it.prepared,
        flight=it.flight,
        legs=(it.flight,),
        travellers=numbered,
        faults=it.faults,
    )
