"""A record's statements one by one, its upkeep, its versions side by side, and the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.entrances.web.pages.contributing import Found, OwnRecord
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.names import Written


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement: what is said, how well it is known, by what source, and since when."""

    property: str
    text: Written
    note: str = ""
    grade: str = ""
    source: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One field of what a record stands on; ``words`` is the kind of its code, if it is one."""

    field: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class RelationLine:
    """What a subject had to do with another, or with an incident; ``pk`` opens a record."""

    id: str
    kind: str
    what: Written
    pk: str
    evidence: str
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file of a record, by its hash, without what is in it."""

    id: str
    media_type: str
    size: int
    sha256: str
    source: str
    rights: str
    attached_at: datetime


@dataclass(frozen=True, slots=True)
class IncidentLine:
    id: str
    reference: str
    kind: str
    title: str
    occurred: str
    country: str
    place: str
    summary: str
    grade: str
    source: str
    originator_code: str
    tlp: str


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """What was reported, and for a contributor the form that reports."""

    incidents: tuple[IncidentLine, ...] = ()
    kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    form: Typed = field(default_factory=Typed)
    may_report: bool = False


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """What a reviewer concluded."""

    by: str
    outcome: str
    code: str
    reason: str
    at: datetime
    on_appeal: bool = False


@dataclass(frozen=True, slots=True)
class GateLine:
    """A record that waits at the gate."""

    pk: str
    reference: str
    name: Written
    originator_code: str
    ground: str
    action: str
    since: datetime
    on_appeal: bool
    verdicts: int


@dataclass(frozen=True, slots=True)
class GatePage:
    now: datetime
    waiting: tuple[GateLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A record before a reviewer, with the checklist; ``may_decide`` while it waits."""

    now: datetime
    record: GateLine
    version: int
    originator: str
    expires_on: date
    standing: tuple[StandingLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    verdicts: tuple[VerdictLine, ...] = ()
    appeal: str = ""
    released: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    refugee: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    form: Typed = field(default_factory=Typed)
    may_decide: bool = True


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    at: datetime
    ended_before: datetime
    ends_now: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Whether a member knows of a correction."""

    member: str
    what: str
    made_at: datetime
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeepPage:
    """One record of one's own, and what may be done with it now."""

    now: datetime
    record: OwnRecord
    is_live: bool
    latest_end: date
    statuses: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[ExtensionLine, ...] = ()
    receipts: tuple[ReceiptLine, ...] = ()
    held_for: tuple[Found, ...] = ()
    relations: tuple[RelationLine, ...] = ()
    attachments: tuple[AttachmentLine, ...] = ()
    relation_kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    verdict: VerdictLine | None = None
    appeal_until: datetime | None = None
    errors: tuple[FormError, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    made_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """What one field said in each of two versions; empty where it said nothing."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Any two versions of a record, side by side."""

    pk: str
    reference: str
    versions: tuple[VersionLine, ...]
    first: int
    second: int
    differences: tuple[DifferenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A member's year in events, and what they come to."""

    member: str
    name: str
    value: int | None
    is_enhanced: bool
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CampaignLine:
    pk: str
    grounds: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime
    reason: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class QualityPage:
    now: datetime
    scores: tuple[ScoreLine, ...] = ()
    campaigns: tuple[CampaignLine, ...] = ()
    grounds: tuple[str, ...] = ()
    may_call: bool = False
    form: Typed = field(default_factory=Typed)


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign: the viewer's own worklist, and how far each member has come."""

    now: datetime
    campaign: CampaignLine
    worklist: tuple[OwnRecord, ...] = ()
    standings: tuple[tuple[str, int, int], ...] = ()
    reviews: tuple[str, ...] = ()
    may_conclude: bool = False
    errors: tuple[FormError, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Under which decision a list passes."""

    pk: str
    source_list: str
    reason: str
    begins_at: datetime
    until: datetime
    is_provisional: bool
    stands: bool
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    pk: str
    source_list: str
    reason: str
    proposed_at: datetime
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    now: datetime
    decisions: tuple[DecisionLine, ...] = ()
    proposals: tuple[ProposalLine, ...] = ()
    lists: tuple[str, ...] = ()
    may_decide: bool = False
    form: Typed = field(default_factory=Typed)
