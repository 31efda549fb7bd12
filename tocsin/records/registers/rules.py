"""Statements, and what follows from a ground or an action. Pure: no clock, no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from tocsin.foundations.vocabulary.codes import ActionCode

LIFE_BY_ACTION: dict[ActionCode, timedelta] = {
    ActionCode.ARREST: timedelta(days=5 * 365),
    ActionCode.REFUSE_ENTRY: timedelta(days=3 * 365),
}
DEFAULT_LIFE = timedelta(days=365)
"""How long a record lives by what it asks for (after SIS, Regulation (EU) 2018/1862, Art. 53)."""

BOOKKEEPING = "bookkeeping"
"""The property of a source's own counters: they are kept, but say nothing of the subject."""

INCLUSION_STANDARD = "2026-1"
"""The version of the inclusion standard that new records are held against."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of a subject, as its source gave it."""

    property: str
    value: Any

    def to_dict(self) -> dict[str, Any]:
        return {"property": self.property, "value": self.value}


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The act that a record stands on."""

    type: str
    citation: str
    authority: str
    date: date | None = None


@dataclass(frozen=True)
class Contribution:
    """What a member sends to make or change a record: everything that a record must have."""

    register: str
    reference: str
    primary_name: str
    statements: tuple[Statement, ...]
    ground: str
    legal_basis: LegalBasis
    purpose: str
    person_status: str
    requested_action: str
    evidence_summary: str
    source_grade: str
    information_grade: str
    tlp: str
    handling_code: str
    source_list: str = ""
    passed_gate_by: str = ""
    only_members: tuple[int, ...] | None = None
    except_members: tuple[int, ...] = field(default=())

    @cached_property
    def content_hash(self) -> bytes:
        return content_hash(self.statements)


def statements_as_stored(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """The statements as JSON-able values, in their order."""
    return [statement.to_dict() for statement in statements]


def content_hash(statements: Sequence[Statement]) -> bytes:
    """SHA-256 over the canonical JSON (RFC 8785) of the statements: equal content, equal hash.

    Bookkeeping is left out: a counter that its source has advanced is no news of anybody.
    """
    stored = statements_as_stored(each for each in statements if each.property != BOOKKEEPING)
    text = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def expiry(action: str, now: datetime) -> datetime:
    """When a record that asks for ``action`` ends unless it is renewed."""
    return now + LIFE_BY_ACTION.get(ActionCode(action), DEFAULT_LIFE)


def values(statements: Iterable[Mapping[str, Any]], wanted: str) -> list[Any]:
    """Every value of one property among stored statements."""
    return [each["value"] for each in statements if each["property"] == wanted]


def changed_properties(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[str, ...]:
    """The properties whose values differ between two versions, in the order they first appear."""
    names = dict.fromkeys(each["property"] for each in (*after, *before))
    names.pop(BOOKKEEPING, None)
    return tuple(name for name in names if values(before, name) != values(after, name))
