"""Contributions and their statements as values, and the hash by which content is compared. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tocsin.foundations.vocabulary import PartialDate
from tocsin.records.registers.rules.age import youngest_birth
from tocsin.safeguards.ledger.rules import canonical

BOOKKEEPING = "bookkeeping"
"""The property of a source's own counters: they are kept, but say nothing of the subject."""

INCLUSION_STANDARD = "2026-1"
"""The version of the inclusion standard that new records are held against."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of a subject, as its source gave it.

    ``grade`` is the reliability of the source and the certainty of the information ("B2", the 4x4
    scheme); ``source`` says in words where it comes from.
    """

    property: str
    value: Any
    grade: str = ""
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        told = {"property": self.property, "value": self.value, "grade": self.grade}
        return {**told, "source": self.source} if self.source else told


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The act that a record stands on."""

    type: str
    citation: str
    authority: str
    date: date | None = None


@dataclass(frozen=True)
class Contribution:
    """What a member sends to make or change a record: everything that a record must have.

    ``details`` are the sub-fields of its ground and action (`grounds.DETAILS`); ``source_list``
    names the published list that it comes from, if any; ``expires_on`` asks for an earlier end.
    """

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
    details: Mapping[str, str] = field(default_factory=dict)
    narrative_summary: str = ""
    expires_on: date | None = None
    source_list: str = ""
    passed_gate_by: str = ""
    only_members: tuple[int, ...] | None = None
    except_members: tuple[int, ...] = field(default=())

    @cached_property
    def content_hash(self) -> bytes:
        return content_hash(self.statements)

    @cached_property
    def born_at_latest(self) -> date | None:
        """The latest day on which the person may have been born, where any date is given."""
        return youngest_birth(_readable_dates(self.statements))


def _readable_dates(statements: Iterable[Statement]) -> list[PartialDate]:
    """The birth dates that can be read; the validator names the others."""
    written = (each.value.get("date") for each in statements if each.property == "birth_date")
    return [found for text in written if text for found in [_read(text)] if found]


def _read(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def statements_as_stored(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """The statements as JSON-able values, in their order."""
    return [statement.to_dict() for statement in statements]


def content_hash(statements: Sequence[Statement]) -> bytes:
    """SHA-256 over the canonical JSON (RFC 8785) of the statements: equal content, equal hash.

    Bookkeeping is left out: a counter that its source has advanced is no news of anybody.
    """
    stored = statements_as_stored(each for each in statements if each.property != BOOKKEEPING)
    return hashlib.sha256(canonical({"statements": stored})).digest()


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
