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

from tocsin.matching.index.choosing import highest, least_of_best
from tocsin.matching.index.judging import Judge, Judged
from tocsin.matching.index.opened import Opened
from tocsin.matching.index.proposing import Proposals, Proposer
from tocsin.matching.index.questions import born, marks
from tocsin.matching.index.segment import Segment
from tocsin.matching.kernels.meeting import CERTAIN, MARGIN, ROUNDING
from tocsin.matching.kernels.valuing import beside
from tocsin.matching.score import (
    SCORER_VERSION,
    Named,
    TravellerForm,
    bounds,
    compile_traveller,
    score,
    value_of,
    value_with_date,
)
from tocsin.matching.score.evidence import NATION, OTHER_NATION
from tocsin.matching.types import Candidate, Reason, Traveller

Array = npt.NDArray[Any]
MOST_SCORED = 500
"""Subjects that are scored for one traveller; only a threshold near 0 asks for so many."""
FIRST = 2
"""Times as many as are wanted are judged at once; of the others those that may be better."""
UNSURE = NATION - OTHER_NATION
"""What nationality may add less than it seems, where two nations share a bit."""
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

    def screen(self, asked: Sequence[TravellerForm], floor: float, limit: int) -> list[list[_Met]]:
        """For each traveller all of the best ``limit`` that reach ``floor``, and maybe more."""
        weighed = self._weighed_best(asked, self._likeliest(asked, floor), floor, limit)
        least = weighed.least(limit, floor, len(asked))
        met: list[list[_Met]] = [[] for _ in asked]
        for each in np.flatnonzero(weighed.most >= least - ROUNDING).tolist():
            traveller = int(weighed.proposed.travellers[each])
            found = self._met(asked[traveller], weighed, each)
            if found.candidate.score >= floor:
                met[traveller].append(found)
        return met

    def explain(self, asked: TravellerForm, row: int) -> Candidate:
        """One pair, by the names that screening would meet, or by all."""
        return self._met(
            asked, self._weighed([asked], self.proposer.about(asked, row)), 0
        ).candidate

    def _likeliest(self, asked: Sequence[TravellerForm], floor: float) -> Proposals:
        """Those proposed that are not withdrawn; of very many, those of the highest bounds."""
        proposed = self.proposer.propose(asked, floor)
        if len(self.withdrawn):
            proposed = proposed.only(~np.isin(proposed.rows, self.withdrawn))
        alike = self._documented(asked, proposed)
        proposed = proposed._replace(bounds=np.where(alike, CERTAIN, proposed.bounds))
        ids = self.segment.ids[proposed.rows]
        return proposed.only(highest(proposed.travellers, proposed.bounds, ids, MOST_SCORED))

    def _weighed_best(
        self, asked: Sequence[TravellerForm], proposed: Proposals, floor: float, limit: int
    ) -> _Weighed:
        """The likeliest of each traveller, then those of the others that may still be better."""
        ids = self.segment.ids[proposed.rows]
        first = highest(proposed.travellers, proposed.bounds, ids, FIRST * limit)
        weighed = self._weighed(asked, proposed.only(first))
        if first.all():
            return weighed
        least = least_of_best(
            weighed.proposed.travellers, weighed.certain, limit, floor, len(asked)
        )
        better = proposed.bounds >= least[proposed.travellers] - MARGIN
        return weighed.joined(self._weighed(asked, proposed.only(~first & better)))

    def _weighed(self, asked: Sequence[TravellerForm], proposed: Proposals) -> _Weighed:
        judged = self.judge.judge(asked, proposed)
        dates, others = np.zeros(len(proposed.rows)), np.zeros(len(proposed.rows))
        told = (born(asked), marks(asked), proposed.travellers, proposed.rows)
        beside(self.segment.lanes, *told, dates, others)
        reach = judged.points + dates + others
        most = np.where(self._documented(asked, proposed), CERTAIN, reach)
        return _Weighed(proposed, judged, dates, reach - UNSURE * (others != 0.0), most)

    def _documented(self, asked: Sequence[TravellerForm], proposed: Proposals) -> Array:
        """Where both sides have documents, which only the score compares."""
        theirs = np.array([bool(form.documents) for form in asked], bool)
        ours = self.segment.lanes.marks[proposed.rows] & bounds.DOCUMENTED
        both: Array = theirs[proposed.travellers] & (ours > 0)
        return both

    def _met(self, asked: TravellerForm, weighed: _Weighed, place: int) -> _Met:
        segment, row = self.segment, int(weighed.proposed.rows[place])
        whole = bool(asked.documents or asked.nationality or asked.sex)
        name = Named(*(column[place].item() for column in weighed.judged))
        if whole:
            value, band = value_of(asked, segment.form(row, (), whole=True), name)
        else:
            value, band = value_with_date(name, weighed.dates[place].item())
        names = weighed.proposed.names_of(place)

        def told() -> tuple[Reason, ...]:
            return score(asked, segment.form(row, names.tolist(), whole=whole)).reasons

        found = Candidate(segment.id_of(row), value, band, told, SCORER_VERSION)
        return _Met(-value, int(segment.ids[row]), found)


class _Weighed(NamedTuple):
    """Proposed subjects and what is known of their scores: points of ``dates``, what the score is
    at least (``certain``) and at ``most`` (float64)."""

    proposed: Proposals
    judged: Judged
    dates: Array
    certain: Array
    most: Array

    def least(self, limit: int, floor: float, travellers: int) -> Array:
        """Of each the least score that is among the best ``limit`` of its traveller."""
        asked = self.proposed.travellers
        return least_of_best(asked, self.certain, limit, floor, travellers)[asked]

    def joined(self, others: _Weighed) -> _Weighed:
        """These and the others, which are of the same travellers."""
        more = self.proposed.joined(others.proposed)
        judged = Judged(*map(np.concatenate, zip(self.judged, others.judged, strict=True)))
        rest = map(np.concatenate, zip(self[2:], others[2:], strict=True))
        return _Weighed(more, judged, *rest)


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
            found = [part.screen(asked, floor, limit) for part in self._parts]
            for of_parts in zip(*found, strict=True):
                met = sorted(chain.from_iterable(of_parts), key=_order)
                yield [each.candidate for each in met[:limit]]
            if not self._parts:
                yield from ([] for _ in asked)


def _order(met: _Met) -> tuple[float, int]:
    return met[0], met[1]
