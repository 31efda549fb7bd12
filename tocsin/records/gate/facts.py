"""What the gate tells the stages after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecordPassed:
    """A record can be seen and matched from now on."""

    record_id: UUID
    member_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordRefused:
    """A record was refused at the gate; its originator may appeal."""

    record_id: UUID
    member_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordForgotten:
    """A refused record is about to be deleted, in this transaction: what hangs on it goes too."""

    record_id: UUID
