"""What review tells the stages after it, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class HitConfirmed:
    """People have concluded that a traveller is the subject of a record."""

    hit_id: UUID
    member_id: int
    officer_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CandidateJudged:
    """People have concluded whether a traveller is the subject of a record, for good."""

    candidate_id: UUID
    member_id: int
    officer_id: int
    confirmed: bool
    at: datetime
