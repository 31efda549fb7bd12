"""The auditor's pages: the ledger, a sample, what calls for a look, and questions to officers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tocsin.entrances.web.pages.forms import FormError, error_of


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry. ``officer`` is a sign-in name, empty where the node acted by itself."""

    pk: int
    at: datetime
    did: str
    officer: str
    member_code: str
    thing: str = ""
    permission: str = ""
    purpose: str = ""
    case_reference: str = ""


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What was typed into the filter, as typed; times are days in UTC."""

    officer: str = ""
    member: str = ""
    permission: str = ""
    did: str = ""
    thing: str = ""
    purpose: str = ""
    case_reference: str = ""
    since: str = ""
    until: str = ""
    permissions: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    errors: tuple[FormError, ...] = ()

    @property
    def officer_error(self) -> str:
        return error_of(self.errors, "officer")

    @property
    def member_error(self) -> str:
        return error_of(self.errors, "member")

    @property
    def since_error(self) -> str:
        return error_of(self.errors, "since")

    @property
    def until_error(self) -> str:
        return error_of(self.errors, "until")

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        typed = (self.officer, self.member, self.permission, self.did, self.thing, self.purpose)
        return any((*typed, self.case_reference, self.since, self.until))


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """``older`` is the query of the next piece, empty at the end."""

    now: datetime
    filter: LedgerFilter
    entries: tuple[EntryLine, ...] = ()
    older: str = ""
    begins_later: bool = False
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class Seed:
    """A checkpoint whose root can be the seed of a sample."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class SamplePage:
    """The sample of ``seed``; none is drawn before one is chosen."""

    now: datetime
    seed: str = ""
    seeds: tuple[Seed, ...] = ()
    since: str = ""
    until: str = ""
    every_entry: bool = False
    entries: tuple[EntryLine, ...] | None = None
    older: str = ""
    errors: tuple[FormError, ...] = ()

    @property
    def seed_error(self) -> str:
        return error_of(self.errors, "seed")

    @property
    def since_error(self) -> str:
        return error_of(self.errors, "since")

    @property
    def until_error(self) -> str:
        return error_of(self.errors, "until")


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One thing that calls for a look; ``first_entry`` opens it."""

    kind: str
    officer: str
    count: int
    first_at: datetime
    last_at: datetime
    first_entry: int
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagsPage:
    """Flags of the last ``days``."""

    now: datetime
    days: int
    flags: tuple[FlagLine, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question to an officer, and the answer if there is one."""

    pk: str
    entry: int
    did: str
    thing: str
    done_at: datetime
    officer: str
    text: str
    asked_at: datetime
    due_at: datetime
    standing: str
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """What an auditor asked, or what an officer is asked: first what waits."""

    now: datetime
    questions: tuple[QuestionLine, ...] = ()
    refused: str = ""
    typed: str = ""
    errors: tuple[FormError, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry whole: ``particulars`` are names and values as they were noted."""

    now: datetime
    entry: EntryLine
    leaf_hash: str
    particulars: tuple[tuple[str, str], ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    may_ask: bool = False
    text: str = ""
    days: int = 7
    least_days: int = 1
    most_days: int = 60
    errors: tuple[FormError, ...] = field(default=())

    @property
    def text_error(self) -> str:
        return error_of(self.errors, "text")

    @property
    def days_error(self) -> str:
        return error_of(self.errors, "days")
