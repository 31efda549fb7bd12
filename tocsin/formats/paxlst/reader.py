"""PAXLST to values: one message's segments in, one PassengerList out, whatever the message is.

Segments are taken by what they say, not by where they stand: carriers put them in every order. A
segment that can't be understood becomes a fault with its number, and the traveller stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.formats.countries import Country, country
from tocsin.formats.edifact import Interchange, Message, Segment, message_type, read_interchanges
from tocsin.formats.edifact.envelope import Faults, read_moment
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.dates import birth_date, document_date
from tocsin.formats.paxlst.lists import (
    Contact,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    Place,
    Purpose,
    Reading,
    ReportingParty,
    Role,
    TravelDocument,
)
from tocsin.formats.paxlst.routes import Carriage, Stop, border_flight, legs_of
from tocsin.foundations.vocabulary import Fault, PartialDate

_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_FINAL = "F"


def read_paxlst(data: bytes, *, as_of: date | None = None) -> Reading:
    """Every passenger list in an input: one interchange or several, plain or as telex.

    ``as_of`` is the day from which two-digit birth years are counted where a message has neither
    a flight date nor a date of sending. Never raises on what ``data`` holds.
    """
    interchanges, faults = read_interchanges(data)
    lists: list[PassengerList] = []
    kept = Faults(list(faults))
    for interchange in interchanges:
        for fault in interchange.faults:
            kept.keep(fault)
        lists.extend(_lists_of(interchange, kept, as_of))
    return Reading(tuple(lists), tuple(kept.kept))


def sniff(data: bytes) -> bool:
    """Whether the first message of an input is a PAXLST."""
    return message_type(data) == "PAXLST"


def read_message(
    message: Message, interchange: Interchange, *, as_of: date | None = None
) -> PassengerList:
    """One PAXLST message of an interchange that has been read already."""
    return _MessageReading(message, interchange, as_of).read()


def _lists_of(
    interchange: Interchange, faults: Faults, as_of: date | None
) -> Iterable[PassengerList]:
    for message in interchange.messages:
        if message.type == "PAXLST":
            yield read_message(message, interchange, as_of=as_of)
        else:
            faults.add("message-foreign", "A message of another type than PAXLST was passed over.")


@dataclass(slots=True)
class _Document:
    type: str
    number: str
    position: int
    issuer: Country | None = None
    expires: str = ""
    issued: str = ""


@dataclass(slots=True)
class _Traveller:
    role: Role
    names: tuple[str, ...]
    position: int
    sex: str | None = None
    born: str = ""
    born_at: int = 0
    nationalities: list[Country] = field(default_factory=list)
    residence: Country | None = None
    birth_place: Place | None = None
    places: dict[str, str] = field(default_factory=dict)
    documents: list[_Document] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    verified: bool | None = None


class _MessageReading:
    """One message being read: what is known so far, and the traveller now being described."""

    def __init__(self, message: Message, interchange: Interchange, as_of: date | None) -> None:
        self.message = message
        self.interchange = interchange
        self.as_of = as_of
        self.faults = Faults(list(message.faults))
        self.code = ""
        self.function: str | None = None
        self.transaction: str | None = None
        self.desk_names: tuple[str, ...] = ()
        self.contacts: list[Contact] = []
        self.carriages: list[Carriage] = []
        self.travellers: list[_Traveller] = []
        self.traveller: _Traveller | None = None
        self.counts: dict[str, int] = {}

    def read(self) -> PassengerList:
        for segment in self.message.segments:
            take = _TAKE.get(segment.tag)
            if take:
                take(self, segment)
            elif segment.tag not in _DROPPED:
                self._fault("segment-unknown", "A segment that PAXLST doesn't have.", segment)
        return self._finish()

    def _fault(self, code: str, message: str, segment: Segment) -> None:
        self.faults.add(code, message, segment.number)

    # --- header ---

    def bgm(self, segment: Segment) -> None:
        self.code = segment.value(0)
        self.function = segment.value(1).upper() or None
        if self.code not in codes.KINDS:
            self._fault("kind-unknown", "BGM names no known kind of list.", segment)

    def nad(self, segment: Segment) -> None:
        function = segment.value(0)
        if not self.carriages and function not in codes.ROLES:
            self.desk_names = tuple(filter(None, segment.values(3) or segment.values(2)))
        elif function in codes.DESKS:
            self._fault("segment-misplaced", "A reporting party among the travellers.", segment)
        else:
            self._new_traveller(segment, codes.ROLES.get(function, Role.UNKNOWN))

    def com(self, segment: Segment) -> None:
        if self.traveller is not None:
            return  # how to reach a traveller is none of our business
        pairs = zip(segment.values(0)[::2], segment.values(0)[1::2], strict=False)
        self.contacts.extend(Contact(*pair) for pair in pairs)
        for place in range(1, len(segment.elements)):
            address, channel = segment.value(place), segment.value(place, 1)
            self._more_contact(address, channel)

    def _more_contact(self, address: str, channel: str) -> None:
        """COM repeats C076 up to three times: ``COM+1:TE+2:FX``."""
        if address:
            self.contacts.append(Contact(address, channel))

    def tdt(self, segment: Segment) -> None:
        self.traveller = None
        self.carriages.append(
            Carriage(segment.value(0), segment.value(1), segment.value(4) or segment.value(5))
        )

    # --- times and places, of legs, travellers or documents ---

    def dtm(self, segment: Segment) -> None:
        what, text = segment.value(0), segment.value(0, 1)
        if what in (codes.DEPARTS, codes.ARRIVES):
            self._time_of_stop(what, text, segment)
        elif what == codes.BORN:
            self._birth(text, segment)
        elif what in (codes.EXPIRES, codes.ISSUED):
            self._document_date(what, text, segment)

    def _time_of_stop(self, what: str, text: str, segment: Segment) -> None:
        moment = read_moment(text)
        if moment is None:
            self._fault("date-unreadable", "A time of departure or arrival isn't one.", segment)
        elif not self.carriages or not self.carriages[-1].stops:
            self._fault("segment-misplaced", "A flight time without its airport.", segment)
        else:
            self.carriages[-1].stops[-1].times[what] = moment

    def _birth(self, text: str, segment: Segment) -> None:
        if self.traveller is None:
            self._fault("segment-misplaced", "A date of birth before any traveller.", segment)
            return
        self.traveller.born, self.traveller.born_at = text, segment.number

    def _document_date(self, what: str, text: str, segment: Segment) -> None:
        document = self._document(segment)
        if document is None:
            return
        if what == codes.EXPIRES:
            document.expires = text
        else:
            document.issued = text

    def loc(self, segment: Segment) -> None:
        what = segment.value(0)
        if self.traveller is None:
            self._stop(what, segment)
        elif what == codes.ISSUER:
            self._issuer(segment)
        elif what == codes.RESIDENCE:
            self.traveller.residence = self._country(segment.value(1), segment)
        elif what == codes.BIRTH_PLACE:
            self.traveller.birth_place = self._birth_place(segment)
        else:
            self.traveller.places[what] = segment.value(1).upper()

    def _stop(self, what: str, segment: Segment) -> None:
        if not self.carriages:
            return  # places of the message as a whole: not used for flights
        place = segment.value(1).upper()
        if not place:
            self._fault("place-missing", "An airport of the route is missing.", segment)
        self.carriages[-1].stops.append(Stop(what, place, {}))

    def _issuer(self, segment: Segment) -> None:
        document = self._document(segment)
        if document is not None:
            document.issuer = self._country(segment.value(1), segment)

    def _birth_place(self, segment: Segment) -> Place | None:
        names = filter(None, (segment.value(part, 3) for part in range(1, 4)))
        written = segment.value(1)
        place = Place(self._country(written, segment) if written else None, ", ".join(names))
        return place if place != Place() else None

    # --- travellers ---

    def _new_traveller(self, segment: Segment, role: Role) -> None:
        names = segment.values(3)
        while names and not names[-1]:
            names = names[:-1]
        self.traveller = _Traveller(role, names, segment.number)
        self.travellers.append(self.traveller)
        if not names or not any(names):
            self._fault("name-missing", "A traveller without a name.", segment)
        if role is Role.UNKNOWN:
            self._fault("role-unknown", "NAD has an unknown party function.", segment)

    def att(self, segment: Segment) -> None:
        if self.traveller is None:
            self._fault("segment-misplaced", "ATT before any traveller.", segment)
            return
        written = (segment.value(2) or segment.value(1)).upper()
        self.traveller.sex = codes.SEXES.get(written)
        if written and not self.traveller.sex:
            self._fault("sex-unknown", "ATT has none of the codes M, F, X and U.", segment)

    def nat(self, segment: Segment) -> None:
        qualifier = segment.value(0)  # some leave it out: NAT+GBR
        written = segment.value(1) or (qualifier if not qualifier.isdigit() else "")
        state = self._country(written, segment)
        if self.traveller is None:
            self._fault("segment-misplaced", "NAT before any traveller.", segment)
        elif state:
            self.traveller.nationalities.append(state)

    def rff(self, segment: Segment) -> None:
        what, text = segment.value(0), segment.value(0, 1)
        if self.traveller is not None:
            self.traveller.references.setdefault(what, text)
        elif what == codes.TRANSACTION:
            self.transaction = text or None

    def gei(self, segment: Segment) -> None:
        if self.traveller is not None:
            self.traveller.verified = codes.VERIFIED.get(segment.value(1))

    def doc(self, segment: Segment) -> None:
        if self.traveller is None:
            self._fault("segment-misplaced", "DOC before any traveller.", segment)
            return
        number = segment.value(1)
        if not number:
            self._fault("document-number-missing", "A document without a number.", segment)
        document = _Document(segment.value(0).upper(), number, segment.number)
        self.traveller.documents.append(document)

    def _document(self, segment: Segment) -> _Document | None:
        if self.traveller is not None and self.traveller.documents:
            return self.traveller.documents[-1]
        self._fault("segment-misplaced", "A detail of a document before any document.", segment)
        return None

    def _country(self, written: str, segment: Segment) -> Country | None:
        state = country(written)
        if state is None:
            self._fault("state-missing", "A state's code is missing.", segment)
        elif state.alpha2 is None:
            self._fault("state-unknown", "A code that is no state's in ISO 3166-1.", segment)
        return state

    def cnt(self, segment: Segment) -> None:
        what = segment.value(0)
        text = (segment.value(0, 1) or segment.value(1)).replace(" ", "")
        if _COUNT.fullmatch(text):
            self.counts[what] = int(text)
        else:
            self._fault("count-unreadable", "CNT has no number.", segment)

    # --- the whole ---

    def _finish(self) -> PassengerList:
        message = self.message
        self._check_header()
        legs, flight = legs_of(self.carriages), border_flight(self.carriages)
        if flight is None:
            self.faults.add("route-incomplete", "No LOC 125 and 87: the last leg was taken.")
        flight = flight or _last(legs)
        day = self._reference_day(flight)
        travellers = tuple(self._freeze(traveller, day) for traveller in self.travellers)
        self._check_counts()
        return PassengerList(
            reference=message.reference,
            common_access_reference=message.common_access_reference or None,
            version=message.version,
            code=self.code,
            kind=codes.KINDS.get(self.code, "unknown"),
            function=self.function,
            purpose=self._purpose(),
            part_number=message.part_number,
            is_final_part=message.part_number is None or message.part_mark == _FINAL,
            parts=() if message.part_number is None else (message.part_number,),
            sender=self.interchange.sender,
            transaction=self.transaction,
            prepared=self.interchange.prepared,
            reporting_party=ReportingParty(self.desk_names, tuple(self.contacts)),
            flight=flight,
            legs=legs,
            travellers=travellers,
            declared_travellers=self._declared(),
            declared_crew=self.counts.get(codes.CREW),
            faults=tuple(self.faults.kept),
        )

    def _check_header(self) -> None:
        if self.message.version not in codes.VERSIONS:
            self.faults.add("version-unknown", "A release of PAXLST that isn't known here.")
        if not self.code:
            self.faults.add("kind-unknown", "The message has no BGM segment.")
        if not self.carriages:
            self.faults.add("flight-missing", "The message has no TDT segment.")

    def _purpose(self) -> Purpose:
        if codes.KINDS.get(self.code) == "close-out":
            return Purpose.CLOSE_OUT
        return codes.PURPOSES.get(self.function or "", Purpose.REPORT)

    def _declared(self) -> int | None:
        crew = self.counts.get(codes.CREW)
        return self.counts.get(codes.PASSENGERS, crew)

    def _check_counts(self) -> None:
        """CNT counts the whole list, so a part of one is checked when its parts are joined."""
        if self.message.part_number is not None:
            return
        for fault in count_faults(self.counts, [each.role for each in self.travellers]):
            self.faults.keep(fault)

    def _reference_day(self, flight: Leg) -> date | None:
        moments: tuple[datetime | None, ...] = (
            flight.arrives,
            flight.departs,
            self.interchange.prepared,
        )
        days = (moment.date() for moment in moments if moment)
        return next(days, self.as_of)

    def _freeze(self, draft: _Traveller, day: date | None) -> ListedTraveller:
        references, places = draft.references, draft.places
        return ListedTraveller(
            role=draft.role,
            names=draft.names,
            sex=draft.sex,
            birth_date=self._born(draft, day),
            nationalities=tuple(draft.nationalities),
            residence=draft.residence,
            birth_place=draft.birth_place,
            embarks=places.get(codes.EMBARKS) or None,
            debarks=places.get(codes.DEBARKS) or None,
            clears_at=places.get(codes.CLEARS_AT) or None,
            documents=tuple([self._freeze_document(each, day) for each in draft.documents]),
            locator=references.get(codes.LOCATOR) or None,
            seat=references.get(codes.SEAT) or None,
            reference=references.get(codes.REFERENCE) or None,
            verified=draft.verified,
            position=draft.position,
        )

    def _born(self, draft: _Traveller, day: date | None) -> PartialDate | None:
        if not draft.born:
            text = "A traveller without a date of birth."
            self.faults.add("birth-date-missing", text, draft.position)
            return None
        born = birth_date(draft.born, day, crew=draft.role.is_crew) if day else None
        if born is None:
            text = "A date of birth isn't a possible date." if day else "No date to count from."
            self.faults.add("date-unreadable", text, draft.born_at)
        return born

    def _freeze_document(self, draft: _Document, day: date | None) -> TravelDocument:
        expires = self._day(draft.expires, day, draft, issue=False)
        issued = self._day(draft.issued, day, draft, issue=True)
        return TravelDocument(draft.type, draft.number, draft.issuer, expires, issued)

    def _day(self, text: str, day: date | None, draft: _Document, *, issue: bool) -> date | None:
        if not text:
            return None
        found = document_date(text, day, issue=issue) if day else None
        if found is None:
            self.faults.add("date-unreadable", "A document's date isn't one.", draft.position)
        return found


def count_faults(declared: dict[str, int], roles: Iterable[Role]) -> list[Fault]:
    """Where the control totals (CNT 42 passengers, 41 crew) differ from the people listed."""
    roles = list(roles)
    crew = sum(role.is_crew for role in roles)
    listed = {codes.PASSENGERS: len(roles) - crew, codes.CREW: crew}
    if not declared:
        return [Fault("count-missing", "The message has no CNT: nobody can tell if it's whole.")]
    return [
        Fault("count-differs", f"CNT {what} declares {number} people; {listed[what]} are listed.")
        for what, number in declared.items()
        if what in listed and listed[what] != number
    ]


def _last(legs: tuple[Leg, ...]) -> Flight:
    if not legs:
        return Flight()
    leg = legs[-1]
    return Flight(leg.carrier, leg.number, leg.departure, leg.arrival, leg.departs, leg.arrives)


_TAKE: dict[str, Callable[[_MessageReading, Segment], None]] = {
    "ATT": _MessageReading.att,
    "BGM": _MessageReading.bgm,
    "CNT": _MessageReading.cnt,
    "COM": _MessageReading.com,
    "DOC": _MessageReading.doc,
    "DTM": _MessageReading.dtm,
    "GEI": _MessageReading.gei,
    "LOC": _MessageReading.loc,
    "NAD": _MessageReading.nad,
    "NAT": _MessageReading.nat,
    "RFF": _MessageReading.rff,
    "TDT": _MessageReading.tdt,
}

# Read and dropped: a desk's contact person, bags, free text, employment, the section control.
_DROPPED = frozenset({"CTA", "MEA", "FTX", "EMP", "UNS", "CPI", "QTY", "AUT"})
