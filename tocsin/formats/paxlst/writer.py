"""A passenger list to PAXLST, so that reading it again gives the same list.

For test systems, for the close-out of a list that was joined or mended, and for members who hand
lists on under their own law. It writes what a PassengerList holds and nothing else; it doesn't ask
whether the list is good (``validate`` does), only whether it can be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.formats.countries import Country
from tocsin.formats.edifact import Separators, write_segment
from tocsin.formats.edifact.segments import LEVEL_A
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.dates import birth_date, document_date
from tocsin.formats.paxlst.lists import (
    Leg,
    ListedTraveller,
    PassengerList,
    Place,
    Role,
    TravelDocument,
)
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary import PartialDate

_ROLE_CODES = {role: code for code, role in codes.ROLES.items()} | {Role.UNKNOWN: "ZZZ"}
_VERIFIED_CODES = {known: code for code, known in codes.VERIFIED.items()}
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f]|^ | $")
_LEVEL_A_TEXT = re.compile(r"[A-Z0-9 .,\-()/='+:?!\"%&*;<>]*")

Element = str | Sequence[str]
Line = tuple[str, list[Element]]


class UnwritableListError(TocsinError):
    """This list can't be written as PAXLST: {problem}. Mend the value and write it again."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends an interchange to whom: UNB. ``prepared`` is handed in, never the clock's."""

    sender: str
    recipient: str
    prepared: datetime
    reference: str
    application: str = "APIS"


def write_paxlst(
    lists: Sequence[PassengerList],
    envelope: Envelope,
    *,
    separators: Separators = LEVEL_A,
    one_segment_a_line: bool = False,
) -> bytes:
    """One interchange with a message for each list, in the narrowest repertoire that holds them.

    Raises UnwritableListError for a value that the format can't hold, like a birth date that is a
    span of years or a name with a line break.
    """
    bodies = [list(_message(each)) for each in lists]
    syntax = syntax_of([*_envelope_values(envelope), *_values(bodies)])
    lines = [_unb(envelope, syntax), *(line for body in bodies for line in body)]
    lines.append(("UNZ", [str(len(lists)), envelope.reference]))
    end = "\r\n" if one_segment_a_line else ""
    text = "".join(write_segment(tag, elements, separators) + end for tag, elements in lines)
    return (separators.una() + end + text).encode(codec_of(syntax))


def _unb(envelope: Envelope, syntax: str) -> Line:
    day, time = envelope.prepared.strftime("%y%m%d"), envelope.prepared.strftime("%H%M")
    who: list[Element] = [(envelope.sender, "ZZ"), (envelope.recipient, "ZZ")]
    rest: list[Element] = [(day, time), envelope.reference, "", envelope.application]
    return ("UNB", [(syntax, "4"), *who, *rest])


def _message(listed: PassengerList) -> Iterator[Line]:
    body = list(_body(listed))
    part: Element = ""
    if listed.part_number is not None:
        mark = "F" if listed.is_final_part else "C" if listed.part_number == 1 else ""
        part = (f"{listed.part_number:02}", mark)
    release = tuple(listed.version.split("."))
    access = listed.common_access_reference or ""
    yield "UNH", [listed.reference, ("PAXLST", *release, "UN", "IATA"), access, part]
    yield from body
    yield "UNT", [str(len(body) + 2), listed.reference]


def _body(listed: PassengerList) -> Iterator[Line]:
    yield "BGM", [listed.code, listed.function or ""]
    if listed.transaction:
        yield "RFF", [(codes.TRANSACTION, listed.transaction)]
    yield "NAD", ["MS", "", "", listed.reporting_party.names]
    contacts = [(each.address, each.channel) for each in listed.reporting_party.contacts]
    for start in range(0, len(contacts), 3):
        yield "COM", list(contacts[start : start + 3])
    yield from _route(listed)
    day = _reference_day(listed)
    for traveller in listed.travellers:
        yield from _traveller(traveller, day)
    yield from _counts(listed)


def _route(listed: PassengerList) -> Iterator[Line]:
    """Every leg under its own TDT; the border lies where the flight leaves and arrives."""
    legs, flight = listed.legs or (listed.flight,), listed.flight
    leaving = _first(legs, lambda leg: _departure(leg) == _departure(flight))
    arriving = _first(legs[leaving or 0 :], lambda leg: _arrival(leg) == _arrival(flight))
    for at, leg in enumerate(legs):
        leaves = at == leaving
        arrives = arriving is not None and at == arriving + (leaving or 0)
        yield "TDT", ["20", f"{leg.carrier}{leg.number}", "", "", leg.carrier]
        where = codes.DEPARTURE if leaves else codes.STOP
        yield from _stop(where, leg.departure, codes.DEPARTS, leg.departs)
        where = codes.ARRIVAL if arrives else codes.STOP
        yield from _stop(where, leg.arrival, codes.ARRIVES, leg.arrives)


def _first(legs: Sequence[Leg], is_it: Callable[[Leg], bool]) -> int | None:
    return next((at for at, leg in enumerate(legs) if is_it(leg)), None)


def _departure(leg: Leg) -> tuple[object, ...]:
    return leg.carrier, leg.number, leg.departure, leg.departs


def _arrival(leg: Leg) -> tuple[object, ...]:
    return leg.arrival, leg.arrives


def _stop(what: str, place: str | None, time: str, moment: datetime | None) -> Iterator[Line]:
    if place is None:
        return
    yield "LOC", [what, place]
    if moment:
        yield "DTM", [(time, *_moment(moment))]


def _moment(moment: datetime) -> tuple[str, str]:
    if 1980 <= moment.year < 2080:
        return moment.strftime("%y%m%d%H%M"), "201"
    return moment.strftime("%Y%m%d%H%M"), "203"


def _traveller(it: ListedTraveller, day: date | None) -> Iterator[Line]:
    yield "NAD", [_ROLE_CODES[it.role], "", "", it.names]
    if it.sex:
        yield "ATT", ["2", "", it.sex]
    if it.birth_date:
        yield "DTM", [(codes.BORN, _birth(it.birth_date, day, crew=it.role.is_crew))]
    if it.verified is not None:
        yield "GEI", ["4", _VERIFIED_CODES[it.verified]]
    yield from _places(it)
    for state in it.nationalities:
        yield "NAT", ["2", state.written]
    references = ((codes.LOCATOR, it.locator), (codes.REFERENCE, it.reference))
    for what, text in (*references, (codes.SEAT, it.seat)):
        if text:
            yield "RFF", [(what, text)]
    for document in it.documents:
        yield from _document(document, day)


def _places(it: ListedTraveller) -> Iterator[Line]:
    places = (
        (codes.CLEARS_AT, it.clears_at),
        (codes.RESIDENCE, it.residence and it.residence.written),
        (codes.EMBARKS, it.embarks),
        (codes.DEBARKS, it.debarks),
    )
    for what, place in places:
        if place:
            yield "LOC", [what, place]
    if it.birth_place:
        yield "LOC", [codes.BIRTH_PLACE, _birth_place(it.birth_place)]


def _birth_place(place: Place) -> tuple[str, ...]:
    written = _written(place.country)
    return (written, "", "", place.name) if place.name else (written,)


def _document(it: TravelDocument, day: date | None) -> Iterator[Line]:
    yield "DOC", [(it.type, "110", "111"), it.number]
    if it.expires:
        yield "DTM", [(codes.EXPIRES, _document_day(it.expires, day, issue=False))]
    if it.issued:
        yield "DTM", [(codes.ISSUED, _document_day(it.issued, day, issue=True))]
    if it.issuer:
        yield "LOC", [codes.ISSUER, _written(it.issuer)]


def _counts(listed: PassengerList) -> Iterator[Line]:
    crew, everyone = listed.declared_crew, listed.declared_travellers
    is_crew_list = crew is not None and crew == everyone
    if everyone is not None and not is_crew_list:
        yield "CNT", [(codes.PASSENGERS, str(everyone))]
    if crew is not None:
        yield "CNT", [(codes.CREW, str(crew))]


def _written(state: Country | None) -> str:
    return state.written if state else ""


def _reference_day(listed: PassengerList) -> date | None:
    moment = listed.flight.arrives or listed.flight.departs or listed.prepared
    return moment.date() if moment else None


def _birth(born: PartialDate, day: date | None, *, crew: bool) -> str:
    """YYMMDD where the reader will find the right century, CCYYMMDD where it wouldn't."""
    full = str(born).replace("-", "")
    if born.approximate or not full.isdigit():
        raise UnwritableListError(problem="a birth date is a span or an estimate")
    padded = full.ljust(8, "0")
    short = padded[2:]
    return short if day and birth_date(short, day, crew=crew) == born else padded


