"""Whom a record must leave alone: people whose identity its subject used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ProtectionLine:
    """One protection of the member's own; nothing in it tells who it protects."""

    pk: int
    documents: int
    consent: str
    consented_on: date
    expires_at: datetime
    over: bool


@dataclass(frozen=True, slots=True)
class ProtectingPage:
    """``form`` is a Django form, with what was typed before if it was refused."""

    record_pk: str
    reference: str
    lines: tuple[ProtectionLine, ...]
    form: Any
