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

from tocsin.matching.index.judging import Judge, Judged
from tocsin.matching.index.opened import Opened
from tocsin.matching.index.proposing import Proposals, Proposer
from tocsin.matching.index.questions import born, marks
from tocsin.matching.index.segment import Segment
from tocsin.matching.kernels.meeting import CERTAIN, ROUNDING
from tocsin.matching.kernels.valuing import beside
from tocsin.matching.score import (
    SCORER_VERSION,
    Named,
    TravellerForm,
    compile_traveller,
    score,
    value_of,
    value_with_date,
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

    def screen(self, asked: Sequence[TravellerForm], floor: float) -> list[list[_Met]]:
        """For each traveller all that reach ``floor``."""
        proposed = self._likeliest(self.proposer.propose(asked, floor))
        judged = self.judge.judge(asked, proposed)
        dates, reach = self._beside(asked, proposed, judged)
        met: list[list[_Met]] = [[] for _ in asked]
        for each in np.flatnonzero(reach >= floor - ROUNDING).tolist():
            traveller = int(proposed.travellers[each])
            found = self._met(asked[traveller], proposed, judged, each, float(dates[each]))
            if found.candidate.score >= floor:
                met[traveller].append(found)
        return met

    def explain(self, asked: TravellerForm, row: int) -> Candidate:
        """One pair, by the names that screening would meet, or by all."""
        proposed = self.proposer.about(asked, row)
        judged = self.judge.judge([asked], proposed)
        dates, _reach = self._beside([asked], proposed, judged)
        return self._met(asked, proposed, judged, 0, float(dates[0])).candidate

    def _likeliest(self, proposed: Proposals) -> Proposals:
        """Those not withdrawn; of very many, those of the highest bounds."""
        if len(self.withdrawn):
            proposed = proposed.only(~np.isin(proposed.rows, self.withdrawn))
        if len(proposed.rows) <= MOST_SCORED:
            return proposed
        ids = self.segment.ids[proposed.rows]
        order = np.lexsort((ids, -proposed.bounds, proposed.travellers))
        new = np.diff(proposed.travellers[order], prepend=-1) != 0
        first = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
        kept = np.zeros(len(order), bool)
        kept[order] = np.arange(len(order)) - first < MOST_SCORED
        return proposed.only(kept)

    def _beside(
        self, asked: Sequence[TravellerForm], proposed: Proposals, judged: Judged
    ) -> tuple[Array, Array]:
        """Points of the birth date beside each subject, and the most that the score can be."""
        dates, others = np.zeros(len(proposed.rows)), np.zeros(len(proposed.rows))
        told = (born(asked), marks(asked), proposed.travellers, proposed.rows)
        beside(self.segment.lanes, *told, dates, others)
        documented = np.array([bool(form.documents) for form in asked], bool)
        reach = judged.points + dates + others
        return dates, np.where(documented[proposed.travellers], CERTAIN, reach)

    def _met(
        self, asked: TravellerForm, proposed: Proposals, judged: Judged, place: int, date: float
    ) -> _Met:
        segment, row = self.segment, int(proposed.rows[place])
        whole = bool(asked.documents or asked.nationality or asked.sex)
        name = Named(float(judged.points[place]), bool(judged.weak[place]))
        if whole:
            value, band = value_of(asked, segment.form(row, (), whole=True), name)
        else:
            value, band = value_with_date(name, date)

        def told() -> tuple[Reason, ...]:
            names = proposed.names[proposed.starts[place] :][: proposed.sizes[place]].tolist()
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
