"""PNRGOV in EDIFACT (PADIS 10.1 to 16.1) to values: flight, locators, names, documents.

Everything else in a booking is passed over here and goes no further. A booking's history and its
hotels and cars use the same segments as its flights, so what is read depends on the part of the
booking that is open: names and legs end where ABI or MSG begins another part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from tocsin.formats.edifact import Interchange, Message, Segment, message_type, read_interchanges
from tocsin.formats.edifact.envelope import Faults, read_moment
from tocsin.formats.paxlst.lists import Flight, Leg
from tocsin.formats.paxlst.routes import designator
from tocsin.formats.pnrgov.bookings import PUSH, VERSIONS, BookingList, Locator, Reading
from tocsin.formats.pnrgov.details import Details, Visa, read_doco, read_docs
from tocsin.formats.pnrgov.drafts import Draft, Person, Sent

_TEXT_FROM = 4
_READ_DETAILS: dict[str, Callable[[str], Details | Visa]] = {"DOCS": read_docs, "DOCO": read_doco}


def read_pnrgov(data: bytes) -> Reading:
    """Every list of bookings in an input: EDIFACT, plain or as telex. Never raises on ``data``.

    For XML see ``read_pnrgov_xml``.
    """
    interchanges, faults = read_interchanges(data)
    kept = Faults(list(faults))
    lists: list[BookingList] = []
    for interchange in interchanges:
        for fault in interchange.faults:
            kept.keep(fault)
        lists.extend(_lists_of(interchange, kept))
    return Reading(tuple(lists), tuple(kept.kept))


def sniff(data: bytes) -> bool:
    """Whether the first message of an input is a PNRGOV."""
    return message_type(data) == "PNRGOV"


def _lists_of(interchange: Interchange, faults: Faults) -> Iterable[BookingList]:
    for message in interchange.messages:
        if message.type == "PNRGOV":
            yield _MessageReading(message, interchange).read()
        else:
            faults.add("message-foreign", "A message of another type than PNRGOV was passed over.")


class _MessageReading:
    """One message being read, and the booking that is open."""

    def __init__(self, message: Message, interchange: Interchange) -> None:
        self.message = message
        self.interchange = interchange
        self.faults = Faults(list(message.faults))
        self.function = PUSH
        self.flight = Flight()
        self.declared: int | None = None
        self.drafts: list[Draft] = []
        self.person: Person | None = None
        self.is_elsewhere = False
        """In a part of the booking that isn't its names and flights."""

    def read(self) -> BookingList:
        for segment in self.message.segments:
            take = _TAKE.get(segment.tag)
            if take:
                take(self, segment)
        return self._finish()

    # --- the message, and where a booking begins and changes ---

    def msg(self, segment: Segment) -> None:
        if self.drafts:
            self.is_elsewhere = True
        else:
            self.function = segment.value(0, 1) or segment.value(0) or PUSH

    def eqn(self, segment: Segment) -> None:
        text = segment.value(0)
        if self.drafts:
            self.is_elsewhere = True  # EQN in a booking begins those that it was split from
        elif text.isascii() and text.isdigit() and len(text) < 7:
            self.declared = int(text)
        else:
            self.faults.add("count-unreadable", "EQN has no number.", segment.number)

    def src(self, segment: Segment) -> None:
        self.drafts.append(Draft(segment.number, self.faults))
        self.person = None
        self.is_elsewhere = False

    def abi(self, segment: Segment) -> None:
        self.is_elsewhere = True

    # --- what a booking says ---

    def rci(self, segment: Segment) -> None:
        draft = self._draft(segment)
        if draft.legs or self.is_elsewhere:
            return
        for at in range(len(segment.elements)):
            company, code = segment.value(at), segment.value(at, 1)
            if code:
                draft.locators.setdefault(Locator(company, code))

    def tif(self, segment: Segment) -> None:
        """One surname, and a traveller for each given name behind it."""
        draft = self._draft(segment)
        if self.is_elsewhere:
            return
        surname = segment.value(0)
        for at in range(1, max(2, len(segment.elements))):
            names = tuple(filter(None, (surname, segment.value(at))))
            if names or at == 1:
                self._name(draft, names, segment.value(at, 2), segment)

    def _name(self, draft: Draft, names: tuple[str, ...], reference: str, segment: Segment) -> None:
        """A name after the first leg repeats one, unless nobody has it: boarded without booking."""
        if draft.legs and any(each.names == names for each in draft.people):
            return
        if not names:
            self.faults.add("name-missing", "A traveller without a name.", segment.number)
        self.person = Person(names, reference, segment.number)
        draft.people.append(self.person)

    def ssr(self, segment: Segment) -> None:
        read = _READ_DETAILS.get(segment.value(0))
        if read is None or self.is_elsewhere:
            return
        draft = self._draft(segment)
        parts = segment.values(0)
        begin = next((at for at, part in enumerate(parts) if at >= _TEXT_FROM and "/" in part), 0)
        if not begin:
            self.faults.add("document-unreadable", "SSR without its text.", segment.number)
            return
        after = None if draft.legs else self.person
        what = read(":".join(parts[begin:]))
        draft.documents.append(Sent(what, segment.value(1, 2), after, segment.number))

    def tvl(self, segment: Segment) -> None:
        if self.is_elsewhere:
            return
        leg = self._leg(segment)
        if not self.drafts:
            flight = (leg.carrier, leg.number, leg.departure, leg.arrival)
            self.flight = Flight(*flight, leg.departs, leg.arrives)
        elif leg.departure or leg.arrival:
            self.drafts[-1].legs.append(leg)

    def _leg(self, segment: Segment) -> Leg:
        carrier, number = designator(segment.value(4), segment.value(3))
        departs, arrives = _times(segment.values(0))
        if segment.value(0) and departs is None:
            self.faults.add("date-unreadable", "A time of departure isn't one.", segment.number)
        where = segment.value(1) or None, segment.value(2) or None
        return Leg(carrier, number, *where, departs, arrives)

    def _draft(self, segment: Segment) -> Draft:
        if not self.drafts:
            self.faults.add("booking-missing", "A booking without SRC.", segment.number)
            self.drafts.append(Draft(segment.number, self.faults))
        return self.drafts[-1]

    # --- the whole ---

    def _finish(self) -> BookingList:
        message, day = self.message, self._day()
        bookings = tuple(draft.freeze(day) for draft in self.drafts)
        self._check(len(bookings))
        return BookingList(
            reference=message.reference,
            common_access_reference=message.common_access_reference or None,
            version=message.version,
            function=self.function,
            sender=self.interchange.sender,
            prepared=self.interchange.prepared,
            flight=self.flight,
            bookings=bookings,
            declared_bookings=self.declared,
            faults=tuple(self.faults.kept),
        )

    def _day(self) -> date | None:
        moment = self.flight.arrives or self.flight.departs or self.interchange.prepared
        return moment.date() if moment else None

    def _check(self, bookings: int) -> None:
        if self.message.version not in VERSIONS:
            self.faults.add("version-unknown", "A release of PNRGOV that isn't known here.")
        if not self.flight.number:
            self.faults.add("flight-missing", "The message names no flight.")
        if self.declared is not None and self.declared != bookings:
            text = f"EQN declares {self.declared} bookings; there are {bookings}."
            self.faults.add("count-differs", text)


def _times(parts: tuple[str, ...]) -> tuple[datetime | None, datetime | None]:
    """Departure and arrival from DDMMYY:HHMM:DDMMYY:HHMM.

    Some leave the day of arrival out, some its place as well (``120518:1220:1505``): then it is the
    day of departure, or the next where that would be earlier.
    """
    day, time, second, last = (*parts, "", "", "", "")[:4]
    departs = _moment(day, time)
    if len(second) == 4 and not last:
        second, last = "", second
    arrives = _moment(second or day, last) if last else None
    if not second and departs and arrives and arrives < departs:
        arrives += timedelta(days=1)
    return departs, arrives


def _moment(day: str, time: str) -> datetime | None:
    turned = day[4:6] + day[2:4] + day[:2] if len(day) == 6 else ""
    return read_moment(turned + time) if turned else None


_TAKE: dict[str, Callable[[_MessageReading, Segment], None]] = {
    "ABI": _MessageReading.abi,
    "EQN": _MessageReading.eqn,
    "MSG": _MessageReading.msg,
    "RCI": _MessageReading.rci,
    "SRC": _MessageReading.src,
    "SSR": _MessageReading.ssr,
    "TIF": _MessageReading.tif,
    "TVL": _MessageReading.tvl,
}
