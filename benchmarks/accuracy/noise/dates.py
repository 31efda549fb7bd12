"""What happens to a birth date on its way: each class is a family, a name and a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

DateChange = Callable[[date, Random], str | None]


def swapped(born: date, _chance: Random) -> str | None:
    """Day and month changed over; None where that gives no other date."""
    if born.day > 12 or born.day == born.month:
        return None
    return date(born.year, born.day, born.month).isoformat()


def digit_off(born: date, chance: Random) -> str | None:
    """The last digit of the day or of the year one off."""
    if chance.random() < 0.5:
        return (born + timedelta(days=1 if born.day % 10 < 9 else -1)).isoformat()
    return _in_year(born, born.year + (1 if born.year % 10 < 9 else -1))


def year_only(born: date, _chance: Random) -> str | None:
    return str(born.year)


def first_of_january(born: date, _chance: Random) -> str | None:
    """What many registers write for a year without a day."""
    return f"{born.year}-01-01"


def year_apart(born: date, chance: Random) -> str | None:
    return _in_year(born, born.year + chance.choice((-1, 1)))


def _in_year(born: date, year: int) -> str:
    return date(year, born.month, min(born.day, 28)).isoformat()


DATE_CLASSES: dict[str, dict[str, DateChange]] = {
    "benign": {"year_only": year_only, "first_of_january": first_of_january},
    "degraded": {"date_digit_off": digit_off, "date_year_apart": year_apart},
    "adversarial": {"date_swapped": swapped},
}
