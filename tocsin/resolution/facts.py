"""What resolution tells the stages after it, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PairJudged:
    """An officer has said of two records whether they are one subject."""

    first: UUID
    second: UUID
    judged: str
    member_id: int
    at: datetime
