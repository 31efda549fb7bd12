"""Points of two birth dates, as `score.evidence.compare_dates` gives them, on numbers.

A day is one number (`code`): year, month and day in bits. A date is two days, the earliest and
the latest that it may mean, and whether its source wrote "about". Tests hold both to be equal.
"""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.compiling import kernel
from tocsin.matching.score.evidence import (
    ABOUT,
    DAY,
    DIGIT,
    MONTH,
    OTHER_DAY,
    SAME_MONTH,
    SWAPPED,
    YEAR,
    points_apart,
)

NO_DATE = 0


@kernel
def best_date(born, firsts, lasts, abouts, start, end):
    """Points of a birth date (first and last day, 1 for about) beside the best of some listed
    dates, those from ``start`` to ``end`` of the arrays; 0 where either side has none."""
    if not born[0] or start == end:
        return 0.0
    best = -1.0
    for k in range(start, end):
        points = date_points(
            born[0], born[1], born[2] > 0, np.int64(firsts[k]), np.int64(lasts[k]), abouts[k] > 0
        )
        best = max(best, points)
    return best


@kernel
def best_of(born, blocks, row, firsts, lasts, abouts, ends):
    """The same for the subject of a ``row``, by its block (`walking.Lanes`) where it has one date;
    of several, ``ends`` says where they are."""
    count = blocks[4 * row]
    if count == 0 or not born[0]:
        return 0.0
    if count > 1:
        return best_date(born, firsts, lasts, abouts, ends[row], ends[row + 1])
    first, last = np.int64(blocks[4 * row + 1]), np.int64(blocks[4 * row + 2])
    found = date_points(born[0], born[1], born[2] > 0, first, last, blocks[4 * row + 3] > 0)
    return max(found, -1.0)


@kernel
def date_points(first, last, about, listed_first, listed_last, listed_about):
    """Points of a traveller's birth date beside a listed one, each a span of days."""
    if first == last and listed_first == listed_last:
        return _day_points(first, listed_first)
    if first <= listed_last and listed_first <= last:
        days = max(_ordinal(last) - _ordinal(first), _ordinal(listed_last) - _ordinal(listed_first))
        if about or listed_about or days > 366:
            return ABOUT
        return MONTH if days < 32 else YEAR
    gap = max(_ordinal(first) - _ordinal(listed_last), _ordinal(listed_first) - _ordinal(last))
    years = gap / 365.25
    if years <= 2 and (about or listed_about):
        return 0.0
    return points_apart(years)


@kernel
def _day_points(a, b):
    if a == b:
        return DAY
    years = abs((a >> 9) - (b >> 9))
    month, day, other_month, other_day = (a >> 5) & 15, a & 31, (b >> 5) & 15, b & 31
    if years == 0 and day == other_month and month == other_day:
        return SWAPPED
    if _digits_apart(_written(a), _written(b)) == 1:
        return DIGIT if years < 2 else points_apart(years / 2)
    if years == 0:
        return SAME_MONTH if month == other_month else OTHER_DAY
    return points_apart(float(years))


@kernel
def _written(day):
    return (day >> 9) * 10_000 + ((day >> 5) & 15) * 100 + (day & 31)


@kernel
def _digits_apart(a, b):
    apart = 0
    while a or b:
        apart += a % 10 != b % 10
        a, b = a // 10, b // 10
    return apart


@kernel
def _ordinal(day):
    """Days since a day long ago, by the civil calendar (years that begin in March)."""
    month = (day >> 5) & 15
    year = (day >> 9) - (month < 3)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + (day & 31)
    return 365 * year + year // 4 - year // 100 + year // 400 + of_year
