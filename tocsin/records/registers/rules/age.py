"""Whether somebody may be a minor, from dates that may be partial. Pure.

Where the age is uncertain the person counts as a minor (Convention on the Rights of the Child,
General comment 24, paragraph 34): the youngest of all the ages that the record allows decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tocsin.foundations.vocabulary import PartialDate

ADULT = 18
RESPONSIBLE = 14
"""The least age of criminal responsibility (General comment 24, paragraph 22)."""
ABOUT = timedelta(days=2 * 365)
"""How much later than written an "about" may lie."""


def youngest_birth(birth_dates: Iterable[PartialDate]) -> date | None:
    """The latest day on which the person may have been born; None where no date is given."""
    return max(map(_latest, birth_dates), default=None)


def _latest(born: PartialDate) -> date:
    return born.latest + ABOUT if born.approximate else born.latest


def birthday(born: date, years: int) -> date:
    """The day on which somebody reaches an age; those of 29 February on 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def may_be_under(years: int, born: date | None, today: date) -> bool:
    """Whether somebody born at the latest on ``born`` may be younger; unknown means yes."""
    return born is None or birthday(born, years) > today
