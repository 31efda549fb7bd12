"""What a change of status leads to, and how reviews stand. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tocsin.foundations.vocabulary.codes import Ground, PersonStatus


class Outcome(StrEnum):
    """What a status does to a record of a ground."""

    ENDS = "ends"
    WEAKENS = "weakens"
    """It stands, asks for nothing but its weakest action, and is reviewed within a month."""


_ALL = frozenset(Ground)
_PROSECUTED = frozenset({Ground.WARRANT, Ground.FIGHTER_ALERT})
_DESIGNATED = frozenset({Ground.UN_DESIGNATION, Ground.NATIONAL_DESIGNATION})
ENDS: Mapping[PersonStatus, frozenset[Ground]] = {
    PersonStatus.DECEASED: _ALL,
    PersonStatus.ACQUITTED: _PROSECUTED,
    PersonStatus.PARDONED: _PROSECUTED,
    PersonStatus.WARRANT_REVOKED: _PROSECUTED,
    PersonStatus.DESIGNATION_REVOKED: _DESIGNATED,
    PersonStatus.FOUND: frozenset({Ground.PROTECTED_CHILD}),
}
WEAKENS: Mapping[PersonStatus, frozenset[Ground]] = {
    PersonStatus.ACQUITTED: _DESIGNATED,
    PersonStatus.PARDONED: _DESIGNATED,
}
"""Requirement C5: nobody who was acquitted stays wanted, and nobody dead stays listed."""
REVIEW_WITHIN_DAYS = 30


def outcome_of(status: str, ground: str) -> Outcome | None:
    """What a status does to a record; None where it has no bearing on its ground."""
    if status not in set(PersonStatus) or ground not in set(Ground):
        return None
    if Ground(ground) in ENDS.get(PersonStatus(status), frozenset()):
        return Outcome.ENDS
    if Ground(ground) in WEAKENS.get(PersonStatus(status), frozenset()):
        return Outcome.WEAKENS
    return None


def statuses_for(ground: str) -> tuple[PersonStatus, ...]:
    """The statuses that would change a record of this ground, in the order of the list."""
    return tuple(each for each in PersonStatus if outcome_of(each, ground))
