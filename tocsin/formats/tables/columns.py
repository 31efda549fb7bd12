"""What the columns of somebody's table mean: handed in as plain values, never guessed from content.

A carrier's own headings are given once, as JSON or a dictionary, and kept beside its name; common
headings in English are known without. Headings are compared by their letters and digits only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tocsin.foundations.errors import TocsinError


class Field(StrEnum):
    """What a column can hold."""

    SURNAME = "surname"
    GIVEN = "given"
    MIDDLE = "middle"
    ROLE = "role"
    SEX = "sex"
    BORN = "birth_date"
    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_NUMBER = "document_number"
    DOCUMENT_ISSUER = "document_issuer"
    DOCUMENT_EXPIRES = "document_expires"
    LOCATOR = "locator"
    SEAT = "seat"
    REFERENCE = "reference"
    FLIGHT = "flight"
    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    DEPARTS = "departs"
    ARRIVES = "arrives"


COMMON: Mapping[Field, tuple[str, ...]] = {
    Field.SURNAME: ("surname", "last name", "family name", "name", "primary identifier"),
    Field.GIVEN: ("given", "given name", "given names", "first name", "forename"),
    Field.MIDDLE: ("middle", "middle name"),
    Field.ROLE: ("role", "crew or passenger"),
    Field.SEX: ("sex", "gender"),
    Field.BORN: ("dob", "date of birth", "birth date", "born"),
    Field.NATIONALITY: ("nationality", "nat", "citizenship"),
    Field.RESIDENCE: ("residence", "country of residence"),
    Field.DOCUMENT_TYPE: ("doc type", "document type", "type of document"),
    Field.DOCUMENT_NUMBER: ("doc no", "document number", "passport", "passport no", "doc number"),
    Field.DOCUMENT_ISSUER: ("doc issuer", "document issuer", "issuing country", "issuing state"),
    Field.DOCUMENT_EXPIRES: ("doc expiry", "document expires", "expiry", "date of expiry"),
    Field.LOCATOR: ("locator", "pnr", "record locator", "booking"),
    Field.SEAT: ("seat", "seat no"),
    Field.REFERENCE: ("reference", "pax ref", "passenger reference"),
    Field.FLIGHT: ("flight", "flight no", "flight number"),
    Field.DEPARTURE: ("from", "departure", "origin", "departure airport"),
    Field.ARRIVAL: ("to", "arrival", "destination", "arrival airport"),
    Field.DEPARTS: ("std", "departs", "departure time", "scheduled departure"),
    Field.ARRIVES: ("sta", "arrives", "arrival time", "scheduled arrival"),
}
"""Headings that are understood where nothing else is handed in."""

DATE_ORDERS = ("dmy", "mdy", "ymd")


class ColumnsUnclear(TocsinError):
    """These columns can't be used: {problem}. Mend the description of the table and try again."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How to read one sender's tables.

    ``headings`` maps each field to the headings that mean it, in the sender's words; the field's
    own name always does. ``constants`` are values for the whole table, as for one whose flight
    stands in its name. ``date_order`` says how 01/02/1990 is meant; years of four digits first, as
    in ISO dates, are always understood.
    """

    headings: Mapping[Field, tuple[str, ...]] = field(default_factory=lambda: COMMON)
    constants: Mapping[Field, str] = field(default_factory=dict)
    date_order: str = "dmy"

    def __post_init__(self) -> None:
        if self.date_order not in DATE_ORDERS:
            raise ColumnsUnclear(problem=f"the order of dates is one of {', '.join(DATE_ORDERS)}")

    @classmethod
    def from_plain(cls, given: Mapping[str, object]) -> Columns:
        """From JSON: ``{"headings": {"surname": ["Nachname"]}, "date_order": "dmy"}``.

        Fields that aren't named keep their common headings. Raises ColumnsUnclear.
        """
        named = {_field(name): _texts(each) for name, each in _object(given, "headings").items()}
        constants = {_field(name): str(each) for name, each in _object(given, "constants").items()}
        return cls({**COMMON, **named}, constants, str(given.get("date_order", "dmy")))

    def places(self, row: Sequence[str]) -> dict[Field, int]:
        """Where each field stands in a row of headings; fields that aren't there are left out."""
        bare = [letters(cell) for cell in row]
        found: dict[Field, int] = {}
        for what, headings in self.headings.items():
            known = map(letters, (*headings, what))
            at = next((bare.index(each) for each in known if each in bare), None)
            if at is not None and at not in found.values():
                found[what] = at
        return found


def letters(text: str) -> str:
    """A heading as it is compared: letters and digits, in lower case."""
    return "".join(each for each in text.casefold() if each.isalnum())


def _object(given: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = given.get(name, {})
    if not isinstance(found, Mapping):
        raise ColumnsUnclear(problem=f"{name} isn't an object of names and values")
    return found


def _field(name: str) -> Field:
    try:
        return Field(name)
    except ValueError:
        raise ColumnsUnclear(problem=f"{name} is no field; fields are {', '.join(Field)}") from None


def _texts(given: object) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(str(each) for each in _sequence(given))


def _sequence(given: object) -> Sequence[object]:
    if not isinstance(given, Sequence):
        raise ColumnsUnclear(problem="headings are a text or a list of texts")
    return given
