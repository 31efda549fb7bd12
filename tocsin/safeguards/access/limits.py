"""How much may be asked in an hour, and from where on an auditor is told. Pure.

A search is for one person in front of somebody. Whoever asks for thousands of names tries to find
out who is listed, or keeps a list of their own. What is counted here is numbers, never names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WINDOW = timedelta(hours=1)
"""Limits hold over the hour before each question, minute by minute."""
TALLY_LIFE = timedelta(days=1)
ALARM_LIFE = timedelta(days=2 * 365)
"""As long as the ledger's own questions are kept."""


class Asking(StrEnum):
    """What is counted together."""

    BATCH = "batch"
    DOCUMENT = "document"
    EXPORT = "export"
    FLIGHT = "flight"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Limit:
    """``officer`` and ``member`` are the most in an hour; from ``alarm`` on an auditor is told."""

    officer: int
    member: int
    alarm: int


LIMITS: Mapping[Asking, Limit] = {
    Asking.BATCH: Limit(officer=5_000, member=100_000, alarm=2_500),
    Asking.DOCUMENT: Limit(officer=20_000, member=2_000_000, alarm=10_000),
    Asking.EXPORT: Limit(officer=2_000, member=20_000, alarm=1_000),
    Asking.FLIGHT: Limit(officer=200_000, member=2_000_000, alarm=100_000),
    Asking.QUESTION: Limit(officer=300, member=10_000, alarm=150),
}
"""Batches and flights count travellers, documents their numbers, exports rows, questions
themselves. A desk that never rests
asks 60 questions an hour; the largest airport boards 15,000 travellers in one."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What was asked in the hour before now: by the officer, and by everybody of the member.

    The node itself is no officer (None): it asks for the whole member.
    """

    officer: int | None = 0
    member: int = 0


def is_within(limit: Limit, spent: Spent, number: int) -> bool:
    """Whether ``number`` more may be asked."""
    by_officer = 0 if spent.officer is None else spent.officer + number
    return by_officer <= limit.officer and spent.member + number <= limit.member


def alarms(limit: Limit, spent: Spent, number: int) -> bool:
    """Whether asking ``number`` more is what an auditor has to hear of."""
    by_officer = 0 if spent.officer is None else spent.officer + number
    return by_officer >= limit.alarm or not is_within(limit, spent, number)


def minute_of(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
