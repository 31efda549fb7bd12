"""Points of the names that were proposed, for a batch of travellers at once.

`kernels.aligning` gives them as the score would; how alike two parts are is asked of the score
once and remembered, and so is what the kernel leaves to it. What stands beside a name, and the
reasons, are the score's alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.columns import script_number
from tocsin.matching.index.proposing import Proposals, Proposer
from tocsin.matching.index.segment import Segment
from tocsin.matching.index.vocabulary import Alike, left_of, starting
from tocsin.matching.kernels.aligning import (
    UNDECIDED,
    UNKNOWN,
    align,
)
from tocsin.matching.kernels.joining import ROOM
from tocsin.matching.kernels.likenesses import Learnt, Theirs, remember
from tocsin.matching.kernels.pairing import WIDTH
from tocsin.matching.kernels.spelling import LETTERS
from tocsin.matching.names import ReadName, Token
from tocsin.matching.score import TravellerForm, named
from tocsin.matching.score.likeness import likeness
from tocsin.matching.score.naming import CUT_FROM, LONG_FIELD

Array = npt.NDArray[Any]
TABLE = 1 << 19
"""Likenesses that are remembered at most, twice as many as are kept in fact."""
MOST_MISSING = 4_096
FAR = 1 << 15
"""Pairs of parts that are remembered as not alike: of a batch, and few enough to stay near."""


class Judged(NamedTuple):
    """Of each proposed subject the ``points`` (float64) of its best name, and whether that is a
    ``weak`` alias (bool)."""

    points: Array
    weak: Array


class _Pairs(NamedTuple):
    """Pairs of a traveller's name (its place among all) and a listed one; ``starts`` of those of
    each proposed subject."""

    theirs: Array
    ours: Array
    starts: Array


class Judge:
    """Judges the names of one segment, for one thread at a time."""

    def __init__(self, segment: Segment, proposer: Proposer) -> None:
        self._segment, self._alike = segment, proposer.alike
        self._turn = proposer.turn
        self._learnt = _room()
        self._held = 0

    def judge(self, asked: Sequence[TravellerForm], proposed: Proposals) -> Judged:
        """For each subject proposed to any of the travellers, what its best name gives."""
        if not len(proposed.rows):
            return Judged(np.empty(0), np.empty(0, bool))
        names = [name for form in asked for name in form.names]
        pairs = _paired(asked, proposed)
        with self._turn:
            points = self._points(names, pairs)
        return _best(points, self._segment.lanes.name_weak[pairs.ours] > 0, pairs.starts)

    def _points(self, names: Sequence[ReadName], pairs: _Pairs) -> Array:
        parts = [part for name in names for part in name.parts]
        theirs = laid_out(names, [self._alike(part) for part in parts])
        points = np.full(len(pairs.ours), UNKNOWN)
        missing = np.empty(2 * MOST_MISSING, np.int64)
        listed = self._segment.listed
        while wanted := align(
            theirs, listed, self._learnt, pairs.theirs, pairs.ours, points, missing
        ):
            self._learn(parts, theirs.numbers, missing[: 2 * min(wanted, MOST_MISSING)])
        for pair in np.flatnonzero(points == UNDECIDED).tolist():
            row = int(self._segment.name_subjects[pairs.ours[pair]])
            ours = self._segment.form(row, [int(pairs.ours[pair])], whole=False)
            points[pair] = named((names[int(pairs.theirs[pair])],), ours).points
        return points

    def _learn(self, parts: Sequence[Token], numbers: Array, missing: Array) -> None:
        """Ask the score for likenesses, and remember them; some may be asked for twice."""
        if 2 * (self._held + len(missing) // 2) > TABLE:
            self._learnt.keys[:] = 0
            self._held = 0
        keys, values = self._learnt.keys, self._learnt.values
        for part, word in set(zip(missing[::2].tolist(), missing[1::2].tolist(), strict=True)):
            alike, _rule = likeness(parts[part], self._segment.vocabulary.token(word))
            remember(keys, values, np.uint64((int(numbers[part]) << 32) + word + 1), alike)
            self._held += 1


def laid_out(names: Sequence[ReadName], alike: Sequence[Alike]) -> Theirs:
    """Travellers' names as arrays; ``alike`` has what is known of each part."""
    parts = [part for name in names for part in name.parts]
    count = np.array([len(name.parts) for name in names])
    solids = [name.solid.encode("utf-8", "replace") for name in names]
    letters = _ends([len(each.codes) for each in alike])
    forms = [len(each.spans) for each in alike]
    shifts = np.repeat(letters[:-1], forms)
    spans = np.concatenate([each.spans for each in alike])
    spans[:, 0] += shifts
    spans[:, 2] += shifts
    return Theirs(
        np.cumsum(count) - count,
        count,
        np.array([_may_be_cut(name) for name in names], np.int64),
        np.array([len(name.full) >= LONG_FIELD for name in names], np.int64),
        np.array([name.weak for name in names], np.int64),
        np.array([script_number(name) for name in names], np.int64),
        np.frombuffer(b"".join(solids), np.uint8),
        _ends([len(solid) for solid in solids]),
        np.array([each.number for each in alike], np.uint64),
        np.array([each.crowded for each in alike], np.uint8),
        np.array([part.weight for part in parts]),
        np.array([left_of(part) for part in parts]),
        np.array([len(part.text) for part in parts]),
        np.array([starting(part) for part in parts], np.uint64),
        np.concatenate([each.words for each in alike]),
        _ends([len(each.words) for each in alike]),
        spans,
        _ends(forms),
        np.concatenate([each.codes for each in alike]),
    )


