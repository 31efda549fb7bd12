"""The whole demonstration in order: mark the register, accede, contribute, compare, screen, decide.

It may be played again at any time: what is in place stays as it is, and nothing is added twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tocsin.entrances.demo.acceding import accede
from tocsin.entrances.demo.documents import report_documents
from tocsin.entrances.demo.joining import contribute
from tocsin.entrances.demo.ringing import Rung, ring
from tocsin.matching import Index
from tocsin.members.actions import begin_demonstration
from tocsin.members.queries import officer_by_username
from tocsin.resolution.actions import propose
from tocsin.safeguards.access.actions import actor_for

REGISTRAR = "clerk.assembly"
"""Who has the records compared with each other."""
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Played:
    """What is there now: since when, how many members and new records, and every flight."""

    began: datetime
    members: int
    contributed: int
    flights: tuple[Rung, ...]


def play(
    fresh_index: Callable[[], Index], *, now: datetime, report: Report = lambda _: None
) -> Played:
    """Load the demonstration into this register; ``fresh_index`` is asked once records are in.

    Raises RegisterInUse where the register is a real one.
    """
    began = begin_demonstration(now=now)
    report("the coalition accedes")
    ids = accede(began)
    report("its members contribute their records")
    contributed = contribute(ids, began)
    report_documents(ids, began)
    index = fresh_index()
    propose(actor_for(officer_by_username(REGISTRAR)), index, now=began)
    report("its flights are screened")
    return Played(began, len(ids), contributed, tuple(ring(ids, index, began)))
