"""PAXLST to values: one message's segments in, one PassengerList out, whatever the message is.

Segments are taken by what they say, not by where they stand: carriers put them in every order. A
segment that can't be understood becomes a fault with its number, and the traveller stays. What
describes the list is in ``header``, what describes a person in ``travellers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from tocsin.formats.edifact import Interchange, Message, Segment, message_type, read_interchanges
from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.header import Head
from tocsin.formats.paxlst.lists import (
    Flight,
    Leg,
    PassengerList,
    Reading,
    ReportingParty,
    Role,
)
from tocsin.formats.paxlst.routes import border_flight, legs_of
from tocsin.formats.paxlst.travellers import Travellers
from tocsin.foundations.vocabulary import Fault

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


class _MessageReading:
    """One message being read. Segments that two groups share go to the one that is open."""

    def __init__(self, message: Message, interchange: Interchange, as_of: date | None) -> None:
        self.message = message
        self.interchange = interchange
        self.as_of = as_of
        self.faults = Faults(list(message.faults))
        self.head = Head(self.faults)
        self.people = Travellers(self.faults)

    def read(self) -> PassengerList:
        for segment in self.message.segments:
            take = _TAKE.get(segment.tag)
            if take:
                take(self, segment)
            elif segment.tag not in _DROPPED:
                text = "A segment that PAXLST doesn't have."
                self.faults.add("segment-unknown", text, segment.number)
        return self._finish()

    def nad(self, segment: Segment) -> None:
        function = segment.value(0)
        if not self.head.carriages and function not in codes.ROLES:
            self.head.desk(segment)
        elif function in codes.DESKS:
            text = "A reporting party among the travellers."
            self.faults.add("segment-misplaced", text, segment.number)
        else:
            self.people.begin(segment)

    def com(self, segment: Segment) -> None:
        if self.people.current is None:  # how to reach a traveller is none of our business
            self.head.com(segment)

    def tdt(self, segment: Segment) -> None:
        self.people.current = None
        self.head.tdt(segment)

    def dtm(self, segment: Segment) -> None:
        what = segment.value(0)
        if what in (codes.DEPARTS, codes.ARRIVES):
            self.head.time(what, segment.value(0, 1), segment)
        elif what == codes.BORN:
            self.people.birth(segment)
        elif what in (codes.EXPIRES, codes.ISSUED):
            self.people.document_date(segment)

    def loc(self, segment: Segment) -> None:
        if self.people.current is None:
            self.head.stop(segment.value(0), segment)
        else:
            self.people.place(segment)

    def rff(self, segment: Segment) -> None:
        (self.head if self.people.current is None else self.people).reference(segment)

    def _finish(self) -> PassengerList:
        message, head = self.message, self.head
        if message.version not in codes.VERSIONS:
            self.faults.add("version-unknown", "A release of PAXLST that isn't known here.")
        head.check()
        legs = legs_of(head.carriages)
        flight = self._flight(legs)
        travellers = self.people.freeze(self._reference_day(flight))
        self._check_counts()
        return PassengerList(
            reference=message.reference,
            common_access_reference=message.common_access_reference or None,
            version=message.version,
            code=head.code,
            kind=head.kind,
            function=head.function,
            purpose=head.purpose,
            part_number=message.part_number,
            is_final_part=message.part_number is None or message.part_mark == _FINAL,
            parts=() if message.part_number is None else (message.part_number,),
            sender=self.interchange.sender,
            transaction=head.transaction,
            prepared=self.interchange.prepared,
            reporting_party=ReportingParty(head.desk_names, tuple(head.contacts)),
            flight=flight,
            legs=legs,
            travellers=travellers,
            declared_travellers=head.declared,
            declared_crew=head.counts.get(codes.CREW),
            faults=tuple(self.faults.kept),
        )

    def _flight(self, legs: tuple[Leg, ...]) -> Flight:
        flight = border_flight(self.head.carriages)
        if flight is None:
            self.faults.add("route-incomplete", "No LOC 125 and 87: the last leg was taken.")
        return flight or _last(legs)

    def _check_counts(self) -> None:
        """CNT counts the whole list, so a part of one is checked when its parts are joined."""
        if self.message.part_number is not None:
            return
        for fault in count_faults(self.head.counts, self.people.roles):
            self.faults.keep(fault)

    def _reference_day(self, flight: Leg) -> date | None:
        moments: tuple[datetime | None, ...] = (
            flight.arrives,
            flight.departs,
            self.interchange.prepared,
        )
        days = (moment.date() for moment in moments if moment)
        return next(days, self.as_of)


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
    "ATT": lambda reading, segment: reading.people.att(segment),
    "BGM": lambda reading, segment: reading.head.bgm(segment),
    "CNT": lambda reading, segment: reading.head.cnt(segment),
    "COM": _MessageReading.com,
    "DOC": lambda reading, segment: reading.people.doc(segment),
    "DTM": _MessageReading.dtm,
    "GEI": lambda reading, segment: reading.people.gei(segment),
    "LOC": _MessageReading.loc,
    "NAD": _MessageReading.nad,
    "NAT": lambda reading, segment: reading.people.nat(segment),
    "RFF": _MessageReading.rff,
    "TDT": _MessageReading.tdt,
}

# Read and dropped: a desk's contact person, bags, free text, employment, the section control.
_DROPPED = frozenset({"CTA", "MEA", "FTX", "EMP", "UNS", "CPI", "QTY", "AUT"})
