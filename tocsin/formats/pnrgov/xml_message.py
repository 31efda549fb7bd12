"""One IATA_PNRGOV_NotifRQ being read: elements by name, and the booking that is open.

Of each element only the attributes named here are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.paxlst.lists import Flight, Leg
from tocsin.formats.paxlst.routes import designator
from tocsin.formats.pnrgov.bookings import VERSIONS, BookingList, Locator
from tocsin.formats.pnrgov.details import Details, Visa, compact
from tocsin.formats.pnrgov.drafts import Draft, Person, Sent
from tocsin.foundations.vocabulary import Fault, Position

Attributes = Mapping[str, str]


class XmlMessage:
    """The flight and its bookings, as far as read."""

    def __init__(self, attributes: Attributes) -> None:
        self.faults = Faults()
        self.version = attributes.get("Version", "")
        self.reference = attributes.get("TransactionIdentifier", "")
        self.function = attributes.get("MessageFunction", "22")
        self.prepared = _moment(attributes.get("TimeStamp", ""))
        self.sender = ""
        self.flight = Leg()
        self.declared: int | None = None
        self.drafts: list[Draft] = []
        self.person: Person | None = None
        self.names: dict[str, str] = {}

    def begin(self, name: str, inside: str, attributes: Attributes, line: int) -> None:
        begin = _BEGIN.get(name)
        if begin:
            begin(self, inside, attributes, line)

    def end(self, name: str, inside: str, text: str) -> None:
        if name in ("Surname", "GivenName") and inside in ("Passenger", "PassengerName"):
            self.names[name] = " ".join(filter(None, (self.names.get(name, ""), text)))
        elif name == "Passenger" and self.person:
            self._named(self.person)

    # --- the flight ---

    def originator(self, _inside: str, attributes: Attributes, _line: int) -> None:
        self.sender = attributes.get("AirlineCode", "")

    def flight_leg(self, _inside: str, attributes: Attributes, line: int) -> None:
        self.flight = self._leg(attributes, line)

    def leg(self, inside: str, attributes: Attributes, line: int) -> None:
        if inside == "PNR" and self.drafts:
            self.drafts[-1].legs.append(self._leg(attributes, line))

    def _leg(self, attributes: Attributes, line: int) -> Leg:
        times = [_moment(attributes.get(f"{what}DateTime", "")) for what in _ENDS]
        if times[0] is None:
            text = "A flight without a readable time of departure."
            self.faults.keep(Fault("date-unreadable", text, Position(line)))
        carrier = attributes.get("CarrierCode", "")
        carrier, number = designator(attributes.get("FlightNumber", ""), carrier)
        return Leg(carrier, number, None, None, *times)

    def departure(self, inside: str, attributes: Attributes, _line: int) -> None:
        self._change(inside, departure=attributes.get("LocationCode") or None)

    def arrival(self, inside: str, attributes: Attributes, _line: int) -> None:
        self._change(inside, arrival=attributes.get("LocationCode") or None)

    def airline(self, inside: str, attributes: Attributes, _line: int) -> None:
        leg = self._open(inside)
        if leg is not None and not leg.carrier:
            self._change(inside, carrier=attributes.get("Code", ""))

    def _open(self, inside: str) -> Leg | None:
        if inside == "FlightLeg":
            return self.flight
        legs = self.drafts[-1].legs if inside == "Flight" and self.drafts else []
        return legs[-1] if legs else None

    def _change(self, inside: str, **changes: Any) -> None:
        leg = self._open(inside)
        if leg is None:
            return
        if inside == "FlightLeg":
            self.flight = replace(leg, **changes)
        else:
            self.drafts[-1].legs[-1] = replace(leg, **changes)

    # --- a booking ---

    def bookings(self, _inside: str, attributes: Attributes, _line: int) -> None:
        text = attributes.get("NumberOfPnrs", "")
        self.declared = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None

    def booking(self, _inside: str, _attributes: Attributes, line: int) -> None:
        self.drafts.append(Draft(line, self.faults))
        self.person = None

    def locator(self, inside: str, attributes: Attributes, _line: int) -> None:
        if inside == "PNR" and self.drafts and attributes.get("ID"):
            self.drafts[-1].locators.setdefault(Locator("", attributes["ID"]))

    def company(self, inside: str, attributes: Attributes, _line: int) -> None:
        if inside == "BookingRefID" and self.drafts and self.drafts[-1].locators:
            *before, last = self.drafts[-1].locators
            named = Locator(attributes.get("Code", ""), last.code)
            self.drafts[-1].locators = dict.fromkeys((*before, named))

    def passenger(self, inside: str, attributes: Attributes, line: int) -> None:
        if not self.drafts:
            return
        self.person = Person((), attributes.get("RPH", ""), line)
        self.names = {}
        self.drafts[-1].people.append(self.person)

    def _named(self, person: Person) -> None:
        names = (self.names.get("Surname", ""), self.names.get("GivenName", ""))
        person.names = tuple(filter(None, names))
        if not person.names:
            text = "A traveller without a name."
            self.faults.keep(Fault("name-missing", text, Position(person.position)))
        self.person = None

    def docs(self, inside: str, attributes: Attributes, line: int) -> None:
        get = attributes.get
        names = (get("Surname", ""), get("FirstGivenName", ""), get("SecondGivenName", ""))
        what = Details(
            type=get("DocType", "") or get("TravelDocType", "P").upper(),
            issuer=get("IssuingLoc", ""),
            number=get("TravelDocNbr", "") or get("DocNbr", ""),
            nationality=get("PaxNationality", ""),
            born=compact(get("DateOfBirth", "")),
            sex=get("Gender", "").upper(),
            expires=compact(get("ExpiryDate", "")),
            names=names[:3] if names[2] else names[:2] if names[1] else names[:1],
        )
        self._document(inside, what, line)

    def doco(self, inside: str, attributes: Attributes, line: int) -> None:
        get = attributes.get
        what = Visa(
            birth_place=get("BirthLocation", ""),
            type=get("TravelDocType", "").upper(),
            number=get("TravelDocNbr", ""),
            place=get("PlaceOfIssue", ""),
            issued=compact(get("DateOfIssue", "").strip("-")),
            state=get("CountryState", ""),
        )
        self._document(inside, what, line)

    def _document(self, inside: str, what: Details | Visa, line: int) -> None:
        if inside == "DOC_SSR" and self.drafts:
            self.drafts[-1].documents.append(Sent(what, "", self.person, line))

    # --- the whole ---

    def finish(self) -> BookingList:
        moment = self.flight.arrives or self.flight.departs or self.prepared
        day = moment.date() if moment else None
        leg = self.flight
        bookings = tuple(draft.freeze(day) for draft in self.drafts)
        self._check(len(bookings))
        return BookingList(
            reference=self.reference,
            version=self.version,
            function=self.function,
            sender=self.sender,
            prepared=self.prepared,
            flight=Flight(
                leg.carrier, leg.number, leg.departure, leg.arrival, leg.departs, leg.arrives
            ),
            bookings=bookings,
            declared_bookings=self.declared,
            faults=tuple(self.faults.kept),
        )

    def _check(self, bookings: int) -> None:
        if self.version and self.version not in VERSIONS:
            self.faults.add("version-unknown", "A release of PNRGOV that isn't known here.")
        if not self.flight.number:
            self.faults.add("flight-missing", "The message names no flight.")
        if self.declared is not None and self.declared != bookings:
            text = f"{self.declared} bookings are declared; there are {bookings}."
            self.faults.add("count-differs", text)


def _moment(text: str) -> datetime | None:
    """An ISO date and time on the clocks of the place; a zone, where one is given, is left off."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None


_ENDS = ("Departure", "Arrival")
_BEGIN: dict[str, Callable[[XmlMessage, str, Attributes, int], None]] = {
    "Originator": XmlMessage.originator,
    "FlightLeg": XmlMessage.flight_leg,
    "Flight": XmlMessage.leg,
    "DepartureAirport": XmlMessage.departure,
    "ArrivalAirport": XmlMessage.arrival,
    "OperatingAirline": XmlMessage.airline,
    "MarketingAirline": XmlMessage.airline,
    "PNRs": XmlMessage.bookings,
    "PNR": XmlMessage.booking,
    "BookingRefID": XmlMessage.locator,
    "CompanyName": XmlMessage.company,
    "Passenger": XmlMessage.passenger,
    "DOCS": XmlMessage.docs,
    "DOCO": XmlMessage.doco,
}
