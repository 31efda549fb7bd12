"""Which records are one subject: pairs that may be, and records laid side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tocsin.entrances.web.pages.candidate import Agreement, Reason
from tocsin.entrances.web.pages.forms import FormError, error_of
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.paging import Paging


@dataclass(frozen=True, slots=True)
class RecordSide:
    """One of the records compared; ``version`` is the one whose statements are shown."""

    pk: str
    reference: str
    name: Written
    originator_code: str
    originator: str
    list_title: str
    state: str
    requested_action: str
    tlp: str
    version: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Two records that the matching index finds alike; ``score`` runs from 0 to 1."""

    one: RecordSide
    other: RecordSide
    score: float

    @property
    def percent(self) -> int:
        return round(self.score * 100)


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """Pairs that nobody has judged, likest first."""

    rows: tuple[ProposalRow, ...] = ()
    paging: Paging = field(default_factory=Paging)
    may_judge: bool = False


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One property over all records: what each states of it, in the order of the records."""

    feature: str
    cells: tuple[tuple[Written, ...], ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """What an officer said of the pair, and when."""

    at: datetime
    officer: str
    member_code: str
    judged: str
    evidence: str


@dataclass(frozen=True, slots=True)
class JudgementForm:
    """What may be said now, with what was typed before if it was refused.

    ``may_take_back`` offers the withdrawal of the member's own judgement.
    """

    seen: str
    may_judge: bool = False
    may_take_back: bool = False
    judged: str = ""
    evidence: str = ""
    errors: tuple[FormError, ...] = ()

    @property
    def choice_error(self) -> str:
        return error_of(self.errors, "judged")

    @property
    def evidence_error(self) -> str:
        return error_of(self.errors, "evidence")


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two or more records, statement by statement; what is judged are the first two."""

    records: tuple[RecordSide, ...]
    rows: tuple[StatedRow, ...]
    standing: str
    judgements: tuple[JudgementLine, ...]
    form: JudgementForm
    reasons: tuple[Reason, ...] = ()
    score: float | None = None
    scorer: str = ""

    @property
    def percent(self) -> int:
        return round((self.score or 0) * 100)

    @property
    def differing(self) -> int:
        return sum(row.agreement == "differs" for row in self.rows)
