"""The queue: candidates that await a decision, the next departure first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.paging import Paging

Band = Literal["possible", "strong"]
CandidateState = Literal["open", "awaits_second", "confirmed", "dismissed", "cannot_tell"]
"""What has become of a candidate, in the reader's words: the queue shows the first two."""
StateFilter = Literal["awaiting", "open", "awaits_second", "cannot_tell", "decided", "all"]
Claims = Literal["", "mine", "free"]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One candidate. Times are aware; ``score`` runs from 0 to 1; ``traveller`` is as written.

    ``masked`` says that the traveller's particulars are hidden now and why there is no name.
    """

    pk: str
    traveller: Written
    flight: str
    departs_at: datetime | None
    origin: str
    destination: str
    record_reference: str
    record_name: Written
    originator: str
    band: Band
    score: float
    requested_action: str
    made_at: datetime
    state: CandidateState
    waits_for_me: bool = True
    masked: bool = False
    claimed_by: str = ""
    claimed_until: datetime | None = None
    claim_is_own: bool = False
    may_claim: bool = False

    @property
    def percent(self) -> int:
        return round(self.score * 100)


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many candidates each filter would show."""

    open: int = 0
    awaits_second: int = 0
    decided: int = 0
    cannot_tell: int = 0

    @property
    def awaiting(self) -> int:
        return self.open + self.awaits_second

    @property
    def all(self) -> int:
        return self.awaiting + self.decided


@dataclass(frozen=True, slots=True)
class DeskPace:
    """The median seconds from claim to decision at one desk, and of how many decisions."""

    desk: str
    seconds: float
    decisions: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What of the queue is shown: an action's code, hours to departure, and whose claim.

    ``actions`` and ``hours`` are what can be chosen; ``query`` is all of it as an address has it.
    """

    action: str = ""
    within: str = ""
    claims: Claims = ""
    actions: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    query: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.action or self.within or self.claims)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """``now`` is the moment that ages and times to departure are counted from."""

    now: datetime
    rows: tuple[QueueRow, ...] = ()
    filter: StateFilter = "awaiting"
    counts: QueueCounts = field(default_factory=QueueCounts)
    paging: Paging = field(default_factory=Paging)
    may_decide: bool = True
    narrowing: Narrowing = field(default_factory=Narrowing)
    paces: tuple[DeskPace, ...] = ()
