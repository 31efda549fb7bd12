"""A carrier's table (CSV or Excel) to passenger lists: one for each flight in it.

A table has no standard, so what its columns mean is handed in (``columns``). A cell that can't be
understood is a fault at its row and column, and the traveller stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.formats.countries import NOT_A_STATE, Country, country
from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.dates import birth_date, document_date
from tocsin.formats.paxlst.lists import (
    Flight,
    ListedTraveller,
    PassengerList,
    Reading,
    Role,
    TravelDocument,
)
from tocsin.formats.paxlst.routes import designator
from tocsin.formats.tables.columns import Columns, Field
from tocsin.formats.tables.rows import Row, rows_of
from tocsin.formats.tables.written import moment, written_date
from tocsin.foundations.vocabulary import Fault, PartialDate, Position

_HEADINGS_WITHIN = 20
"""Rows in which the headings are looked for: titles and blank rows come before them."""
_ROLES = {"": Role.PASSENGER, "p": Role.PASSENGER, "c": Role.CREW} | {str(r): r for r in Role}
_SEXES = {"male": "M", "female": "F", "m": "M", "f": "F", "x": "X", "u": "U"}
_NO_STATE = re.compile(r"[-./ ]*")


def read_table(data: bytes, columns: Columns | None = None, *, as_of: date) -> Reading:
    """The lists in a table, in the order in which their flights first occur.

    ``as_of`` is the day from which two-digit years are counted where a row has no day of flight.
    """
    faults = Faults()
    columns = columns or Columns()
    rows = rows_of(data, faults)
    places = _places(rows, columns, faults)
    if places is None:
        return Reading((), tuple(faults.kept))
    flights: dict[Flight, list[ListedTraveller]] = {}
    for row in rows:
        flight, traveller = _Line(row, places, columns, faults, as_of).read()
        flights.setdefault(flight, []).append(traveller)
    lists = tuple(_list(flight, people) for flight, people in flights.items())
    return Reading(lists, tuple(faults.kept))


def _places(rows: Iterator[Row], columns: Columns, faults: Faults) -> dict[Field, int] | None:
    for number, cells in rows:
        found = columns.places(cells)
        if Field.SURNAME in found and len(found) > 1:
            return found
        if number >= _HEADINGS_WITHIN:
            break
    text = f"No row of headings with a surname in the first {_HEADINGS_WITHIN} rows."
    faults.add("headings-missing", text)
    return None


def _list(flight: Flight, travellers: list[ListedTraveller]) -> PassengerList:
    return PassengerList(kind="table", flight=flight, legs=(flight,), travellers=tuple(travellers))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row being read."""

    row: Row
    places: Mapping[Field, int]
    columns: Columns
    faults: Faults
    as_of: date

    def read(self) -> tuple[Flight, ListedTraveller]:
        flight = self._flight()
        moment_ = flight.arrives or flight.departs
        return flight, self._traveller(moment_.date() if moment_ else self.as_of)

    def _text(self, what: Field) -> str:
        at = self.places.get(what)
        _number, cells = self.row
        text = cells[at] if at is not None and at < len(cells) else ""
        return text or self.columns.constants.get(what, "")

    def _fault(self, what: Field, code: str, message: str) -> None:
        at = self.places.get(what)
        where = Position(line=self.row[0], column=None if at is None else at + 1)
        self.faults.keep(Fault(code, message, where))

    # --- the flight ---

    def _flight(self) -> Flight:
        carrier, number = designator(self._text(Field.FLIGHT), "")
        return Flight(
            carrier,
            number,
            self._text(Field.DEPARTURE).upper() or None,
            self._text(Field.ARRIVAL).upper() or None,
            self._moment(Field.DEPARTS),
            self._moment(Field.ARRIVES),
        )

    def _moment(self, what: Field) -> datetime | None:
        text = self._text(what)
        found = moment(text, self.columns.date_order)
        if text and found is None:
            self._fault(what, "date-unreadable", "A time of the flight isn't one.")
        return found

    # --- the traveller ---

    def _traveller(self, day: date) -> ListedTraveller:
        return ListedTraveller(
            role=self._role(),
            names=self._names(),
            sex=self._sex(),
            birth_date=self._born(day),
            nationalities=tuple(filter(None, [self._state(Field.NATIONALITY)])),
            residence=self._state(Field.RESIDENCE),
            documents=self._documents(day),
            locator=self._text(Field.LOCATOR) or None,
            seat=self._text(Field.SEAT) or None,
            reference=self._text(Field.REFERENCE) or None,
            position=self.row[0],
        )

    def _names(self) -> tuple[str, ...]:
        surname, given = self._text(Field.SURNAME), self._text(Field.GIVEN)
        if not given:
            surname, _, given = (part.strip() for part in surname.replace(",", "/").partition("/"))
        names = (surname, given, self._text(Field.MIDDLE))
        if not any(names):
            self._fault(Field.SURNAME, "name-missing", "A traveller without a name.")
        return names if names[2] else names[:2] if names[1] else names[:1] if names[0] else ()

    def _role(self) -> Role:
        role = _ROLES.get(self._text(Field.ROLE).casefold())
        if role is None:
            self._fault(Field.ROLE, "role-unknown", "Neither a passenger nor crew.")
        return role or Role.UNKNOWN

    def _sex(self) -> str | None:
        text = self._text(Field.SEX)
        sex = _SEXES.get(text.casefold()) or codes.SEXES.get(text.upper())
        if text and sex is None:
            self._fault(Field.SEX, "sex-unknown", "None of M, F, X and U.")
        return sex

    def _state(self, what: Field) -> Country | None:
        text = self._text(what)
        state = None if _NO_STATE.fullmatch(text) else country(text)
        if state and state.alpha2 is None and state.written not in NOT_A_STATE:
            self._fault(what, "state-unknown", "A code that is no state's in ISO 3166-1.")
        return state

    def _born(self, day: date) -> PartialDate | None:
        text = self._text(Field.BORN)
        if not text:
            return None
        born = birth_date(written_date(text, self.columns.date_order), day)
        if born is None:
            self._fault(Field.BORN, "date-unreadable", "A date of birth isn't a possible date.")
        return born

    def _documents(self, day: date) -> tuple[TravelDocument, ...]:
        number = self._text(Field.DOCUMENT_NUMBER)
        if not number:
            return ()
        kind = self._text(Field.DOCUMENT_TYPE).upper()
        issuer = self._state(Field.DOCUMENT_ISSUER)
        return (TravelDocument(kind, number, issuer, self._expires(day)),)

    def _expires(self, day: date) -> date | None:
        text = self._text(Field.DOCUMENT_EXPIRES)
        found = document_date(written_date(text, self.columns.date_order), day) if text else None
        if text and found is None:
            self._fault(Field.DOCUMENT_EXPIRES, "date-unreadable", "A document's date isn't one.")
        return found
