"""What suspension tells the stages after it, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecordSuspended:
    """A record only rang for the wrong people at one desk; ``effect`` says what followed."""

    record_id: UUID
    member_id: int
    """The originator, who must improve or withdraw it."""
    desk_of: int
    effect: str
    at: datetime
