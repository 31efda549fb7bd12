"""One traveller against all segments: the best bounds first, scored until none can be better.

What a segment proposes is scored in the order of what it can reach, and no longer than until the
candidates wanted are certain; the answer is the same as if all had been scored. Of equal scores
the one with the smaller number of its id comes first, whatever segment it lies in.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.proposing import Proposer
from tocsin.matching.index.segment import Segment
from tocsin.matching.score import (
    SCORER_VERSION,
    THRESHOLD,
    Scored,
    TravellerForm,
    compile_traveller,
    score,
)
from tocsin.matching.types import Candidate, Subject, Traveller

Array = npt.NDArray[Any]
MOST_SCORED = 500
"""Subjects that are scored for one traveller; only a threshold near 0 asks for so many."""


@dataclass(frozen=True, slots=True)
class Part:
    """An opened segment with the rows withdrawn from it (sorted)."""

    segment: Segment
    proposer: Proposer
    withdrawn: Array

    @classmethod
    def of(cls, segment: Segment, withdrawn: tuple[int, ...]) -> Part:
        return cls(segment, Proposer(segment), np.array(withdrawn, np.int64))

    def without(self, withdrawn: tuple[int, ...]) -> Part:
        """The same segment with other rows withdrawn."""
        if len(withdrawn) == len(self.withdrawn):
            return self
        return Part(self.segment, self.proposer, np.array(withdrawn, np.int64))

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject that is held and not withdrawn."""
        row = self.segment.row_of(subject_id)
        return None if row is None or np.any(self.withdrawn == row) else row

    def proposed(self, asked: TravellerForm, floor: float) -> tuple[Array, Array]:
        """Rows and the bounds of their scores, without those withdrawn."""
        rows, bounds = self.proposer.propose(asked, floor)
        if len(self.withdrawn) and len(rows):
            kept = np.flatnonzero(~np.isin(rows, self.withdrawn))
            rows, bounds = rows[kept], bounds[kept]
        return rows, bounds


class _Met(NamedTuple):
    """What may be a candidate; orders as the answer does."""

    negative: float
    tie: int
    part: int
    row: int


class Search:
    """Asks several segments as one."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts

    def subject(self, subject_id: str) -> Subject | None:
        """The subject as it is held now, or None."""
        for part in self._parts:
            row = part.row_of(subject_id)
            if row is not None:
                return part.segment.subject(row)
        return None

    def screen(self, traveller: Traveller, limit: int, floor: float) -> list[Candidate]:
        """At most ``limit`` candidates with a score of ``floor`` or more, best first."""
        asked = compile_traveller(traveller)
        best: list[tuple[float, int, Candidate]] = []
        for met in self._by_bound(asked, floor):
            if len(best) >= limit and (met.negative, met.tie) > best[limit - 1][:2]:
                break
            subject_id, form = self._parts[met.part].segment.form(met.row)
            result = score(asked, form, explain=floor < THRESHOLD)
            if result.score >= floor:
                insort(best, (-result.score, met.tie, candidate(subject_id, result)), key=_order)
        return [each for _, _, each in best[:limit]]

    def _by_bound(self, asked: TravellerForm, floor: float) -> Iterator[_Met]:
        met = [
            _Met(-bound, int(part.segment.ids[row]), at, row)
            for at, part in enumerate(self._parts)
            for row, bound in _best(*part.proposed(asked, floor), part.segment.ids)
        ]
        met.sort()
        return iter(met[:MOST_SCORED])


def candidate(subject_id: str, scored: Scored) -> Candidate:
    return Candidate(subject_id, scored.score, scored.band, scored.reasons, SCORER_VERSION)


def _order(met: tuple[float, int, Candidate]) -> tuple[float, int]:
    return met[:2]


def _best(rows: Array, bounds: Array, ids: Array) -> list[tuple[int, float]]:
    """The rows that can reach most, at most `MOST_SCORED` of them."""
    bounds = np.minimum(bounds, 1.0).round(4)
    if len(rows) > MOST_SCORED:
        order = np.lexsort((ids[rows], -bounds))[:MOST_SCORED]
        rows, bounds = rows[order], bounds[order]
    return list(zip(rows.tolist(), bounds.tolist(), strict=True))
