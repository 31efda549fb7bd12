"""Travellers against all segments: the best bounds first, scored until none can be better.

What a segment proposes is scored in the order of what it can reach, and no longer than until the
candidates wanted are certain; the answer is the same as if all had been scored. Of equal scores
the one with the smaller number of its id comes first, whatever segment it lies in.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.proposing import Proposed, Proposer
from tocsin.matching.index.segment import Segment
from tocsin.matching.score import (
    SCORER_VERSION,
    TravellerForm,
    compile_traveller,
    score,
    value_of,
)
from tocsin.matching.types import Candidate, Reason, Traveller

Array = npt.NDArray[Any]
MOST_SCORED = 500
"""Subjects that are scored for one traveller; only a threshold near 0 asks for so many."""
BATCH = 32
"""Travellers asked in one go."""


@dataclass(frozen=True, slots=True)
class Part:
    """An opened segment with the rows withdrawn from it (sorted)."""

    segment: Segment
    proposer: Proposer
    withdrawn: Array

    @classmethod
    def of(cls, segment: Segment, proposer: Proposer, withdrawn: tuple[int, ...]) -> Part:
        return cls(segment, proposer, np.array(withdrawn, np.int64))

    def without(self, withdrawn: tuple[int, ...]) -> Part:
        """The same segment with other rows withdrawn."""
        if len(withdrawn) == len(self.withdrawn):
            return self
        return Part(self.segment, self.proposer, np.array(withdrawn, np.int64))

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject that is held and not withdrawn."""
        row = self.segment.row_of(subject_id)
        return None if row is None or np.any(self.withdrawn == row) else row

    def proposed(self, asked: Sequence[TravellerForm], floor: float) -> list[list[Proposed]]:
        """What is proposed for each traveller, without what is withdrawn."""
        found = self.proposer.propose(asked, floor)
        if not len(self.withdrawn):
            return found
        gone = set(self.withdrawn.tolist())
        return [[each for each in some if each.row not in gone] for some in found]


class _Met(NamedTuple):
    """What may be a candidate; orders as the answer does."""

    negative: float
    tie: int
    segment: Segment
    proposed: Proposed


class Search:
    """Asks several segments as one."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts

    def explain(self, traveller: Traveller, subject_id: str) -> Candidate | None:
        """One pair, scored as `screen` scores it, or by all names where it would not be met."""
        asked = compile_traveller(traveller)
        for part in self._parts:
            row = part.row_of(subject_id)
            if row is not None:
                proposed = part.proposer.about(asked, row)
                if proposed is None:
                    names = range(*part.segment.name_ends[row : row + 2].tolist())
                    return _by_names(asked, part.segment, row, names)
                return _score(asked, _met(part.segment, proposed), 0.0)
        return None

    def screen(
        self, travellers: Sequence[Traveller], limit: int, floor: float
    ) -> Iterator[list[Candidate]]:
        """For each at most ``limit`` candidates with a score of ``floor`` or more, best first."""
        for at in range(0, len(travellers), BATCH):
            asked = [compile_traveller(each) for each in travellers[at : at + BATCH]]
            found = [(part, part.proposed(asked, floor)) for part in self._parts]
            for place, form in enumerate(asked):
                met = [
                    _met(part.segment, proposed)
                    for part, of_part in found
                    for proposed in of_part[place]
                ]
                yield _scored(form, met, limit, floor)


def _met(segment: Segment, proposed: Proposed) -> _Met:
    bound = round(min(proposed.bound, 1.0), 4)
    return _Met(-bound, int(segment.ids[proposed.row]), segment, proposed)


def _scored(asked: TravellerForm, met: list[_Met], limit: int, floor: float) -> list[Candidate]:
    met.sort(key=_order)
    best: list[tuple[float, int, Candidate]] = []
    for each in met[:MOST_SCORED]:
        if len(best) >= limit and _order(each) > best[limit - 1][:2]:
            break
        candidate = _score(asked, each, floor)
        if candidate.score >= floor:
            insort(best, (-candidate.score, each.tie, candidate), key=_order)
    return [each for _, _, each in best[:limit]]


def _score(asked: TravellerForm, met: _Met, floor: float) -> Candidate:
    """The score by the best name, if no other can reach as much (or neither can reach ``floor``),
    else by all."""
    row, _bound, names, best, next_bound = met.proposed
    if len(names) > 1:
        candidate = _by_names(asked, met.segment, row, (best,))
        if candidate.score >= next_bound or max(candidate.score, next_bound) < floor:
            return candidate
    return _by_names(asked, met.segment, row, names)


def _by_names(asked: TravellerForm, segment: Segment, row: int, names: Sequence[int]) -> Candidate:
    """A candidate whose reasons are made when they are asked for."""
    whole = bool(asked.documents or asked.nationality or asked.sex)
    value, band = value_of(asked, segment.form(row, names, whole=whole))

    def told() -> tuple[Reason, ...]:
        return score(asked, segment.form(row, names, whole=whole)).reasons

    return Candidate(segment.id_of(row), value, band, told, SCORER_VERSION)


def _order(met: Sequence[Any]) -> tuple[float, int]:
    return met[0], met[1]
