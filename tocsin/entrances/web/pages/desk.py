"""The screening desk at a glance: today's flights, what awaits, and how often it rang right.

Figures and shares, and nobody's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.entrances.web.pages.flights import CarrierLine


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The lists of flights that depart on the day. ``expected`` is what the schedule awaits."""

    lists: int
    travellers: int
    with_faults: int
    cancelled: int
    expected: int
    on_time: int
    late: int
    missing: int
    ahead: int


@dataclass(frozen=True, slots=True)
class InboxFigures:
    """Messages that wait to be screened, since when the oldest does, and those put aside."""

    waiting: int
    put_aside: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """Candidates that await a decision, by how near the departure is."""

    deadline: str
    open: int
    awaits_second: int

    @property
    def all(self) -> int:
        return self.open + self.awaits_second


@dataclass(frozen=True, slots=True)
class ShareLine:
    """Conclusions of one list, border or script. ``name`` is empty for several small ones."""

    name: str
    note: str
    confirmed: int
    rejected: int
    confirmed_in_100: int
    rings_falsely: bool


@dataclass(frozen=True, slots=True)
class ShareTable:
    """One way to divide the conclusions: ``by`` is list, border or script."""

    by: str
    shares: tuple[ShareLine, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """``whole`` is None where there are fewer than ``least`` conclusions since ``since``."""

    now: datetime
    day: date
    figures: DayFigures
    inbox: InboxFigures
    deadlines: tuple[DeadlineLine, ...]
    carriers: tuple[CarrierLine, ...]
    since: date
    whole: ShareLine | None
    tables: tuple[ShareTable, ...]
    silent: int
    """Records that are silent at this desk."""
    least: int

    @property
    def awaiting(self) -> int:
        return sum(line.all for line in self.deadlines)
