"""Drafts of requests to committees, and what changed in a list since a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.entrances.web.pages.forms import Typed


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in the list of the member's."""

    pk: str
    title: str
    request: str
    state: str
    changed_at: datetime
    final_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftsPage:
    drafts: tuple[DraftLine, ...] = ()
    most: int = 0


@dataclass(frozen=True, slots=True)
class PartField:
    """One part of a request as a field of its form."""

    name: str
    heading: str
    hint: str
    value: str
    lines: int
    mandatory: bool
    is_missing: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """``waiting`` is the proposal that a second officer may answer; ``why_not`` says why this one
    can't. ``answer`` is what the last proposal came to."""

    draft: DraftLine
    record_pk: str
    identity: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parts: tuple[PartField, ...] = ()
    missing: tuple[str, ...] = ()
    form: Typed = field(default_factory=Typed)
    waiting: str = ""
    waiting_reason: str = ""
    why_not: str = ""
    answer: str = ""
    answer_reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One property of a record: what it said then, and what it says now."""

    name: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry that was added, changed or removed."""

    reference: str
    name: str = ""
    record_pk: str = ""
    fields: tuple[ChangedField, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``lists`` are codes and titles; the entries are None before a list and a day were chosen."""

    lists: tuple[tuple[str, str], ...] = ()
    code: str = ""
    since: date | None = None
    until: date | None = None
    error: str = ""
    imports: int = 0
    added: tuple[ChangedEntry, ...] | None = None
    changed: tuple[ChangedEntry, ...] = ()
    removed: tuple[ChangedEntry, ...] = ()
