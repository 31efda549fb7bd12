"""What of the ledger is asked for, and where a question to an officer stands. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tocsin.safeguards.audit.errors import (
    DeadlineUnfit,
    JustificationMissing,
    NobodyToAsk,
    QuestionMissing,
)

SHORTEST = 3
LONGEST = 2_000
"""Characters of a question or an answer as it is stored."""
LEAST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 7, 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries an auditor asks for; what is empty narrows nothing. Times are aware."""

    officer: int | None = None
    member: int | None = None
    permission: str = ""
    did: str = ""
    thing: str = ""
    purpose: str = ""
    case_reference: str = ""
    since: datetime | None = None
    until: datetime | None = None
    searches: bool = False
    """Only what was done for a purpose: every search is."""

    def told(self) -> Mapping[str, object]:
        """As the ledger keeps that it was asked."""
        given = {name: value for name, value in asdict(self).items() if value}
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in given.items()
        }


@dataclass(frozen=True, slots=True)
class After:
    """Where the next piece of a list begins: below this entry, the newest being the first."""

    at: datetime
    entry: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.entry}"

    @classmethod
    def parse(cls, text: str) -> After | None:
        """What `str` made, or None for anything else."""
        at, _, entry = text.rpartition("_")
        if not (entry.isascii() and entry.isdigit() and len(entry) < 19):
            return None
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        return cls(moment, int(entry)) if moment.tzinfo else None


class Standing(StrEnum):
    """Where a question stands; the clock alone makes it overdue."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"


def standing(now: datetime, due_at: datetime, answered_at: datetime | None) -> Standing:
    if answered_at is not None:
        return Standing.ANSWERED if answered_at <= due_at else Standing.ANSWERED_LATE
    return Standing.OPEN if now <= due_at else Standing.OVERDUE


def due(now: datetime, days: int) -> datetime:
    """When the answer is due. Raises DeadlineUnfit."""
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise DeadlineUnfit(least=LEAST_DAYS, most=MOST_DAYS)
    return now + timedelta(days=days)


def officer_to_ask(officer_id: int | None) -> int:
    """Raises NobodyToAsk."""
    if officer_id is None:
        raise NobodyToAsk
    return officer_id


def checked_question(text: str) -> str:
    """Raises QuestionMissing."""
    bare = text.strip()[:LONGEST]
    if len(bare) < SHORTEST:
        raise QuestionMissing
    return bare


def checked_justification(text: str) -> str:
    """Raises JustificationMissing."""
    bare = text.strip()[:LONGEST]
    if len(bare) < SHORTEST:
        raise JustificationMissing
    return bare