def _may_be_cut(name: ReadName) -> bool:
    """Whether the last word is a part that may lack its end."""
    last = name.tokens[-1] if name.tokens else None
    long = len(name.full) >= CUT_FROM and last is not None
    return long and last is name.parts[-1] and last.kind != "initial"


def _paired(asked: Sequence[TravellerForm], proposed: Proposals) -> _Pairs:
    """Each name of a traveller with each of those proposed of a subject."""
    held = np.array([len(form.names) for form in asked])
    first = np.cumsum(held) - held
    of_names = proposed.sizes
    of_pairs = of_names * held[proposed.travellers]
    starts = np.cumsum(of_pairs) - of_pairs
    place = np.arange(of_pairs.sum()) - np.repeat(starts, of_pairs)
    theirs, ours = np.divmod(place, np.repeat(of_names, of_pairs))
    theirs += np.repeat(first[proposed.travellers], of_pairs)
    return _Pairs(theirs, proposed.names[ours + np.repeat(proposed.starts, of_pairs)], starts)


def _best(points: Array, weak: Array, starts: Array) -> Judged:
    """The most that any pair of each subject gives: of equal ones the first counts, as in the
    score."""
    most = np.maximum.reduceat(points, starts)
    sizes = np.diff(starts, append=len(points))
    places = np.where(points == np.repeat(most, sizes), np.arange(len(points)), len(points))
    return Judged(most, weak[np.minimum.reduceat(places, starts)])


def _ends(sizes: Sequence[int]) -> Array:
    ends = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends


def _room() -> Learnt:
    return Learnt(
        np.zeros(TABLE, np.uint64),
        np.empty(TABLE, np.float64),
        np.zeros(FAR, np.uint64),
        np.zeros(WIDTH * WIDTH, np.float64),
        np.zeros(WIDTH + 1, np.float64),
        np.zeros(2 * WIDTH + 2, np.int64),
        np.zeros(LETTERS, np.uint64),
        np.zeros(WIDTH, np.int64),
        np.zeros(WIDTH, np.uint64),
        np.zeros(WIDTH, np.int64),
        np.zeros(WIDTH, np.int64),
        np.zeros(ROOM, np.uint32),
    )
