"""Passenger lists to CSV with the fields' names as headings; read again, they are the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from tocsin.formats.paxlst.lists import ListedTraveller, PassengerList, TravelDocument
from tocsin.formats.paxlst.writer import UnwritableListError
from tocsin.formats.tables.columns import Field

_FORMULA = "=+-@\t\r"


def write_csv(lists: Sequence[PassengerList]) -> bytes:
    """One row for each traveller, in UTF-8.

    Raises UnwritableListError for what one row can't hold (two documents, two nationalities, a
    fourth name), and for a value that a spreadsheet would run as a formula.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=[str(each) for each in Field])
    writer.writeheader()
    for listed in lists:
        for traveller in listed.travellers:
            writer.writerow(dict(_checked(_row(listed, traveller))))
    return text.getvalue().encode()


def _row(listed: PassengerList, it: ListedTraveller) -> Iterator[tuple[Field, str]]:
    if len(it.names) > 3 or len(it.documents) > 1 or len(it.nationalities) > 1:
        raise UnwritableListError(problem="one row has three names, a document and a nationality")
    flight = listed.flight
    document = it.documents[0] if it.documents else TravelDocument("", "")
    yield from zip((Field.SURNAME, Field.GIVEN, Field.MIDDLE), it.names, strict=False)
    yield Field.ROLE, str(it.role)
    yield Field.SEX, it.sex or ""
    yield Field.BORN, _born(it)
    yield Field.NATIONALITY, it.nationality.written if it.nationality else ""
    yield Field.RESIDENCE, it.residence.written if it.residence else ""
    yield Field.DOCUMENT_TYPE, document.type
    yield Field.DOCUMENT_NUMBER, document.number
    yield Field.DOCUMENT_ISSUER, document.issuer.written if document.issuer else ""
    yield Field.DOCUMENT_EXPIRES, document.expires.isoformat() if document.expires else ""
    yield Field.LOCATOR, it.locator or ""
    yield Field.SEAT, it.seat or ""
    yield Field.REFERENCE, it.reference or ""
    yield Field.FLIGHT, str(flight)
    yield Field.DEPARTURE, flight.departure or ""
    yield Field.ARRIVAL, flight.arrival or ""
    yield Field.DEPARTS, flight.departs.isoformat(" ", "minutes") if flight.departs else ""
    yield Field.ARRIVES, flight.arrives.isoformat(" ", "minutes") if flight.arrives else ""


def _born(it: ListedTraveller) -> str:
    if it.birth_date is None:
        return ""
    text = str(it.birth_date)
    if "/" in text or "~" in text:
        raise UnwritableListError(problem="a birth date is a span or an estimate")
    return text


def _checked(row: Iterator[tuple[Field, str]]) -> Iterator[tuple[str, str]]:
    for what, text in row:
        if text[:1] in _FORMULA and text:
            raise UnwritableListError(problem="a value begins like a formula")
        yield str(what), text
