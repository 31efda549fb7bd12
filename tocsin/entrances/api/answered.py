"""What a program gets. Codes stay codes (`foundations.vocabulary.codes`); times are in UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema


class Reason(Schema):
    """One piece of evidence; the weights of all reasons add up to the score."""

    feature: str
    weight: float
    theirs: str
    ours: str


class Record(Schema):
    """The record behind a candidate: who asks for what, on which basis, until when.

    ``action`` is what your member does: less than ``requested_action`` where it flagged the record.
    For ``permission_needed`` the originator has to be asked first.
    """

    id: UUID
    reference: str
    source_list: str
    name: str
    kind: str
    originator: str
    ground: str
    legal_basis: str
    requested_action: str
    action: str
    tlp: str
    handling_code: str
    permission_needed: list[str]
    expires_at: datetime


class CheckAnswered(Schema):
    """All that the front line is told. Without a candidate the rest is empty."""

    candidate: bool
    action: str | None
    contact: str
    caution: str | None


class FlagMade(Schema):
    """What your member does from now on instead of what the record asks."""

    record: UUID
    asked: str
    action: str
    reason: str
    made_at: datetime


class Proposed(Schema):
    """A record that a traveller may be the subject of. It has no effect."""

    record: Record
    score: float
    band: Literal["possible", "strong"]
    reasons: list[Reason]
    scorer: str


class Answer(Schema):
    """The candidates of one traveller, by place in the request from 0, best first."""

    traveller: int
    candidates: list[Proposed]


class ScreeningAnswered(Schema):
    """How many were screened, and only those travellers for whom something was found."""

    travellers: int
    answers: list[Answer]


class Flight(Schema):
    """The flight of a traveller; ``id`` is that of its passenger list."""

    id: int
    flight: str
    departure: str
    arrival: str
    departs_at: datetime | None
    arrives_at: datetime | None


class TravellerSeen(Schema):
    """Who travels, as sent. Once masked, the particulars are gone."""

    position: int
    masked: bool
    particulars: dict[str, Any]


class Candidate(Schema):
    """A stored candidate and where it stands."""

    id: UUID
    state: str
    score: float
    band: Literal["possible", "strong"]
    opened_at: datetime
    traveller: TravellerSeen
    flight: Flight
    record: Record


class CandidateList(Schema):
    """A page of the queue, the next departure first; ``counts`` is of all, by state."""

    candidates: list[Candidate]
    counts: dict[str, int]
    offset: int
    limit: int


class Decision(Schema):
    """What an officer of the own member concluded."""

    conclusion: str
    reason: str
    officer: str
    decided_at: datetime
    record_version: int
    asks: list[str]
    wish: str


class EarlierDecision(Decision):
    """A decision on the same traveller and subject, at another candidate that is still kept."""

    candidate: UUID
    record: UUID


class Next(Schema):
    """What may be done next: which step, whether the asker may take it, and if not, why.

    Send ``seen`` back with the decision.
    """

    step: Literal["first", "second"]
    offered: bool
    not_offered: str
    needs_second: bool
    seen: str
    claimed_until: datetime | None
    claim_is_own: bool


class CandidateWhole(Candidate):
    """A candidate with all that a decision needs."""

    reasons: list[Reason]
    scorer: str
    decisions: list[Decision]
    earlier: list[EarlierDecision]
    next: Next


class ListAnswered(Schema):
    """A passenger list after screening: its counts, and the candidates that were kept."""

    flight: Flight
    travellers: int
    candidates: list[Candidate]


class Decided(Schema):
    """The state that a decision led to, and the decision as it is stored."""

    state: str
    decision: Decision


class Sighting(Schema):
    """A confirmed encounter; the document's number is masked but for its end."""

    at: datetime
    planned: bool
    place: str
    country: str
    kind: str
    direction: str
    origin: str
    destination: str
    flight: str
    document: str
    reported_by: str
    confidence: str


class Doubt(Schema):
    """Two neighbouring sightings, by place in the list from 0, that one person can't have made."""

    first: int
    second: int
    kilometres: int
    hours: float


class Movement(Schema):
    """The chain of a subject's sightings, as far as the asker may see them."""

    record: Record
    sightings: list[Sighting]
    route: list[str]
    crossings: int
    countries: int
    days: int
    doubts: list[Doubt]


class DocumentChecked(Schema):
    """What is known of one document, by place in the request from 0. Nothing follows from it.

    The front line gets ``outcome``, ``action``, ``contact`` and ``caution``, and no more.
    """

    document: int
    outcome: Literal["none", "hit", "check_again", "candidate"]
    because: Literal["", "misread", "confusable"]
    action: str
    contact: str
    caution: str
    occurred_on: date | None
    reported_at: datetime | None
    record: str


