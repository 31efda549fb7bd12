"""Birth dates as numbers, and what a traveller's can give at most beside a listed one.

A day is a number (year, month and day in bits), a date the two days that it spans. Lists of names
are kept by buckets of four years, so that a birth date is a slice of them; what has no date, or
too wide a one, lies in bucket 0, which every slice includes. How dates compare is
`score.evidence`'s to say; here it is only asked.
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
NO_DATE = 0
BUCKETS = 40
_WIDTH, _FIRST = 4, 1876
_WIDEST = 3
_FURTHEST = 130
_REFERENCES = (date(1970, 5, 2), date(1981, 11, 12))


def day_code(day: date) -> int:
    return (day.year * 16 + day.month) * 32 + day.day


@lru_cache(maxsize=100_000)
def span_of(born: PartialDate) -> tuple[int, int, int]:
    """The codes of the first and the last day that a date may mean; 1 where it is about."""
    return day_code(born.earliest), day_code(born.latest), int(born.approximate)


@lru_cache(maxsize=100_000)
def date_of(first: int, last: int, about: int) -> PartialDate:
    """The date of which `span_of` gives these numbers."""
    return PartialDate(_day_of(first), _day_of(last), bool(about))


def _day_of(code: int) -> date:
    return date(code >> 9, code >> 5 & 15, code & 31)


def buckets_of(firsts: Array, lasts: Array) -> tuple[Array, Array]:
    """The first bucket that each listed date lies in, and in how many."""
    first, last = (_bucket_of_years(codes.astype(np.int64) >> 9) for codes in (firsts, lasts))
    wide = last - first > _WIDEST
    return np.where(wide, 0, first), np.where(wide, 1, last - first + 1)


def window(born: PartialDate, years: int) -> tuple[int, int]:
    """The first and last bucket that hold dates at most ``years`` from a traveller's."""
    first, last = born.earliest.year - years, born.latest.year + years
    return tuple(_bucket_of_years(np.array([first, last])).tolist())


def _bucket_of_years(years: Array) -> Array:
    found: Array = 1 + np.clip((years - _FIRST) // _WIDTH, 0, BUCKETS - 2)
    return found


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
