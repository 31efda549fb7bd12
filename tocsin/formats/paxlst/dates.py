"""Dates of birth and of documents, whose century EDIFACT leaves out.

The reference day is handed in: the day of the flight, never today, so that a list read again next
year says the same.

Birth. Two-digit years mean the latest day that isn't after the flight, so an age of 0 to 99. Crew
are at least ``CREW_MINIMUM_AGE``: a younger reading of a crew member's year means the century
before, up to an age of ``OLDEST``. A passenger of 100 to 105 therefore reads as a small child:
the format can't tell them apart. Four-digit years are taken as they are when they are possible.

Documents. Expiry lies from 30 years before the flight to 69 after it (licences of pilots run
long), issue from 99 years before it to the day itself.

Unknown parts are 00, XX or blanks: 1984 without month and day is "84", "840000" or "1984". An
unknown year, or nothing but zeros, is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from tocsin.foundations.vocabulary import PartialDate

OLDEST = 125
"""Years; a birth date further back than this before the flight is an error of writing."""

CREW_MINIMUM_AGE = 14

_SHAPE = re.compile(r"\d{8}|\d{6}|\d{4}|\d{2}", re.ASCII)
_UNKNOWN = re.compile("[Xx<?]")
_EXPIRY_YEARS_BACK = 30


def birth_date(written: str, flight_day: date, *, crew: bool = False) -> PartialDate | None:
    """What a date of birth means on the day of a flight; None where it means nothing.

    ``written`` is YYMMDD, CCYYMMDD, CCYY or YY; parts may be unknown.
    """
    parts = _parts(written)
    if not parts:
        return None
    is_full, year, month, day = parts
    years = [year] if is_full else _centuries(year, flight_day)
    youngest = CREW_MINIMUM_AGE if crew and not is_full else 0
    for candidate in years:
        born = _span(candidate, month, day)
        if born and _possible(born, flight_day, youngest):
            return born
    return None


def document_date(written: str, flight_day: date, *, issue: bool = False) -> date | None:
    """The day of expiry (or of issue) of a document, YYMMDD or CCYYMMDD; None if not a day."""
    parts = _parts(written)
    if not parts:
        return None
    is_full, year, month, day = parts
    last = flight_day.year if issue else flight_day.year + 99 - _EXPIRY_YEARS_BACK
    full = year if is_full else last - (last - year) % 100
    try:
        return date(full, month, day)
    except ValueError:
        return None


def _parts(written: str) -> tuple[bool, int, int, int] | None:
    """Whether the year has its century, the year, the month and the day; unknown parts are 0."""
    bare = "".join(written.split())
    digits = _UNKNOWN.sub("0", bare)
    length = 4 if len(digits) in (4, 8) else 2
    if not _SHAPE.fullmatch(digits) or _UNKNOWN.search(bare[:length]) or not int(digits):
        return None
    month, day = digits[length : length + 2] or 0, digits[length + 2 :] or 0
    return length == 4, int(digits[:length]), int(month), int(day)


def _centuries(year: int, flight_day: date) -> list[int]:
    latest = flight_day.year - (flight_day.year - year) % 100
    return [latest, latest - 100]


def _span(year: int, month: int, day: int) -> PartialDate | None:
    """The days that the known parts leave open; None where they make no date."""
    try:
        if day:
            return PartialDate.of_day(date(year, month, day))
        if month:
            return PartialDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return PartialDate.of_year(year)
    except ValueError:
        return None


def _possible(born: PartialDate, flight_day: date, youngest: int) -> bool:
    age = flight_day.year - born.earliest.year
    return born.earliest <= flight_day and youngest <= age <= OLDEST
