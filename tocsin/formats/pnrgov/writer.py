"""Bookings to PNRGOV, so that reading it again gives the same bookings.

For test systems and training: it writes what a BookingList holds and nothing else, which is far
less than a carrier's bookings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from tocsin.formats.countries import Country
from tocsin.formats.edifact import Separators, write_segment
from tocsin.formats.edifact.segments import LEVEL_A
from tocsin.formats.paxlst.lists import Leg, ListedTraveller, TravelDocument
from tocsin.formats.paxlst.writer import Element, Envelope, Line, UnwritableListError
from tocsin.formats.pnrgov.bookings import Booking, BookingList

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
VISA = "V"


def write_pnrgov(
    lists: Sequence[BookingList], envelope: Envelope, *, marks: Separators = LEVEL_A
) -> bytes:
    """One interchange with a message for each list.

    Raises UnwritableListError for what DOCS and DOCO can't hold: a birth date that isn't a day, a
    slash in a name, two nationalities.
    """
    lines: list[Line] = [line for each in lists for line in _message(each)]
    lines.append(("UNZ", [str(len(lists)), envelope.reference]))
    body = "".join(write_segment(tag, elements, marks) for tag, elements in lines)
    syntax = ("IATA", "1") if body.isascii() else ("UNOY", "4")
    sent = (envelope.prepared.strftime("%y%m%d"), envelope.prepared.strftime("%H%M"))
    head: list[Element] = [syntax, envelope.sender, envelope.recipient, sent, envelope.reference]
    return (marks.una() + write_segment("UNB", head, marks) + body).encode()


def _message(it: BookingList) -> Iterator[Line]:
    body = list(_body(it))
    release = it.version.split(".")
    access = it.common_access_reference or ""
    yield "UNH", [it.reference, ("PNRGOV", *release, "IA"), access]
    yield from body
    yield "UNT", [str(len(body) + 2), it.reference]


def _body(it: BookingList) -> Iterator[Line]:
    yield "MSG", [("", it.function)]
    yield "ORG", [it.flight.carrier]
    yield _leg(it.flight)
    if it.declared_bookings is not None:
        yield "EQN", [str(it.declared_bookings)]
    for booking in it.bookings:
        yield from _booking(booking)


def _booking(it: Booking) -> Iterator[Line]:
    yield "SRC", []
    yield "RCI", [(each.company, each.code) for each in it.locators]
    for traveller in it.travellers:
        yield from _traveller(traveller)
    for leg in it.legs:
        yield _leg(leg)


def _leg(it: Leg) -> Line:
    times = (*_time(it.departs), *_time(it.arrives))
    return "TVL", [times, it.departure or "", it.arrival or "", it.carrier, it.number]


def _time(moment: datetime | None) -> tuple[str, str]:
    if moment is None:
        return "", ""
    if not 1980 <= moment.year < 2080:
        raise UnwritableListError(problem="a flight is outside of the years 1980 to 2079")
    return moment.strftime("%d%m%y"), moment.strftime("%H%M")


def _traveller(it: ListedTraveller) -> Iterator[Line]:
    surname, given = (*it.names, "", "")[:2]
    if len(it.names) > 2 or not surname or len(it.other_names) > 1 or len(it.nationalities) > 1:
        raise UnwritableListError(problem="TIF has a surname and one given name, DOCS one of each")
    yield "TIF", [surname, (given, "A", it.reference or "")]
    documents = [each for each in it.documents if each.type != VISA] or none_but_details(it)
    for document in documents:
        yield "SSR", [("DOCS", "HK", "1", "", "", "", "", "", _docs(it, document))]
    visas = [each for each in it.documents if each.type == VISA]
    for visa in visas or ([TravelDocument(VISA, "")] if it.birth_place else []):
        yield "SSR", [("DOCO", "HK", "1", "", "", "", "", "", _doco(it, visa))]


def none_but_details(it: ListedTraveller) -> list[TravelDocument]:
    has_any = it.sex or it.birth_date or it.nationalities or it.other_names
    return [TravelDocument("", "")] if has_any else []


def _docs(it: ListedTraveller, document: TravelDocument) -> str:
    if document.issued:
        raise UnwritableListError(problem="DOCS has no date of issue")
    names = it.other_names[0] if it.other_names else it.names
    parts = (
        document.type,
        _state(document.issuer),
        document.number,
        _state(it.nationality),
        _born(it),
        it.sex or "",
        _day(document.expires),
        *names,
    )
    return "/" + _slashed(parts)


def _doco(it: ListedTraveller, visa: TravelDocument) -> str:
    if visa.expires:
        raise UnwritableListError(problem="DOCO has no date of expiry")
    place = it.birth_place.name if it.birth_place else ""
    return _slashed((place, visa.type, visa.number, "", _day(visa.issued), _state(visa.issuer)))


def _slashed(parts: Sequence[str]) -> str:
    if any("/" in part for part in parts):
        raise UnwritableListError(problem="a value has a slash, which parts DOCS and DOCO")
    return "/".join(parts)


def _born(it: ListedTraveller) -> str:
    if it.birth_date is None:
        return ""
    if not it.birth_date.is_day or it.birth_date.approximate:
        raise UnwritableListError(problem="a birth date isn't a day")
    return _day(it.birth_date.earliest)


def _day(day: date | None) -> str:
    return f"{day.day:02}{_MONTHS[day.month - 1]}{day.year:04}" if day else ""


def _state(state: Country | None) -> str:
    return state.written if state else ""
