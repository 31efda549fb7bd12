"""Travellers against all segments: what each proposes is judged, and the best are the answer.

Of equal scores the one with the smaller number of its id comes first, whatever segment it lies
in. Reasons are made when they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.judging import Judge
from tocsin.matching.index.opened import Opened
from tocsin.matching.index.proposing import Proposed, Proposer
from tocsin.matching.index.segment import Segment
from tocsin.matching.score import (
    SCORER_VERSION,
    Named,
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
    judge: Judge
    withdrawn: Array

    @classmethod
    def of(cls, opened: Opened, withdrawn: tuple[int, ...]) -> Part:
        return cls(*opened, np.array(withdrawn, np.int64))

    def without(self, withdrawn: tuple[int, ...]) -> Part:
        """The same segment with other rows withdrawn."""
        if len(withdrawn) == len(self.withdrawn):
            return self
        return replace(self, withdrawn=np.array(withdrawn, np.int64))

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject that is held and not withdrawn."""
        row = self.segment.row_of(subject_id)
        return None if row is None or np.any(self.withdrawn == row) else row

    def screen(self, asked: Sequence[TravellerForm], floor: float) -> Iterator[list[_Met]]:
        """For each traveller all that reach ``floor``."""
        proposed = [self._likeliest(some) for some in self.proposer.propose(asked, floor)]
        given = self.judge.judge(asked, proposed)
        for form, some, names in zip(asked, proposed, given, strict=True):
            met = (self._met(form, *each) for each in zip(some, names, strict=True))
            yield [each for each in met if each.candidate.score >= floor]

    def explain(self, asked: TravellerForm, row: int) -> Candidate:
        """One pair, by the names that screening would meet, or by all."""
        proposed = self.proposer.about(asked, row)
        if proposed is None:
            names = range(*self.segment.name_ends[row : row + 2].tolist())
            proposed = Proposed(row, 0.0, tuple(names))
        return self._met(asked, proposed, self.judge.judge([asked], [[proposed]])[0][0]).candidate

    def _likeliest(self, proposed: list[Proposed]) -> list[Proposed]:
        """Those not withdrawn; of very many, those of the highest bounds."""
        if len(self.withdrawn):
            gone = set(self.withdrawn.tolist())
            proposed = [each for each in proposed if each.row not in gone]
        if len(proposed) <= MOST_SCORED:
            return proposed
        proposed.sort(key=lambda each: (-each.bound, int(self.segment.ids[each.row])))
        return proposed[:MOST_SCORED]

    def _met(self, asked: TravellerForm, proposed: Proposed, name: Named) -> _Met:
        segment, row, names = self.segment, proposed.row, proposed.names
        whole = bool(asked.documents or asked.nationality or asked.sex)
        value, band = value_of(asked, segment.form(row, (), whole=whole), name)

        def told() -> tuple[Reason, ...]:
            return score(asked, segment.form(row, names, whole=whole)).reasons

        found = Candidate(segment.id_of(row), value, band, told, SCORER_VERSION)
        return _Met(-value, int(segment.ids[row]), found)


class _Met(NamedTuple):
    """A candidate; orders as the answer does."""

    negative: float
    tie: int
    candidate: Candidate


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
                return part.explain(asked, row)
        return None

    def screen(
        self, travellers: Sequence[Traveller], limit: int, floor: float
    ) -> Iterator[list[Candidate]]:
        """For each at most ``limit`` candidates with a score of ``floor`` or more, best first."""
        for at in range(0, len(travellers), BATCH):
            asked = [compile_traveller(each) for each in travellers[at : at + BATCH]]
            found = [part.screen(asked, floor) for part in self._parts]
            for of_parts in zip(*found, strict=True):
                met = sorted(chain.from_iterable(of_parts), key=_order)
                yield [each.candidate for each in met[:limit]]
            if not self._parts:
                yield from ([] for _ in asked)


def _order(met: _Met) -> tuple[float, int]:
    return met[0], met[1]
