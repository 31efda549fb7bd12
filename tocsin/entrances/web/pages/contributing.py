"""Contributing: what a member has sent, the form, files of contributions and their reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.names import Written


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record of one's own in a list; ``note`` says what is due, by a code of reminders."""

    pk: str
    reference: str
    name: Written
    state: str
    ground: str
    action: str
    revised_at: datetime
    expires_at: datetime
    review_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    pk: str
    reference: str
    saved_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What a file came to, in counts."""

    pk: str
    file_name: str
    mode: str
    stored: bool
    rows: int
    bad: int
    added: int
    revised: int
    unchanged: int
    held: int
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class ContributionsPage:
    """``attention`` are own records that something has to be done about."""

    now: datetime
    attention: tuple[OwnRecord, ...] = ()
    waiting: tuple[OwnRecord, ...] = ()
    latest: tuple[OwnRecord, ...] = ()
    drafts: tuple[DraftLine, ...] = ()
    batches: tuple[BatchLine, ...] = ()
    score: int | None = None
    is_enhanced: bool = False


@dataclass(frozen=True, slots=True)
class GroundPage:
    """The first question of the form: on what ground."""

    grounds: tuple[str, ...]
    draft_count: int = 0


@dataclass(frozen=True, slots=True)
class DetailField:
    """One detail of a ground or an action; ``choices`` where it is chosen from a closed list."""

    name: str
    required: bool
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        return f"details.{self.name}"

    @property
    def is_long(self) -> bool:
        return self.name in ("proportionality", "adult_because", "offence")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name in another script, and how it may be written in Latin letters."""

    row: str
    name: Written
    romanised: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a special category that holds the record."""

    field: str
    category: str
    word: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What the form would be told now: what is missing or wrong, and what is proposed."""

    errors: tuple[FormError, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    held_for: tuple[Found, ...] = ()
    asked: bool = False
    ends_on: str = ""
    searchable: bool = True


@dataclass(frozen=True, slots=True)
class ContributePage:
    """The form. Rows of statements are numbered; `form` holds everything as typed."""

    now: datetime
    ground: str
    form: Typed
    checks: Checks
    registers: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    weakest: str = ""
    statuses: tuple[str, ...] = ()
    details: tuple[DetailField, ...] = ()
    further: tuple[DetailField, ...] = ()
    purposes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    information: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    draft_pk: str = ""
    revises: str = ""
    """The record that is revised; empty for a new one."""

    @property
    def errors(self) -> tuple[FormError, ...]:
        return self.form.errors


@dataclass(frozen=True, slots=True)
class RowFaultLine:
    line: int
    reference: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class FilesPage:
    """The upload form, and the last files."""

    now: datetime
    batches: tuple[BatchLine, ...] = ()
    form: Typed = field(default_factory=Typed)
    largest: str = ""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The report of one file, with the faults that were kept."""

    batch: BatchLine
    faults: tuple[RowFaultLine, ...] = ()

    @property
    def batches(self) -> tuple[BatchLine, ...]:
        return (self.batch,)