def _document_day(written: date, day: date | None, *, issue: bool) -> str:
    short = written.strftime("%y%m%d")
    if day and document_date(short, day, issue=issue) == written:
        return short
    return f"{written.year:04}{written:%m%d}"


def _envelope_values(envelope: Envelope) -> list[str]:
    values = [envelope.sender, envelope.recipient, envelope.reference, envelope.application]
    return [checked(value) for value in values]


def _values(bodies: list[list[Line]]) -> Iterator[str]:
    for body in bodies:
        for _, elements in body:
            for element in elements:
                for part in (element,) if isinstance(element, str) else element:
                    yield checked(part)


def checked(value: str) -> str:
    """The value; UnwritableListError where no EDIFACT can hold it."""
    if _UNWRITABLE.search(value):
        raise UnwritableListError(problem="a value has a control character or an outer blank")
    return value


def syntax_of(values: list[str]) -> str:
    """The narrowest repertoire that holds every value: ISO 9735 levels A, B, C, then UTF-8."""
    if all(_LEVEL_A_TEXT.fullmatch(value) for value in values):
        return "UNOA"
    text = "".join(values)
    if text.isascii():
        return "UNOB"
    return "UNOC" if all(ord(character) < 256 for character in text) else "UNOY"


def codec_of(syntax: str) -> str:
    """How the characters of a repertoire are written as bytes."""
    return {"UNOC": "latin-1", "UNOY": "utf-8"}.get(syntax, "ascii")
