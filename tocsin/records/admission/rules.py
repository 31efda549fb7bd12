"""How long a decision on a published list stands, and what is in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

PROVISIONAL = timedelta(days=30)
"""How long a first import admits a list, before two registrars have decided."""
LASTS = timedelta(days=365)
"""After it the decision has to be reviewed and taken anew, or it lapses."""
BY_RULE = frozenset({"un"})
"""Lists that need no decision: designations by the Security Council bind every member."""


class Stands(Protocol):
    """A decision, as far as its time is concerned."""

    @property
    def begins_at(self) -> datetime: ...
    @property
    def until(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...


S = TypeVar("S", bound=Stands)


def stands(decision: Stands, now: datetime) -> bool:
    """Whether a decision is in force at a moment."""
    end = min(decision.until, decision.ended_at or decision.until)
    return decision.begins_at <= now < end


def in_force(decisions: Iterable[S], now: datetime) -> S | None:
    """The decision that a list passes under now: the one that lasts longest; None where none is."""
    return max((each for each in decisions if stands(each, now)), key=_until, default=None)


def _until(decision: Stands) -> datetime:
    return decision.until


def passed_by(source_list: str, decision: object | None) -> str:
    """What is written on the records of a list: the rule or the decision that they passed by."""
    if source_list in BY_RULE:
        return f"rule:{source_list}"
    return f"standing:{getattr(decision, 'id', '')}" if decision else ""
