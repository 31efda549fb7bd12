"""A document number as it is written, as it is kept, and as a careless eye reads it. Pure.

Kept: capital letters and digits alone. What people and machines put around them (spaces, hyphens,
the filler ``<``, another width, another script's digits, Cyrillic and Greek letters that look
Latin) is taken off. Not taken off: the difference between O and 0. Two documents may differ in
nothing else, so a number that agrees only as a careless eye reads it is a reason to look again,
never a hit. The check digit tells most such pairs apart (ICAO Doc 9303-3, 4.9: weights 7, 3, 1),
but neither L from 1 nor G from 6: their values differ by whole tens.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import cycle

from tocsin.records.documents.errors import NumberUnreadable

LONGEST = 20
FIELD = 9
"""Characters of the number's field in a passport's machine-readable zone."""
CONFUSED = "OQDILZSGB"
PLAIN = "000112568"
"""Letters that are read as digits and the digits, place by place: what OCR of the OCR-B fount and
people confuse. The table of documents has the same two strings in its generated column."""

_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXISJABEZHIKMNOPTYX")
_FOLD = str.maketrans(CONFUSED, PLAIN)
_KEPT = re.compile(r"[A-Z0-9]+")
_BETWEEN = re.compile(r"[\s<./_\-\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_FIELD_WITH_CHECK = re.compile(r"[A-Z0-9<]{9}[0-9]")
_WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a number. ``check`` is the check digit that stood beside it and fits."""

    number: str
    check: str = ""

    @property
    def careless(self) -> str:
        return careless(self.number)

    def may_be(self, other: str) -> bool:
        """Whether it may be this other, look-alike number after all (empty: there is none)."""
        return bool(other) and (not self.check or check_digit_of(other) == self.check)


def normalised(written: str) -> str:
    """The number as it is kept. Raises NumberUnreadable."""
    kept = _BETWEEN.sub("", _plain_letters(written))
    if not _KEPT.fullmatch(kept) or len(kept) > LONGEST:
        raise NumberUnreadable(longest=LONGEST)
    return kept


def careless(number: str) -> str:
    """A kept number as a careless eye reads it: every confusable letter as its digit."""
    return number.translate(_FOLD)


def readings(written: str, check_digit: str = "") -> tuple[Reading, ...]:
    """Every way to read a number; none if the check digit beside it says that it was misread.

    Ten characters whose last is the check digit of the nine before may be a number of ten, or the
    field of the machine-readable zone with its check digit: both are given. Raises
    NumberUnreadable.
    """
    number = normalised(written)
    if check_digit:
        fits = check_digit.strip() == check_digit_of(number)
        return (Reading(number, check_digit.strip()),) if fits else ()
    field = _BETWEEN_IN_FIELD.sub("", _plain_letters(written))
    if _FIELD_WITH_CHECK.fullmatch(field) and field[-1] == check_digit_of(field[:FIELD]):
        inner = field[:FIELD].replace("<", "")
        if inner:
            return Reading(number), Reading(inner, field[-1])
    return (Reading(number),)


_BETWEEN_IN_FIELD = re.compile(r"[\s\-]+")


def check_digit_of(number: str) -> str:
    """The check digit of a number, trailing filler left out: it counts nothing (Doc 9303-3)."""
    values = (0 if each == "<" else int(each, 36) for each in number)
    total = sum(value * weight for value, weight in zip(values, cycle(_WEIGHTS), strict=False))
    return str(total % 10)


def _plain_letters(written: str) -> str:
    letters = unicodedata.normalize("NFKC", written).upper().translate(_LOOKALIKES)
    return "".join(_digit(each) for each in letters)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
