"""What a program gets of review besides candidates: claims, receipts and clearances."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class Claimed(Schema):
    """Until when no colleague can decide the candidate."""

    claimed_until: datetime


class Receipt(Schema):
    """What a traveller may be handed: nothing of a record or of them stands on it."""

    reference: str
    given_at: str
    given_by: str
    redress: str


class Clearance(Schema):
    """That somebody isn't the subject of a record. ``state`` is proposed, in_force or over."""

    id: UUID
    number: str
    record: UUID
    basis: str
    told: str
    agreed_on: date
    expires_at: datetime
    documents: int
    state: str


class ClearanceList(Schema):
    """The member's own clearances, those that wait for a second officer first."""

    clearances: list[Clearance]
