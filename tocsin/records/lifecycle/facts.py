"""What the lifecycle tells the stages after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecordExpires:
    """A reminder was given: ``kind`` is four_months, one_month, seven_days or overdue."""

    record_id: UUID
    member_id: int
    kind: str
    about: datetime
    at: datetime
