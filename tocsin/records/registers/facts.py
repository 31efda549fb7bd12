"""What the registers tell the stages after them, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RecordsSubmitted:
    """New or revised records wait for the neutrality gate."""

    member_id: int
    officer_id: int | None
    record_ids: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordCorrected:
    """A record that could match says something else now, or asks for something else."""

    record_id: UUID
    member_id: int
    version: int
    reason: str
    at: datetime
    by_publisher: bool = False
    """Whether a published list says it otherwise now, and no officer of the register does."""


@dataclass(frozen=True, slots=True)
class RecordEnded:
    """A record matches nothing from now on: delisted, withdrawn, or ended by a status."""

    record_id: UUID
    member_id: int
    state: str
    reason: str
    at: datetime
