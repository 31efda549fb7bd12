"""Birth dates as numbers, and what a traveller's can give at most beside a listed one.

A day is a number of its own, and so is a year (its day 0); any other date (a month, a span,
"about") is a place in a list of the spans that a segment holds. Lists of names are kept by
buckets of four years, so that a birth date is a slice of them; what has no date, or too wide a
one, lies in bucket 0, which every slice includes. How dates compare is `score.evidence`'s to say;
here it is only asked.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.score.evidence import compare_dates

Array = npt.NDArray[Any]
SPANS = 1 << 24
"""Codes from here on are places in a list of spans."""
NO_DATE = SPANS - 1
BUCKETS = 40
_WIDTH, _FIRST = 4, 1876
_WIDEST = 3
_FURTHEST = 130
_MIDDLE = 1970
_A_DAY = PartialDate.of_day(date(1970, 5, 2))
_REFERENCES = (date(1970, 5, 2), date(1981, 11, 12))


def day_code(day: date) -> int:
    return (day.year * 16 + day.month) * 32 + day.day


def code_of(born: PartialDate) -> int:
    """The number of a day or of a plain year, -1 for any other date."""
    if born.approximate:
        return -1
    if born.is_day:
        return day_code(born.earliest)
    year = born.earliest.year
    return year << 9 if born == PartialDate.of_year(year) else -1


def years_of(codes: Array) -> Array:
    """The years of day codes."""
    return codes >> 9


def buckets_of(born: PartialDate) -> range:
    """The buckets that a listed date lies in."""
    first, last = _bucket(born.earliest.year), _bucket(born.latest.year)
    return range(1) if last - first > _WIDEST else range(first, last + 1)


def bucket_of_days(codes: Array) -> Array:
    """The bucket of each day code."""
    found: Array = 1 + np.clip((years_of(codes) - _FIRST) // _WIDTH, 0, BUCKETS - 2)
    return found


def window(born: PartialDate, years: int) -> tuple[int, int]:
    """The first and last bucket that hold dates at most ``years`` from a traveller's."""
    return _bucket(born.earliest.year - years), _bucket(born.latest.year + years)


def _bucket(year: int) -> int:
    return 1 + min(max((year - _FIRST) // _WIDTH, 0), BUCKETS - 2)


def points_at_most(days: Array, codes: Array) -> Array:
    """Points at most for each pair of a traveller's day and a listed date, both as codes.

    What has no date gives none; what is a place in the list of spans (``codes`` from `SPANS` on)
    is to be asked of `points_of`.
    """
    apart = np.clip((codes >> 9) - (days >> 9), -_FURTHEST, _FURTHEST)
    points: Array = np.where(codes & 0x1FF, by_years_apart()[apart], beside_years()[apart])
    points[codes == days] = compare_dates(_A_DAY, _A_DAY)[0]
    points[codes >= NO_DATE] = 0.0
    return points


@lru_cache(maxsize=100_000)
def points_of(born: PartialDate, listed: str) -> float:
    """Points of a traveller's birth date beside a listed one, given as text."""
    return compare_dates(born, parsed(listed))[0]


def text_of(code: int) -> str:
    """The day or year that a code stands for, as text."""
    year, month, day = code >> 9, code >> 5 & 15, code & 31
    return f"{year:04d}-{month:02d}-{day:02d}" if month else f"{year:04d}"


@lru_cache(maxsize=1)
def beside_years() -> Array:
    """Points at most of a day and a plain year, by the years between them."""
    table = np.full(2 * _FURTHEST + 1, -1.0)
    for years in range(-_FURTHEST, _FURTHEST + 1):
        listed = PartialDate.of_year(_MIDDLE + years)
        ends = (date(_MIDDLE, 1, 1), date(_MIDDLE, 12, 31))
        table[years] = max(compare_dates(PartialDate.of_day(day), listed)[0] for day in ends)
    return table


@lru_cache(maxsize=1)
def by_years_apart() -> Array:
    """Points at most of two different days, by the years between them (negative ones too)."""
    table = np.full(2 * _FURTHEST + 1, -1.0)
    for reference in _REFERENCES:
        for years in range(-_FURTHEST, _FURTHEST + 1):
            for other in _days_like(reference, reference.year + years):
                found = compare_dates(PartialDate.of_day(reference), PartialDate.of_day(other))[0]
                table[years] = max(table[years], found)
    return table


def furthest(points: float) -> int:
    """Years within which a different day can still give ``points`` (which are not positive)."""
    table = by_years_apart()
    near = [years for years in range(_FURTHEST + 1) if max(table[years], table[-years]) >= points]
    return max(near, default=0)


def _days_like(day: date, year: int) -> list[date]:
    """Days of a year that a slip may have made of ``day``, and some others."""
    if not 1 <= year <= 9999:
        return []
    pairs = {(day.month, day.day), (min(day.day, 12), day.month), (1, 1), (12, 28), (7, 1)}
    if abs(year - day.year) < 2:
        pairs |= {(day.month, d) for d in range(1, 29)} | {(m, day.day) for m in range(1, 13)}
    return [date(year, m, d) for m, d in pairs if (year, m, d) != (day.year, day.month, day.day)]


@lru_cache(maxsize=100_000)
def parsed(text: str) -> PartialDate:
    """The date that a text stands for, remembered: spans repeat."""
    return PartialDate.parse(text)
