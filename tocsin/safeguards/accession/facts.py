"""What others may want to hear of a membership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.members.rules import Event


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """A step was taken; published in its transaction, after the ledger has it."""

    member_id: int
    event: Event
    at: datetime
