"""What is concluded in a campaign, and how far it has come. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=366)


class Review(StrEnum):
    """What an originator concludes about a record in a campaign."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"
    TO_REVISE = "to_revise"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a member has come with a campaign."""

    total: int
    done: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


def ends_well(begins_at: datetime, ends_at: datetime) -> bool:
    """Whether a campaign ends after it begins, and within a year."""
    return begins_at < ends_at <= begins_at + LONGEST
