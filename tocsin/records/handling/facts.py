"""What handling tells the stages after it, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ActionFlagged:
    """A member will carry out ``action`` instead of what the originator asks; empty: as asked."""

    record_id: UUID
    originator_id: int
    member_id: int
    action: str
    at: datetime
