"""The candidate: a traveller and a record side by side, and the decision between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tocsin.entrances.web.pages.forms import FormError, error_of
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.queue import Band, CandidateState

Agreement = Literal["agrees", "near", "differs", "not_comparable"]
"""``near``: not equal, yet compatible (another spelling, a year that contains the day)."""

NotOffered = Literal[
    "",
    "no_role",
    "other_member",
    "decided",
    "own_proposal",
    "claimed",
    "departed",
    "record_ended",
]
"""Why the reader is not offered a decision; empty when they are."""

DecisionStep = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One particular of both sides. ``feature`` is a code ("name", "birth_date", "document").

    ``theirs`` is what the traveller brought, ``ours`` what of the record is closest to it; None
    where a side has nothing. ``others`` are further values of the record. ``letters`` asks for
    the letter-by-letter marking (names, document numbers). ``note`` is one sentence, translated.
    """

    feature: str
    theirs: Written | None
    ours: Written | None
    agreement: Agreement
    others: tuple[Written, ...] = ()
    letters: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; the weights of all add up to the score (both from 0 to 1).

    ``words`` is a whole sentence where the view has one; else the page composes it.
    """

    feature: str
    weight: float
    theirs: str = ""
    ours: str = ""
    words: str = ""

    @property
    def points(self) -> int:
        """The weight in hundredths, as the page shows the score."""
        return round(self.weight * 100)


@dataclass(frozen=True, slots=True)
class TravellerAtHand:
    """Who travels and how. ``masked`` says that the particulars are hidden, and no longer here.

    ``cancelled_at`` is when the carrier cancelled the journey, where it did.
    """

    name: Written
    flight: str
    origin: str
    destination: str
    departs_at: datetime | None
    arrives_at: datetime | None = None
    flight_pk: str = ""
    carrier: str = ""
    seat: str = ""
    locator: str = ""
    masked: bool = False
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordAtHand:
    """The record: why it exists, who asks what, and until when. Codes stay codes."""

    pk: str
    reference: str
    name: Written
    register: str
    originator_code: str
    originator: str
    ground: str
    legal_basis: str
    authority: str
    requested_action: str
    tlp: str
    listed_on: date | None = None
    expires_on: date | None = None
    summary: str = ""
    source_grade: str = ""
    list_title: str = ""


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """A decision on this candidate or on the same pair before; ``verdict`` is a code."""

    at: datetime
    officer: str
    member_code: str
    verdict: str
    reason: str
    step: DecisionStep = "first"
    same_candidate: bool = True
    concurs: bool | None = None
    asks: tuple[str, ...] = ()
    wish: str = ""
    record_reference: str = ""
    candidate_pk: str = ""


@dataclass(frozen=True, slots=True)
class ClaimAtHand:
    """Who is at work on the candidate, and what the reader may do about it.

    Without ``until`` nobody is. ``seconds`` are how long a claim lasts.
    """

    by: str = ""
    until: datetime | None = None
    is_own: bool = False
    may_claim: bool = False
    may_release: bool = False
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What would settle the candidate, as the officer left it who couldn't tell."""

    asks: tuple[str, ...] = ()
    wish: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """The form as it is to be shown, with what was typed before if it was refused.

    ``step`` "first" sends ``verdict`` (same, different, cannot_tell) and ``reason``; "second"
    sends ``concurs`` (yes, no) and ``reason``. Both send ``step`` and ``seen`` back, the latter
    so that a decision on something that has changed meanwhile can be refused. ``choices`` are the
    codes of ``asks`` on offer.
    """

    step: DecisionStep = "first"
    not_offered: NotOffered = ""
    needs_second: bool = False
    seen: str = ""
    verdict: str = ""
    concurs: str = ""
    reason: str = ""
    asks: tuple[str, ...] = ()
    wish: str = ""
    choices: tuple[str, ...] = ()
    errors: tuple[FormError, ...] = ()
    proposed_by: str = ""
    proposed_at: datetime | None = None
    proposed_verdict: str = ""
    proposed_reason: str = ""

    @property
    def offered(self) -> bool:
        return not self.not_offered

    @property
    def choice_error(self) -> str:
        return error_of(self.errors, "verdict" if self.step == "first" else "concurs")

    @property
    def reason_error(self) -> str:
        return error_of(self.errors, "reason")


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Everything the officer needs for the decision, and nothing that would push it."""

    pk: str
    now: datetime
    state: CandidateState
    band: Band
    score: float
    made_at: datetime
    traveller: TravellerAtHand
    record: RecordAtHand
    rows: tuple[ComparedRow, ...] = ()
    reasons: tuple[Reason, ...] = ()
    scorer: str = ""
    form: DecisionForm = field(default_factory=DecisionForm)
    claim: ClaimAtHand = field(default_factory=ClaimAtHand)
    left_open: LeftOpen | None = None
    decisions: tuple[EarlierDecision, ...] = ()
    earlier: tuple[EarlierDecision, ...] = ()
    previous_pk: str = ""
    next_pk: str = ""
    may_see_movement: bool = False
    may_clear: bool = False
    may_receipt: bool = False

    @property
    def percent(self) -> int:
        return round(self.score * 100)

    @property
    def agreeing(self) -> int:
        return sum(row.agreement == "agrees" for row in self.rows)

    @property
    def near(self) -> int:
        return sum(row.agreement == "near" for row in self.rows)

    @property
    def differing(self) -> int:
        return sum(row.agreement == "differs" for row in self.rows)
