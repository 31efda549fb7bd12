"""The register of members, the assembly, and one's own member."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Act:
    """A form and where it is sent. ``form`` is Django's: it knows its fields and its errors."""

    title: str
    address: str
    form: Any
    button: str
    grave: bool = False
    """Whether it can't be taken back, or puts somebody out."""

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors)


@dataclass(frozen=True, slots=True)
class MemberLine:
    code: str
    name: str
    kind: str
    state: str
    origin: str
    capacity: str
    joined_at: datetime | None
    legal_basis: str
    since: datetime | None = None
    """When it came to be in this state."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """``event`` is empty for the step by which it came into the register."""

    event: str
    after: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    key_id: str
    begins_at: datetime
    ends_at: datetime | None
    void_from: datetime | None


@dataclass(frozen=True, slots=True)
class DeskShown:
    """``numbers`` are empty for who isn't signed in: the name is public, the numbers aren't."""

    name: str
    numbers: tuple[str, ...] = ()
    mail: str = ""
    reached: bool = True
    ringing: bool = False


@dataclass(frozen=True, slots=True)
class MemberShown:
    line: MemberLine
    mandate: str
    data_protection_authority: str
    redress_contact: str
    units: tuple[str, ...]
    steps: tuple[StepLine, ...]
    keys: tuple[KeyLine, ...]
    keeps: str = ""
    desk: DeskShown | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """``out`` are suspended; ``former`` left or were refused; ``publishers`` only publish lists."""

    members: tuple[MemberLine, ...]
    out: tuple[MemberLine, ...]
    applicants: tuple[MemberLine, ...]
    former: tuple[MemberLine, ...]
    publishers: tuple[MemberLine, ...]


@dataclass(frozen=True, slots=True)
class TallyShown:
    votes_for: int
    votes_against: int
    abstentions: int
    entitled: int
    own: str = ""
    """What the reader's member said; empty if nothing yet."""
    may_vote: bool = False


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """What waits for a second registrar; ``own`` where the reader proposed it."""

    case: str
    keeps: str
    reason: str
    proposed_at: datetime
    until: datetime
    own: bool

    @property
    def at_once(self) -> bool:
        return self.case == "member.suspend-at-once"


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One member or applicant, with what can be done about it now."""

    member: MemberShown
    missing: tuple[str, ...] = ()
    checks: tuple[tuple[str, bool], ...] = ()
    tally: TallyShown | None = None
    acts: tuple[Act, ...] = ()
    measure: MeasureShown | None = None

    @property
    def has_errors(self) -> bool:
        return any(each.has_errors for each in self.acts)


@dataclass(frozen=True, slots=True)
class AssemblyPage:
    applicants: tuple[MemberLine, ...]
    register: RegisterPage
    own_code: str
    unreached: tuple[MemberLine, ...] = ()
    """Members whose duty desk can't be relied on: none, without a number, or silent."""
    acts: tuple[Act, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(each.has_errors for each in self.acts)


@dataclass(frozen=True, slots=True)
class OfficerLine:
    pk: int
    username: str
    name: str
    unit: str
    roles: tuple[str, ...]
    is_active: bool
    is_oneself: bool
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnMemberPage:
    member: MemberShown
    may_appoint: bool
    officers: tuple[OfficerLine, ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(each.has_errors for each in self.acts)


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """``link`` is shown once, in the answer to the request that made it."""

    officer: OfficerLine
    acts: tuple[Act, ...] = field(default=())
    link: str = ""
    problem: str = ""
    """Why a deed was refused that this page doesn't offer."""

    @property
    def has_errors(self) -> bool:
        return bool(self.problem) or any(each.has_errors for each in self.acts)
