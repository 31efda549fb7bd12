"""Travel documents: one that is checked, those that are reported, and questions to issuers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.entrances.web.pages.forms import Typed

Purposes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """What is said of a document. ``action``, ``contact`` and ``caution`` are all that the front
    line gets; ``details`` says whether the rest may be shown. ``asked`` is what was asked, to be
    sent again with a question to the issuer."""

    outcome: str
    because: str = ""
    action: str = ""
    contact: str = ""
    caution: str = ""
    details: bool = False
    is_range: bool = False
    first: str = ""
    last: str = ""
    occurred_on: date | None = None
    reported_at: datetime | None = None
    record_pk: str = ""
    asked: Typed = field(default_factory=Typed)


@dataclass(frozen=True, slots=True)
class DocumentCheckPage:
    """The question and, once asked, its answer. Sent as: issuer, number, check_digit, type,
    purpose, case_reference."""

    now: datetime
    form: Typed = field(default_factory=Typed)
    types: tuple[str, ...] = ()
    purposes: Purposes = ()
    answer: DocumentAnswer | None = None
    may_report: bool = False


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One document, or a range of blanks, that the member reports."""

    type: str
    first: str
    status: str
    reported_at: datetime
    ends_on: date
    last: str = ""
    occurred_on: date | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One fault of a file that was sent."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What a file holds; ``taken`` says whether its good rows are on the register now."""

    good: int
    added: int = 0
    known: int = 0
    faults: tuple[SheetLine, ...] = ()
    more_faults: int = 0
    taken: bool = False


@dataclass(frozen=True, slots=True)
class DocumentReportsPage:
    """What the member reports, and the two ways to report more."""

    now: datetime
    issuer: str
    number: str = ""
    reports: tuple[ReportLine, ...] = ()
    ranges: tuple[ReportLine, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    form: Typed = field(default_factory=Typed)
    file_form: Typed = field(default_factory=Typed)
    sheet: SheetAnswer | None = None
    most: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmationLine:
    """A question to an issuer. ``state`` is "lapsed" once the time to answer is over."""

    pk: str
    issuer: str
    asked_by: str
    type: str
    number: str
    status: str
    asked_at: datetime
    reply_by: datetime
    state: str
    replied_at: datetime | None = None
    remark: str = ""
    may_reply: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmationsPage:
    """Questions put to the member, and questions that it asked."""

    now: datetime
    put_to_us: tuple[ConfirmationLine, ...] = ()
    asked_by_us: tuple[ConfirmationLine, ...] = ()
