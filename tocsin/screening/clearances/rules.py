"""On what a clearance stands, how long, and when it holds. Pure: values in, decision out.

A clearance is an answer to a mistake, so it must not become a way in: it is known by documents and
never by a name, it ends by itself, and it never holds against a record that states the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tocsin.screening.clearances.errors import BasisMissing, EndMissing, NotAgreedYet

LONGEST = timedelta(days=3 * 365)
"""How long a clearance holds at most before it has to be given anew."""
SHORTEST_BASIS = 3
LONGEST_BASIS = 500
"""Characters of what is told of the basis."""
STATES_THE_DOCUMENT = frozenset({"document", "document number"})
"""The evidence by which matching says that a record states the traveller's very document."""


class Basis(StrEnum):
    """What makes a clearance lawful: the person's consent, or a decision on their complaint."""

    CONSENT = "consent"
    REDRESS = "redress"


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what it stands; ``told`` says where that lies and never who the person is."""

    basis: Basis
    told: str
    on: date
    until: datetime


class State(StrEnum):
    """Where a clearance stands at a moment."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    OVER = "over"


def checked(grounds: Grounds, now: datetime) -> Grounds:
    """The grounds as they are stored. Raises BasisMissing, NotAgreedYet or EndMissing."""
    told = grounds.told.strip()[:LONGEST_BASIS]
    if len(told) < SHORTEST_BASIS:
        raise BasisMissing
    if grounds.on > now.date():
        raise NotAgreedYet
    if not now < grounds.until <= now + LONGEST:
        raise EndMissing(days=LONGEST.days)
    return Grounds(grounds.basis, told, grounds.on, grounds.until)


def state_at(now: datetime, approved_at: datetime | None, expires_at: datetime) -> State:
    """Evaluated at the moment of the question, whatever any job has or hasn't done."""
    if now >= expires_at:
        return State.OVER
    return State.PROPOSED if approved_at is None else State.IN_FORCE


Cleared = tuple[UUID, str]
"""A record, and the keyed hash of a document whose bearer isn't its subject."""


def is_spared(
    record_id: UUID,
    evidence: Iterable[str],
    documents: Iterable[str],
    cleared: Collection[Cleared],
) -> bool:
    """Whether a traveller with these documents was cleared of the record, and it still holds.

    ``evidence`` are the features of the candidate's reasons.
    """
    if STATES_THE_DOCUMENT & set(evidence):
        return False
    return any((record_id, each) in cleared for each in documents)
