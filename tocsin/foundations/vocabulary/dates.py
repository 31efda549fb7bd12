"""Dates as lists and documents give them: a day, a month, a year, a span, or about a year.

The written form is the part of ISO 8601-2 (EDTF) that the field uses: ``1970-05-02``,
``1970-05``, ``1970``, ``1970/1975`` for a span, and a trailing ``~`` for "about".
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The days that a date may mean, from ``earliest`` to ``latest``, both included.

    ``approximate`` says that the source wrote "about": the true day may lie outside.
    """

    earliest: date
    latest: date
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"a date span ends before it begins: {self.earliest}/{self.latest}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``1970``, ``1970-05``, ``1970-05-02``, ``1970/1975``, each with ``~`` for about.

        Raises ValueError with the text at fault.
        """
        bare = text.strip()
        approximate = bare.endswith("~")
        first, _, last = bare.removesuffix("~").partition("/")
        earliest, _end = _point(first, text)
        _start, latest = _point(last or first, text)
        return cls(earliest, latest, approximate)

    @classmethod
    def of_day(cls, day: date) -> PartialDate:
        return cls(day, day)

    @classmethod
    def of_year(cls, year: int, *, approximate: bool = False) -> PartialDate:
        return cls(date(year, 1, 1), date(year, 12, 31), approximate)

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    def overlaps(self, other: PartialDate) -> bool:
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        return self._span() + ("~" if self.approximate else "")

    def _span(self) -> str:
        for length in (10, 7, 4):
            text = self.earliest.isoformat()[:length]
            if _point(text, text) == (self.earliest, self.latest):
                return text
        return f"{_shortest_start(self.earliest)}/{_shortest_end(self.latest)}"


def _point(text: str, whole: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not a date: {whole!r}; write 1970, 1970-05, 1970-05-02 or 1970/1975")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        return _bounds(year, month, day)
    except ValueError as error:
        raise ValueError(f"not a date: {whole!r} ({error})") from None


def _bounds(year: int, month: int, day: int) -> tuple[date, date]:
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _shortest_start(day: date) -> str:
    return _shortest(day, day.isoformat(), 0)


def _shortest_end(day: date) -> str:
    return _shortest(day, day.isoformat(), 1)


def _shortest(day: date, text: str, side: int) -> str:
    for length in (4, 7):
        if _point(text[:length], text)[side] == day:
            return text[:length]
    return text
