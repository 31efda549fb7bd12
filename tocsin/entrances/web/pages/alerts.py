"""Alerts: what other members' officers met, what is asked, and by when somebody must answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.forms import FormError, error_of
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.paging import Paging

Side = Literal["owner", "reporter"]


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert; ``side`` is the reader's, ``due`` the deadline of the next step, if any."""

    pk: str
    side: Side
    state: str
    reference: str
    name: Written
    action: str
    place: str
    at: datetime
    flight: str
    other_code: str
    other: str
    due: datetime | None
    overdue: bool = False
    waits_for_us: bool = False


@dataclass(frozen=True, slots=True)
class AlertsPage:
    """``endpoint`` is where the member's own system hears of alerts; empty where it doesn't."""

    now: datetime
    lines: tuple[AlertLine, ...] = ()
    waiting: int = 0
    endpoint: str = ""
    undelivered: int = 0
    may_set_endpoint: bool = False
    paging: Paging = field(default_factory=Paging)


@dataclass(frozen=True, slots=True)
class Said:
    """A step that was taken: when, and what was said with it."""

    step: str
    at: datetime
    code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class StepForm:
    """The step that the reader may take: "answer" or "close" with its choices, or none."""

    step: str = ""
    choices: tuple[str, ...] = ()
    may_acknowledge: bool = False
    choice: str = ""
    words: str = ""
    errors: tuple[FormError, ...] = ()

    @property
    def choice_error(self) -> str:
        return error_of(self.errors, "choice")

    @property
    def words_error(self) -> str:
        return error_of(self.errors, "words")


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One sealed message: who wrote to whom and when; ``size`` in bytes, of the ciphertext."""

    pk: str
    writer: str
    reader: str
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """A member of the alert, its sealing key, and the id of the signing key that signed that."""

    code: str
    name: str
    key: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the two members wrote each other, and how to write more."""

    messages: tuple[MessageLine, ...] = ()
    recipients: tuple[RecipientLine, ...] = ()
    may_write: bool = False
    node: str = ""
    """The address of this node, for the command that is shown."""

    @property
    def is_ready(self) -> bool:
        """Whether both have a key that can be sealed to."""
        return bool(self.recipients) and all(each.key for each in self.recipients)


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One alert, what was said so far, and the next step."""

    now: datetime
    line: AlertLine
    record_pk: str
    kind: str
    confidence: str
    released: bool
    raised_at: datetime
    said: tuple[Said, ...] = ()
    escalations: tuple[tuple[str, datetime], ...] = ()
    form: StepForm = field(default_factory=StepForm)
    sealed: Sealed = field(default_factory=Sealed)
