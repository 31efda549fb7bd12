"""Home: what awaits the officer, the state of the lists, and what was seen lately."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.contributing import OwnRecord
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.queue import QueueCounts, QueueRow

NextDeed = Literal["decide", "concur", "import_list", "screen", "nothing"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next; ``pk`` is the candidate's for ``decide`` and ``concur``."""

    deed: NextDeed
    pk: str = ""


@dataclass(frozen=True, slots=True)
class ListState:
    """A publisher's list and its last import; ``run_pk`` leads to the run, where there was one."""

    code: str
    publisher: str
    title: str
    records: int = 0
    imported_at: datetime | None = None
    run_pk: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class SightingLine:
    """A recent sighting that this officer may see."""

    record_pk: str
    subject: Written
    at: datetime
    place: str
    direction: str
    reported_by: str
    action_taken: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What the member was told of a record that it had a hit on."""

    pk: str
    record_pk: str
    originator: str
    what: str
    reason: str
    sightings: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class HomePage:
    """``flights``, ``travellers`` and ``candidates`` count the last 24 hours.

    A ``demonstration`` takes no published lists, so it isn't told to import any.
    """

    now: datetime
    next_step: NextStep
    waiting: tuple[QueueRow, ...] = ()
    counts: QueueCounts = field(default_factory=QueueCounts)
    lists: tuple[ListState, ...] = ()
    sightings: tuple[SightingLine, ...] = ()
    flights: int = 0
    travellers: int = 0
    candidates: int = 0
    demonstration: bool = False
    may_see_lists: bool = True
    may_see_queue: bool = True
    may_decide: bool = True
    may_see_sightings: bool = True
    due: tuple[OwnRecord, ...] = ()
    """Own records that something has to be done about."""
    silenced: int = 0
    """Own records that rang mostly for the wrong people: to be improved or withdrawn."""
    at_gate: int = 0
    """Records of other members that wait for the officer as a reviewer."""
    notices: tuple[NoticeLine, ...] = ()
