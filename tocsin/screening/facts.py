"""What screening tells the stages after it, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CandidatesProposed:
    """A member's screening stored new candidates; a person must look at each."""

    member_id: int
    candidate_ids: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class TravellersCancelled:
    """The carrier cancelled the journeys of travellers who are candidates or were."""

    member_id: int
    traveller_ids: tuple[int, ...]
    at: datetime
