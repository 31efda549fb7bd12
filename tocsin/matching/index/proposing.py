"""Which subjects of a segment each traveller may be, and the score that each can reach at most.

A subject is met on one of these ways, each a few slices of arrays:
- two parts of a listed name that are like two of the traveller's, in the slice of the birth years
  that matter, or one part where one of both names has only one (`postings`);
- two listed parts that the traveller's name writes as one (`glued`); the reverse is a way of
  writing the traveller's name (`questions`);
- the same birth date or the same document number.
Then the bound of the score is taken for all that were met, and those that reach the threshold
are proposed. The score itself is given elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import days, postings
from tocsin.matching.index.building import hash_of
from tocsin.matching.index.lane import flat, number
from tocsin.matching.index.postings import Met, Scratch
from tocsin.matching.index.questions import Questions, Way, laid_out, ways
from tocsin.matching.index.segment import Segment
from tocsin.matching.index.vocabulary import SCALE, Alike
from tocsin.matching.names import Token, read_name
from tocsin.matching.score import TravellerForm, bounds, document_key
from tocsin.matching.score.scoring import NAME

Array = npt.NDArray[Any]
CERTAIN = 2.0
"""The bound of a subject that is scored in any case."""
TOKENS_KEPT = 30_000
MOST_WAYS = 48
"""Ways of writing that are asked in one go."""
BLOCK = 20_000
"""Names whose bounds are taken in one go."""
ALIKE_ON_THE_DAY = 160
"""Where the birth date is the same, one part this much alike is enough to be scored."""
MARGIN = 0.03
"""A name of a proposed subject is scored if its bound is this near the threshold, or above."""
ROUNDING = 1e-3


class Proposed(NamedTuple):
    """A subject's row, the score it can reach at most, and the names it can reach it by.

    ``next_bound`` is the most that it can reach by another name than the ``best``.
    """

    row: int
    bound: float
    names: tuple[int, ...]
    best: int
    next_bound: float


class Proposer:
    """Asks one segment, for one thread at a time: it keeps scratch space between calls."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._turn = Lock()
        vocabulary = segment.vocabulary
        self._scratch = Scratch(len(vocabulary))
        self._alike = lru_cache(maxsize=TOKENS_KEPT)(vocabulary.alike)
        self._cut = lru_cache(maxsize=TOKENS_KEPT // 2)(self._alike_or_cut)
        self._pieces = lru_cache(maxsize=TOKENS_KEPT)(vocabulary.pieces)
        self._glued = lru_cache(maxsize=TOKENS_KEPT)(self._names_glued)
        self._joined = lru_cache(maxsize=TOKENS_KEPT)(self._joined_token)

    def propose(self, asked: Sequence[TravellerForm], floor: float) -> list[list[Proposed]]:
        """For each traveller the subjects whose score may be ``floor`` or more."""
        return self._proposed(asked, floor, None)

    def about(self, asked: TravellerForm, row: int) -> Proposed | None:
        """What would be proposed of one subject, were the threshold 0; None if it isn't met."""
        return next(iter(self._proposed([asked], 0.0, row)[0]), None)

    def _proposed(
        self, asked: Sequence[TravellerForm], floor: float, only: int | None
    ) -> list[list[Proposed]]:
        with self._turn:
            found = [*self._by_document(asked), *self._by_name(asked, floor, only)]
        out: list[list[Proposed]] = [[] for _ in asked]
        travellers, names, reached = (np.concatenate(column) for column in zip(*found, strict=True))
        if only is not None:
            kept = np.flatnonzero(self._segment.name_subjects[names] == only)
            travellers, names, reached = travellers[kept], names[kept], reached[kept]
        if len(names):
            self._grouped(travellers, names, reached, floor, out)
        return out

    def _grouped(
        self,
        travellers: Array,
        names: Array,
        reached: Array,
        floor: float,
        out: list[list[Proposed]],
    ) -> None:
        """Put the names of one subject together, each once, where any reaches the threshold."""
        rows = self._segment.name_subjects[names].astype(np.int64)
        order = np.lexsort((names, rows, travellers))
        rows, travellers = rows[order], travellers[order]
        names, reached = names[order], reached[order]
        new = (rows[1:] != rows[:-1]) | (travellers[1:] != travellers[:-1])
        starts = np.concatenate([[0], np.flatnonzero(new) + 1])
        ends = np.append(starts[1:], len(rows))
        enough = np.flatnonzero(np.maximum.reduceat(reached, starts) >= floor - ROUNDING)
        for start, end in zip(starts[enough].tolist(), ends[enough].tolist(), strict=True):
            bounds_of: dict[int, float] = {}
            pairs = zip(names[start:end].tolist(), reached[start:end].tolist(), strict=True)
            for name, bound in pairs:
                bounds_of[name] = max(bound, bounds_of.get(name, -1.0))
            out[int(travellers[start])].append(_proposed(int(rows[start]), bounds_of))

    def _by_document(self, asked: Sequence[TravellerForm]) -> Iterator[tuple[Array, Array, Array]]:
        yield np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        for traveller, form in enumerate(asked):
            keys = [document_key(written) for _, written in form.documents]
            rows = [self._segment.by_document.under(number(key)) for key in keys if key]
            if any(len(some) for some in rows):
                names = self._all_names(np.concatenate(rows))[1]
                yield np.full(len(names), traveller), names, np.full(len(names), CERTAIN)

    def _by_name(
        self, asked: Sequence[TravellerForm], floor: float, only: int | None
    ) -> Iterator[tuple[Array, Array, Array]]:
        """Travellers, names met for them, and the scores these can reach."""
        windows = np.array([_window(form, floor) for form in asked])
        flow = ways(asked, self._joined)
        while some := list(islice(flow, MOST_WAYS)):
            questions = laid_out(some, self._alike_of)
            places = self._scratch.put(questions)
            for met, points in self._met(asked, questions, windows):
                of_subject = self._of_subject(met, points, only)
                yield from self._reaching(asked, questions, *of_subject, floor)
            self._scratch.clear(places)

    def _alike_of(self, way: Way) -> list[Alike]:
        found = [self._alike(part) for part in way.parts]
        if way.cut:
            found[-1] = self._cut(way.parts[-1])
        return found

    def _met(
        self, asked: Sequence[TravellerForm], questions: Questions, windows: Array
    ) -> Iterator[tuple[Met, Array]]:
        met = postings.met(self._segment, questions, windows, self._scratch)
        yield met, self._points(questions, met)
        same_day = self._same_day(asked, questions)
        if len(same_day.names):
            yield same_day, self._points(questions, same_day, certain=ALIKE_ON_THE_DAY)
        as_one = self._as_one(questions)
        if len(as_one.names):
            yield as_one, self._points(questions, as_one, as_one=True)
        for at, way in enumerate(questions.ways):
            glued = [self._glued(part) for part in way.parts]
            if any(len(some) for some in glued):
                names = np.unique(np.concatenate(glued))
                met = Met(np.full(len(names), at), names)
                yield met, self._glued_points(questions, met, way)

    def _same_day(self, asked: Sequence[TravellerForm], questions: Questions) -> Met:
        """Names of subjects born on the traveller's day."""
        found = [np.empty(0, np.int64)] * len(questions.ways)
        for at, way in enumerate(questions.ways):
            born = asked[way.traveller].birth_date
            if born is not None and born.is_day:
                found[at] = self._segment.by_day.under(days.day_code(born.earliest))
        counts = [len(some) for some in found]
        return Met(np.repeat(np.arange(len(found)), counts), np.concatenate(found))

    def _of_subject(self, met: Met, points: Array, only: int | None) -> tuple[Met, Array]:
        if only is None:
            return met, points
        kept = np.flatnonzero(self._segment.name_subjects[met.names] == only)
        return Met(met.ways[kept], met.names[kept]), points[kept]

    def _as_one(self, questions: Questions) -> Met:
        """Names that are a traveller's with other gaps."""
        numbers = np.array([way.solid for way in questions.ways])
        ways, names = self._segment.solid.with_place(numbers)
        return Met(ways, names)

    def _reaching(
        self,
        asked: Sequence[TravellerForm],
        questions: Questions,
        met: Met,
        points: Array,
        floor: float,
    ) -> Iterator[tuple[Array, Array, Array]]:
        """Names that reach the threshold, with the other names of the same subjects."""
        travellers = questions.travellers[met.ways]
        rows = self._segment.name_subjects[met.names].astype(np.int64)
        reached = np.flatnonzero(points + self._beside(asked, travellers, rows) >= floor - ROUNDING)
        if not len(reached):
            return
        keys, of_key = np.unique((met.ways[reached] << 32) | rows[reached], return_inverse=True)
        ways, rows = keys >> 32, keys & 0xFFFFFFFF
        travellers = questions.travellers[ways]
        exact = self._beside(asked, travellers, rows, exact=True)
        yield travellers[of_key], met.names[reached], points[reached] + exact[of_key]
        of_row, names = self._all_names(rows)
        again = self._points(questions, Met(ways[of_row], names)) + exact[of_row]
        kept = np.flatnonzero(again >= floor - MARGIN)
        yield travellers[of_row[kept]], names[kept], again[kept]

    def _all_names(self, rows: Array) -> tuple[Array, Array]:
        """All names of some subjects, with the place of each one's subject in ``rows``."""
        starts = self._segment.name_ends[rows].astype(np.int64)
        counts = self._segment.name_ends[rows + 1] - starts
        return np.repeat(np.arange(len(rows)), counts), flat(starts, counts)

    def _beside(
        self,
        asked: Sequence[TravellerForm],
        travellers: Array,
        rows: Array,
        *,
        exact: bool = False,
    ) -> Array:
        """Points at most of all that stands beside a name; ``exact`` compares each birth date."""
        segment = self._segment
        marks = np.array([_marks(form) for form in asked], np.uint64)[travellers]
        points = bounds.mark_points(marks, segment.marks[rows]) if marks.any() else 0.0
        born = np.array([_code(form) for form in asked])[travellers]
        codes = segment.first_dates[rows].astype(np.int64)
        dates = np.where(born < days.NO_DATE, days.points_at_most(born, codes), 0.0)
        odd = (codes >= days.SPANS) | (segment.several_dates[rows] > 0) | (born < 0)
        odd |= exact & (codes != days.NO_DATE)
        for at in np.flatnonzero(odd & (born < days.NO_DATE)).tolist():
            date = asked[travellers[at]].birth_date
            texts = segment.dates(int(rows[at]))
            if date is not None and texts:
                dates[at] = max(days.points_of(date, text) for text in texts)
        return points + dates

    def _alike_or_cut(self, part: Token) -> Alike:
        whole, beginning = self._alike(part), self._segment.vocabulary.cut(part)
        words = np.concatenate([whole.words, beginning.words])
        order = np.lexsort((np.concatenate([whole.likeness, beginning.likeness]), words))
        last = order[np.flatnonzero(np.diff(words[order], append=-1))]
        return Alike(words[last], np.concatenate([whole.likeness, beginning.likeness])[last])

    def _joined_token(self, parts: tuple[Token, ...]) -> Token | None:
        """Neighbours as one part, if the vocabulary has anything written so."""
        text = "".join(part.text for part in parts)
        if len(text) < 3 or not self._segment.vocabulary.has(text):
            return None
        read = read_name(text).parts
        return read[0] if len(read) == 1 else None

    def _names_glued(self, part: Token) -> Array:
        """Names of which two neighbours, written as one, are this part."""
        long = len(part.text) > 4
        return self._segment.glued.under(hash_of(part.text)) if long else np.empty(0, np.int64)

    def _glued_points(self, questions: Questions, met: Met, way: Way) -> Array:
        """Points where a part of the traveller's may stand for two listed ones."""
        first = int(questions.first[met.ways[0]])
        pieces = [self._pieces(part) for part in way.parts]
        before = [self._scratch.raise_to(first + at, *one) for at, one in enumerate(pieces)]
        points = self._points(questions, met, lone=False)
        for at, one in enumerate(pieces):
            self._scratch.restore(first + at, one.words, before[at])
        return points

    def _points(
        self,
        questions: Questions,
        met: Met,
        *,
        certain: int = 0,
        lone: bool = True,
        as_one: bool = False,
    ) -> Array:
        """Points of names at most; `CERTAIN` where any part is alike by ``certain`` or more.

        With ``as_one`` the names are the travellers' with other gaps.
        """
        blocks = [np.empty(0)]
        for at in range(0, len(met.names), BLOCK):
            some = Met(met.ways[at : at + BLOCK], met.names[at : at + BLOCK])
            blocks.append(self._points_of(questions, some, certain, lone, as_one))
        return np.concatenate(blocks)

    def _points_of(
        self, questions: Questions, met: Met, certain: int, lone: bool, as_one: bool
    ) -> Array:
        segment = self._segment
        starts = segment.token_ends[met.names].astype(np.int64)
        counts = segment.token_ends[met.names + 1] - starts
        places = np.arange(int(counts.max()))[:, None]
        held = places < counts
        words = segment.tokens[(starts + places) * held]
        weights = segment.vocabulary.weights
        ours = bounds.Sides(weights.matched[words] * held, weights.left[words] * held)
        count = questions.count[met.ways]
        parts = np.arange(int(count.max()))[:, None]
        asked = parts < count
        part = (questions.first[met.ways] + parts) * asked
        alike = self._scratch.get(part[:, None], words) * (held & asked[:, None])
        given = questions.weights
        theirs = bounds.Sides(given.matched[part] * asked, given.left[part] * asked)
        long, weak = questions.long[met.ways], segment.name_weak[met.names]
        points = bounds.name_points(alike * (1 / SCALE), theirs, ours, long, weak, lone=lone)
        if certain:
            points[alike.max(axis=(0, 1)) >= certain] = CERTAIN
        if as_one:
            points = np.maximum(points, bounds.AS_ONE)
        return points


def _proposed(row: int, bounds_of: dict[int, float]) -> Proposed:
    best = max(bounds_of, key=bounds_of.__getitem__)
    most = bounds_of[best]
    after = max((bound for name, bound in bounds_of.items() if name != best), default=-1.0)
    return Proposed(row, most, tuple(bounds_of), best, after)


def _marks(form: TravellerForm) -> int:
    return bounds.marks([form.nationality] if form.nationality else (), form.sex)


def _code(form: TravellerForm) -> int:
    """The number of the traveller's birth day; `NO_DATE` for none, -1 for a less exact one."""
    if form.birth_date is None:
        return days.NO_DATE
    return days.code_of(form.birth_date) if form.birth_date.is_day else -1


def _window(form: TravellerForm, floor: float) -> tuple[int, int]:
    """The buckets of birth years in which a name can still reach ``floor``."""
    if form.birth_date is None:
        return 0, days.BUCKETS - 1
    beside = bounds.most_beside(bool(form.nationality), bool(form.sex))
    return days.window(form.birth_date, _furthest(round(floor - NAME - beside, 4)))


@lru_cache(maxsize=100)
def _furthest(points: float) -> int:
    return days.furthest(points - ROUNDING)
