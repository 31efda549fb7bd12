"""Alarms: officers who asked for so much in an hour that an auditor has to look into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One officer and one hour. ``asking`` is what was counted; ``most`` what is let through."""

    pk: str
    member_code: str
    officer: str
    asking: str
    hour: datetime
    number: int
    most: int
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlarmsPage:
    """Open alarms first. Closing one posts to ``alarm-close`` with the pk."""

    now: datetime
    alarms: tuple[AlarmLine, ...] = ()
