"""Which subjects of a segment a traveller may be, and the score that each can reach at most.

A subject is met on one of these ways, each a few slices of arrays:
- two parts of a listed name that are like two parts of the traveller's, in the slice of the
  birth years that matter (`companions`);
- a listed name of one part, where the traveller's is one part too (`alone`);
- two listed parts that the traveller's name writes as one (`glued`), and the reverse;
- the same birth date (`by_day`) or the same document number (`by_document`).
Then the bound of the score is taken for all that were met, and those that reach the threshold
are proposed. The score itself is given elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.index import days
from tocsin.matching.index.building import hash_of
from tocsin.matching.index.lane import flat, number
from tocsin.matching.index.segment import Segment
from tocsin.matching.index.vocabulary import SCALE, Alike
from tocsin.matching.names import ReadName, Token, read_name
from tocsin.matching.score import TravellerForm, bounds, document_key
from tocsin.matching.score.naming import CUT_FROM
from tocsin.matching.score.scoring import NAME

Array = npt.NDArray[Any]
CERTAIN = 2.0
"""The bound of a subject that is scored in any case."""
TOKENS_KEPT = 30_000
MOST_PARTS = 16
ALIKE_ON_THE_DAY = 160
"""Where the birth date is the same, one part this much alike is enough to be scored."""
ROUNDING = 1e-3
_NOTHING = np.empty(0, np.int64)
_NO_NAMES = np.empty(0, np.uint32)


class Proposed(NamedTuple):
    """Rows of subjects, each once, and the score that each can reach at most."""

    rows: Array
    bounds: Array


class Proposer:
    """Asks one segment. Not for several threads at once: it keeps scratch space between calls."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        vocabulary = segment.vocabulary
        self._likeness = np.zeros((MOST_PARTS, len(vocabulary)), np.uint8)
        self._rows = list(self._likeness)
        self._alike = lru_cache(maxsize=TOKENS_KEPT)(vocabulary.alike)
        self._cut = lru_cache(maxsize=TOKENS_KEPT // 4)(vocabulary.cut)
        self._glued = lru_cache(maxsize=TOKENS_KEPT)(self._names_glued)
        self._on_day = lru_cache(maxsize=TOKENS_KEPT // 4)(self._names_on_day)
        self._joined = lru_cache(maxsize=TOKENS_KEPT)(self._joined_token)

    def propose(self, asked: TravellerForm, floor: float) -> Proposed:
        """Subjects whose score may be ``floor`` or more."""
        found = list(self._named(asked, floor))
        documents = self._same_document(asked) if asked.documents else _NOTHING
        if not found:
            return Proposed(documents, np.full(len(documents), CERTAIN))
        names, points = found[0] if len(found) == 1 else _joined_up(found)
        rows = self._segment.name_subjects[names]
        marks = bounds.marks([asked.nationality] if asked.nationality else (), asked.sex)
        reached = points + self._segment.beside_names(rows, asked.birth_date, marks)
        kept = np.flatnonzero(reached >= floor - ROUNDING)
        return _best(rows[kept], reached[kept], documents)

    def _named(self, asked: TravellerForm, floor: float) -> Iterator[tuple[Array, Array]]:
        """Names met, with their points at most."""
        born = asked.birth_date
        same_day = self._on_day(born) if born is not None and born.is_day else _NOTHING
        window = self._window(asked, floor)
        for name in asked.names:
            for parts, cut in self._ways_written(name):
                yield from self._met(parts, cut, window, same_day)

    def _names_on_day(self, born: PartialDate) -> Array:
        rows = self._segment.by_day.rows([days.day_code(born.earliest)])
        return self._segment.names_of(rows).astype(np.int32)

    def _same_document(self, asked: TravellerForm) -> Array:
        keys = [document_key(written) for _, written in asked.documents]
        return self._segment.by_document.rows(number(key) for key in keys if key)

    def _window(self, asked: TravellerForm, floor: float) -> tuple[int, int]:
        """The buckets of birth years in which a name can still reach ``floor``."""
        if asked.birth_date is None:
            return 0, days.BUCKETS - 1
        beside = bounds.most_beside(bool(asked.nationality), bool(asked.sex))
        return days.window(asked.birth_date, _furthest(round(floor - NAME - beside, 4)))

    def _ways_written(self, name: ReadName) -> Iterator[tuple[tuple[Token, ...], bool]]:
        """The parts of a name, then the same with two or three neighbours written as one.

        With each, whether the last part may have been cut off by the end of a field.
        """
        parts = name.parts[:MOST_PARTS]
        if not parts:
            return
        cut = len(name.full) >= CUT_FROM and name.tokens[-1] is parts[-1]
        yield parts, cut and parts[-1].kind != "initial"
        for at, size in ((at, size) for size in (2, 3) for at in range(len(parts) - size + 1)):
            joined = self._joined(tuple(parts[at : at + size]))
            if joined is not None:
                yield (*parts[:at], joined, *parts[at + size :]), False

    def _joined_token(self, parts: tuple[Token, ...]) -> Token | None:
        """Neighbours as one part, if the vocabulary has anything written so."""
        read = read_name("".join(part.text for part in parts)).parts
        known = len(read) == 1 and len(read[0].text) > 2
        return read[0] if known and self._segment.vocabulary.has(read[0].text) else None

    def _met(
        self, parts: Sequence[Token], cut: bool, window: tuple[int, int], same_day: Array
    ) -> Iterator[tuple[Array, Array]]:
        """Names met under one way of writing the traveller's, with their points at most."""
        alike = [self._alike(part) for part in parts]
        if cut:
            alike[-1] = self._or_cut(parts[-1])
        for at, one in enumerate(alike):
            self._rows[at][one.words] = one.likeness
        names = self._in_pairs(alike, window) if len(parts) > 1 else self._alone(alike[0])
        if len(same_day):
            names = np.concatenate([same_day, names])
        if len(names):
            yield names, self._points(names, parts, certain=len(same_day))
        glued = [self._glued(part) for part in parts]
        if any(len(some) for some in glued):
            names = np.concatenate(glued)
            yield names, self._glued_points(names, parts)
        for at, one in enumerate(alike):
            self._rows[at][one.words] = 0

    def _or_cut(self, part: Token) -> Alike:
        whole, beginning = self._alike(part), self._cut(part)
        if not len(beginning.words):
            return whole
        more = ~np.isin(beginning.words, whole.words, assume_unique=True)
        return Alike(
            np.concatenate([whole.words, beginning.words[more]]),
            np.concatenate([whole.likeness, beginning.likeness[more]]),
        )

    def _alone(self, alike: Alike) -> Array:
        return self._segment.alone.rows(alike.words.tolist()).astype(np.int32)

    def _in_pairs(self, alike: Sequence[Alike], window: tuple[int, int]) -> Array:
        """Names with two parts like two of the traveller's: for all but the commonest part, what
        stands beside it is looked at."""
        spans = [self._spans(one.words, window) for one in alike]
        totals = [int(lengths.sum()) for _, lengths in spans]
        rarest = sorted(range(len(spans)), key=totals.__getitem__)[:-1]
        found = []
        for at in rarest:
            if totals[at]:
                entries = flat(*spans[at])
                beside = self._segment.companions[entries]
                alike_any = self._rows[at ^ 1][beside] if len(alike) == 2 else self._any(alike, at, beside)
                found.append(self._segment.companion_names[entries[np.flatnonzero(alike_any)]])
        return _distinct(found)

    def _any(self, alike: Sequence[Alike], but: int, words: Array) -> Array:
        """Whether each of ``words`` is like any of the parts but one."""
        others = [at for at, one in enumerate(alike) if at != but and len(one.words)]
        found = np.zeros(len(words), np.uint8)
        for at in others:
            found |= self._rows[at][words]
        return found

    def _spans(self, words: Array, window: tuple[int, int]) -> tuple[Array, Array]:
        """Where the entries of the words lie: those without a date, then those in the window."""
        ends = self._segment.companion_ends
        base = words * days.BUCKETS
        first, last = window
        low, high = ends[base + first], ends[base + (last + 1)]
        if first:
            low = np.concatenate([low, ends[base]])
            high = np.concatenate([high, ends[base + 1]])
        some = np.flatnonzero(high != low)
        low = low[some].astype(np.int64)
        return low, high[some] - low

    def _names_glued(self, part: Token) -> Array:
        """Names of which two neighbours, written as one, are this part."""
        if len(part.text) < 5:
            return _NOTHING
        return self._segment.glued.rows([hash_of(part.text)])

    def _glued_points(self, names: Array, parts: Sequence[Token]) -> Array:
        """Points where a part of the traveller's may stand for two listed ones."""
        pieces = [self._segment.vocabulary.pieces(part) for part in parts]
        before = [self._rows[at][one.words] for at, one in enumerate(pieces)]
        for at, one in enumerate(pieces):
            row = self._rows[at]
            row[one.words] = np.maximum(row[one.words], one.likeness)
        points = self._points(names, parts, lone=False)
        for at, one in enumerate(pieces):
            self._rows[at][one.words] = before[at]
        return points

    def _points(
        self, names: Array, parts: Sequence[Token], *, certain: int = 0, lone: bool = True
    ) -> Array:
        """Points of names at most; of the first ``certain``, one part alike is enough."""
        segment = self._segment
        starts = segment.token_ends[names]
        counts = segment.token_ends[names + 1] - starts
        places = np.arange(int(counts.max()))
        held = places < counts[:, None]
        words = segment.tokens[(starts[:, None] + places) * held]
        alike = self._likeness[: len(parts)].take(words, axis=1) * held
        ours = segment.vocabulary.weights[words] * held
        theirs = np.array([part.weight for part in parts])
        weak = segment.name_weak[names]
        points = bounds.name_points(alike * (1 / SCALE), theirs, ours, weak, lone=lone)
        if certain:
            points[:certain][alike[:, :certain].max(axis=(0, 2)) >= ALIKE_ON_THE_DAY] = CERTAIN
        return points


def _joined_up(found: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    names, points = zip(*found, strict=True)
    return np.concatenate(names), np.concatenate(points)


def _best(rows: Array, reached: Array, documents: Array) -> Proposed:
    """Each row once, with the most that any of its names can reach."""
    if len(documents):
        rows = np.concatenate([rows, documents])
        reached = np.concatenate([reached, np.full(len(documents), CERTAIN)])
    if len(rows) < 2:
        return Proposed(rows, reached)
    order = np.lexsort((reached, rows))
    rows = rows[order]
    last = np.flatnonzero(rows[1:] != rows[:-1])
    last = np.append(last, len(rows) - 1)
    return Proposed(rows[last], reached[order[last]])


def _distinct(found: Sequence[Array]) -> Array:
    if not found:
        return _NO_NAMES
    names = found[0] if len(found) == 1 else np.concatenate(found)
    if len(names) < 2:
        return names
    names = np.sort(names)
    return names[np.flatnonzero(np.append(names[1:] != names[:-1], True))]


@lru_cache(maxsize=100)
def _furthest(points: float) -> int:
    return days.furthest(points - ROUNDING)