class DocumentsAnswered(Schema):
    """One answer for each document, in the order in which they were asked."""

    answers: list[DocumentChecked]


class Confirmation(Schema):
    """A question to an issuer. Unanswered after ``reply_by``, its ``state`` is "lapsed"."""

    id: UUID
    issuer: str
    asked_by: str
    type: str
    number: str
    status: str
    state: Literal["asked", "confirmed", "recovered", "mistaken", "lapsed"]
    asked_at: datetime
    reply_by: datetime
    replied_at: datetime | None
    remark: str


class ConfirmationList(Schema):
    """Questions that the asker's member asked and that were put to it, the latest first."""

    confirmations: list[Confirmation]


class ReportFault(Schema):
    """What is wrong with one report, by its place in the request from 0, and by its field."""

    report: int
    field: str
    message: str


class ReportsAnswered(Schema):
    """How many reports were added, how many were known, and every fault."""

    added: int
    known: int
    dry_run: bool
    faults: list[ReportFault]


class DocumentEnded(Schema):
    """The document hits no more."""

    ended: bool = True


class RecordFound(Schema):
    """A record that answers a search, and what of it does; ``score`` is given for a name."""

    record: Record
    state: str
    found_by: Literal["filter", "name", "document", "reference"]
    score: float | None


class SearchAnswered(Schema):
    """One page of records. Send ``next`` as ``after`` for the following one."""

    records: list[RecordFound]
    next: UUID | None


class MessageReceipt(Schema):
    """A message as it stands. ``reason`` is the kind of fault for which it was put aside; counts
    are there once it is screened, and ``flights`` are the ids of its passenger lists."""

    id: UUID
    reference: str
    state: str
    reason: str
    received_at: datetime
    ended_at: datetime | None
    lists: int
    travellers: int
    candidates: int
    faults: int
    flights: list[int]


class MessageList(Schema):
    """Messages that were put aside."""

    messages: list[MessageReceipt]


class LackingList(Schema):
    """A flight whose list is missing, or came after its departure; about its carrier alone."""

    flight: str
    departure: str
    arrival: str
    departs_at: datetime
    lack: Literal["missing", "late"]
    by_minutes: int


class LackingLists(Schema):
    """What of the schedule is missing or late, over the last three days."""

    flights: list[LackingList]


class Contributed(Schema):
    """What became of a contribution: sent again it is "unchanged"."""

    record: UUID
    reference: str
    change: Literal["added", "revised", "unchanged"]
    state: str
    version: int


class ToSign(Schema):
    """The bytes of the version that would be made, in base64 (canonical JSON, RFC 8785)."""

    bytes: str


class RowFault(Schema):
    """One thing wrong with one contribution of a batch; ``line`` counts from 1."""

    line: int
    reference: str
    field: str
    code: str
    message: str


class BatchReport(Schema):
    """What a batch came to. ``held`` waits for an edit of its words."""

    mode: Literal["check", "all", "good"]
    stored: bool
    rows: int
    good: int
    bad: int
    added: int
    revised: int
    unchanged: int
    held: int
    faults: list[RowFault]


class Alert(Schema):
    """An alert between the member that owns the record and the one that met its subject."""

    case: UUID
    record: UUID
    reference: str
    owner: str
    reporter: str
    action: str
    place: str
    at: datetime
    flight: str
    state: Literal["raised", "acknowledged", "answered", "closed"]
    due: datetime | None
    overdue: bool
    released: bool


class AlertList(Schema):
    """Your member's alerts, either side."""

    alerts: list[Alert]


class AlertStep(Schema):
    """What state an alert came to."""

    case: UUID
    state: Literal["raised", "acknowledged", "answered", "closed"]


class Recipient(Schema):
    """A member to seal to, and its signing key's signature of that (base64); empty without key."""

    member: str
    key: str
    endorsement: str
    endorsed_by: str


class SealedMessage(Schema):
    """Who wrote to whom and when; ``size`` is of the ciphertext, in bytes."""

    id: UUID
    writer: str
    reader: str
    written_at: datetime
    size: int


class SealedMessages(Schema):
    """The messages of an alert, oldest first, and whom to seal the next one to."""

    recipients: list[Recipient]
    messages: list[SealedMessage]


class SealedContent(SealedMessage):
    """One message as it was sealed: an age file, in base64."""

    content: str
