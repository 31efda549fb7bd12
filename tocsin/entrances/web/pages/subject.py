"""The subject: one record at a glance, with who says so, why, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.entrances.web.pages.flags import FlagLine
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.records import (
    AttachmentLine,
    RelationLine,
    StandingLine,
    StatementLine,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value with a kind ("place_of_birth", "address") and what the source adds to it."""

    text: Written
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as listed: ``kind`` as the source calls it, ``issuer`` a country code or name."""

    number: str
    kind: str = ""
    issuer: str = ""
    issued_on: str = ""
    expires_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Handling:
    """Who may see the record and what they may do with it."""

    tlp: str
    code: str = "H0"
    permission_in_court: bool = False
    permission_to_pass_on: bool = False
    only_members: tuple[str, ...] = ()
    except_members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version: what changed is told by field names, not by values."""

    number: int
    made_at: datetime
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SightingsSummary:
    """What may be said here of the sightings; the movement page has the rest."""

    count: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    last_place: str = ""


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """``state`` is the record's: submitted, published, delisted, withdrawn or expired.

    ``birth_dates`` and ``sexes`` are written as the source gives them ("1970-05", "about 1968").
    """

    pk: str
    now: datetime
    reference: str
    register: str
    state: str
    name: Written
    originator_code: str
    originator: str
    ground: str
    legal_basis: str
    authority: str
    requested_action: str
    purpose: str
    handling: Handling
    legal_basis_on: date | None = None
    person_status: str = ""
    source_grade: str = ""
    information_grade: str = ""
    summary: str = ""
    list_title: str = ""
    listed_on: date | None = None
    held_since: datetime | None = None
    review_on: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None
    names: tuple[Written, ...] = ()
    birth_dates: tuple[Value, ...] = ()
    birth_places: tuple[Value, ...] = ()
    nationalities: tuple[Value, ...] = ()
    sexes: tuple[Value, ...] = ()
    addresses: tuple[Value, ...] = ()
    documents: tuple[Document, ...] = ()
    comments: tuple[Value, ...] = ()
    versions: tuple[RecordVersion, ...] = ()
    same_judged: tuple[tuple[str, str], ...] = ()
    may_protect: bool = False
    may_clear: bool = False
    """(pk, reference) of records that a person judged to be of the same subject, if shown."""
    sightings: SightingsSummary = field(default_factory=SightingsSummary)
    may_see_movement: bool = False
    statements: tuple[StatementLine, ...] = ()
    details: tuple[StandingLine, ...] = ()
    relations: tuple[RelationLine, ...] = ()
    attachments: tuple[AttachmentLine, ...] = ()
    passed_by: str = ""
    searchable: bool = True
    may_keep: bool = False
    """Whether it is the viewer's own to keep up."""
    action_here: str = ""
    """What the viewer's member does, where it flagged the record."""
    flags: tuple[FlagLine, ...] = ()
    may_flag: bool = False
    requests: tuple[str, ...] = ()
    """What the reader may draft to a committee from this record."""
    may_see_other_statements: bool = True
