"""Match and check: one question to the register, with its purpose and case, and the answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.entrances.web.pages.forms import FormError, error_of
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.queue import Band


@dataclass(frozen=True, slots=True)
class MatchForm:
    """The question as typed. Sent as: name, birth_date, nationality, document_issuer,
    document_number, sex, purpose, case_reference. ``purposes`` are the codes on offer."""

    purposes: tuple[str, ...] = ()
    name: str = ""
    birth_date: str = ""
    nationality: str = ""
    document_issuer: str = ""
    document_number: str = ""
    sex: str = ""
    purpose: str = ""
    case_reference: str = ""
    errors: tuple[FormError, ...] = ()

    @property
    def name_error(self) -> str:
        return error_of(self.errors, "name")

    @property
    def birth_date_error(self) -> str:
        return error_of(self.errors, "birth_date")

    @property
    def nationality_error(self) -> str:
        return error_of(self.errors, "nationality")

    @property
    def document_error(self) -> str:
        return error_of(self.errors, "document_number") or error_of(self.errors, "document_issuer")

    @property
    def purpose_error(self) -> str:
        return error_of(self.errors, "purpose")

    @property
    def case_reference_error(self) -> str:
        return error_of(self.errors, "case_reference")


@dataclass(frozen=True, slots=True)
class FoundReason:
    """One piece of evidence; the weights of all add up to the score."""

    feature: str
    weight: float
    theirs: str = ""
    ours: str = ""
    words: str = ""

    @property
    def points(self) -> int:
        return round(self.weight * 100)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that answers the question."""

    record_pk: str
    reference: str
    name: Written
    originator_code: str
    band: Band
    score: float
    requested_action: str
    reasons: tuple[FoundReason, ...] = ()
    ground: str = ""
    birth_dates: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        return round(self.score * 100)


@dataclass(frozen=True, slots=True)
class MatchPage:
    """``found`` is None before anything was asked, and empty when nothing answers."""

    form: MatchForm = field(default_factory=MatchForm)
    found: tuple[Found, ...] | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """All that the front line is told: codes of an action and of a caution, and whom to call."""

    candidate: bool
    action: str = ""
    contact: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``answer`` is None before anything was asked."""

    form: MatchForm = field(default_factory=MatchForm)
    answer: CheckAnswer | None = None
