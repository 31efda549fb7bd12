"""Events that tell how a member keeps its records, and the score they come to. Pure.

The score is a share of a hundred: what was contributed in a year, less what went wrong with it. It
is made from events alone, so that it comes out the same whoever makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What can happen to a member's records."""

    CONTRIBUTED = "contributed"
    REFUSED = "refused"
    PASSED_ON_APPEAL = "passed_on_appeal"
    CORRECTED = "corrected"
    OVERDUE = "overdue"


AGAINST: Mapping[Kind, float] = {
    Kind.REFUSED: 1.0,
    Kind.PASSED_ON_APPEAL: -1.0,
    Kind.CORRECTED: 0.25,
    Kind.OVERDUE: 0.5,
}
"""How much each event takes off, in contributions."""
OVER = timedelta(days=365)
ENHANCED_BELOW = 80
FEWEST = 5
"""Contributions; of fewer, a score says nothing."""


@dataclass(frozen=True, slots=True)
class Score:
    """A member's year: counts by kind, and 0 to 100; None where there is too little to tell."""

    counts: Mapping[Kind, int]
    value: int | None

    @property
    def is_enhanced(self) -> bool:
        """Whether the member's contributions are read by two reviewers."""
        return self.value is not None and self.value < ENHANCED_BELOW


def score(counts: Mapping[Kind, int]) -> Score:
    """The score of a year's events."""
    contributed = counts.get(Kind.CONTRIBUTED, 0)
    if contributed < FEWEST:
        return Score(counts, None)
    lost = max(sum(weight * counts.get(kind, 0) for kind, weight in AGAINST.items()), 0)
    return Score(counts, round(100 * max(1 - lost / contributed, 0)))
