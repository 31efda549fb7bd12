"""What sightings tell the stages after them, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SightingMade:
    """A subject was met: a confirmed hit became a sighting of its record."""

    sighting_id: UUID
    record_id: UUID
    member_id: int
    officer_id: int
    at: datetime
