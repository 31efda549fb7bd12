"""Names that some words stand in: the slices of a segment's lanes, for a batch of questions.

What is found only says that a name has two parts like two of the traveller's (or one, where one
of both names has only one). How much that is worth is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import days
from tocsin.matching.index.lane import flat
from tocsin.matching.index.questions import Questions
from tocsin.matching.index.segment import Segment

Array = npt.NDArray[Any]
BLOCK = 400_000
"""Entries that are looked at in one go; bounds the memory of a question about common names."""


class Met(NamedTuple):
    """Pairs of a way of writing and a listed name."""

    ways: Array
    names: Array


class Spans(NamedTuple):
    """Slices of a lane, and the part of a question that each was asked for."""

    starts: Array
    lengths: Array
    parts: Array


class Scratch:
    """How alike each part in question is to each word: a table kept between batches, since
    clearing what was set is cheaper than making it anew."""

    def __init__(self, words: int) -> None:
        self._words = words
        self._table = np.zeros(0, np.uint8)

    def put(self, asked: Questions) -> Array:
        """Set the likeness of all words in question; the places set, for `clear`."""
        room = len(asked.way_of_part) * self._words
        if len(self._table) < room:
            self._table = np.zeros(room, np.uint8)
        places = asked.part_of_word * self._words + asked.words
        self._table[places] = asked.likeness
        return places

    def get(self, parts: Array, words: Array) -> Array:
        found: Array = self._table[parts * self._words + words]
        return found

    def of_spans(self, parts: Array, lengths: Array, words: Array) -> Array:
        """As `get`, where each part stands for a span of the words."""
        places = np.repeat(parts * self._words, lengths)
        places += words
        found: Array = self._table[places]
        return found

    def raise_to(self, part: int, words: Array, likeness: Array) -> Array:
        """Set more words of one part, where they are not more alike already; what was there."""
        places = part * self._words + words.astype(np.int64)
        before: Array = self._table[places]
        self._table[places] = np.maximum(before, likeness)
        return before

    def restore(self, part: int, words: Array, before: Array) -> None:
        self._table[part * self._words + words.astype(np.int64)] = before

    def clear(self, places: Array) -> None:
        self._table[places] = 0


def met(segment: Segment, asked: Questions, windows: Array, scratch: Scratch) -> Met:
    """All names met; ``windows`` (travellers, 2) are the buckets of birth years to look in."""
    found = [_alone(segment, asked), *_beside_others(segment, asked, windows, scratch)]
    keys = np.unique(np.concatenate([(ways << 32) | names for ways, names in found]))
    return Met(keys >> 32, keys & 0xFFFFFFFF)


def _alone(segment: Segment, asked: Questions) -> Met:
    """Listed names of one part, which is like any of the traveller's."""
    starts = segment.alone_ends[asked.words].astype(np.int64)
    lengths = segment.alone_ends[asked.words + 1] - starts
    names = segment.alone_names[flat(starts, lengths)].astype(np.int64)
    return Met(np.repeat(asked.way_of_part[asked.part_of_word], lengths), names)


def _beside_others(
    segment: Segment, asked: Questions, windows: Array, scratch: Scratch
) -> Iterator[Met]:
    """For all parts but the commonest of each way: what stands beside it in listed names."""
    spans = _rarest(_spans(segment, asked, windows), asked)
    ends = np.cumsum(spans.lengths)
    blocks = (np.flatnonzero(np.diff(ends // BLOCK, append=-1)) + 1).tolist()
    for low, high in pairwise([0, *blocks]):
        some = Spans(*(column[low:high] for column in spans))
        entries = flat(some.starts, some.lengths)
        like = _like_another(segment.companions[entries], some, asked, scratch)
        names = segment.companion_names[entries[like]].astype(np.int64)
        of_span = np.searchsorted(np.cumsum(some.lengths), like, "right")
        yield Met(asked.way_of_part[some.parts[of_span]], names)


def _spans(segment: Segment, asked: Questions, windows: Array) -> Spans:
    """The entries of each word: those without a birth date, then those in the window."""
    base = asked.words.astype(np.int64) * days.BUCKETS
    first, last = windows[asked.travellers[asked.way_of_part[asked.part_of_word]]].T
    ends = segment.companion_ends
    without = np.where(first > 0, base + 1, base)
    low = np.concatenate([ends[base], ends[base + first]]).astype(np.int64)
    high = np.concatenate([ends[without], ends[base + last + 1]])
    parts = np.concatenate([asked.part_of_word, asked.part_of_word])
    some = np.flatnonzero(high > low)
    return Spans(low[some], high[some] - low[some], parts[some])


def _rarest(spans: Spans, asked: Questions) -> Spans:
    """Without those of the part of each way that has most entries, if the way has several; those
    of ways with few parts come first."""
    totals = np.bincount(spans.parts, spans.lengths, minlength=len(asked.way_of_part))
    order = np.lexsort((totals, asked.way_of_part))
    most = order[asked.first + asked.count - 1]
    looked_at = np.ones(len(totals), bool)
    looked_at[most[asked.count > 1]] = False
    kept = np.flatnonzero(looked_at[spans.parts])
    counts = asked.count[asked.way_of_part[spans.parts[kept]]]
    kept = kept[np.argsort(counts, kind="stable")]
    return Spans(spans.starts[kept], spans.lengths[kept], spans.parts[kept])


def _like_another(words: Array, spans: Spans, asked: Questions, scratch: Scratch) -> Array:
    """Entries whose word is like another part of the same way (any, where there is no other).

    Spans lie in the order of the parts of their ways, so that those with more than so many parts
    are the last ones.
    """
    ways = asked.way_of_part[spans.parts]
    count, first = asked.count[ways], asked.first[ways]
    ends = np.concatenate([[0], np.cumsum(spans.lengths)])
    like = np.zeros(len(words), np.uint8)
    like[: ends[np.searchsorted(count, 1, "right")]] = 1
    for step in range(1, int(count[-1]) if len(count) else 1):
        at = int(np.searchsorted(count, step, "right"))
        others = first[at:] + (spans.parts[at:] - first[at:] + step) % count[at:]
        some = slice(int(ends[at]), None)
        like[some] |= scratch.of_spans(others, spans.lengths[at:], words[some])
    return np.flatnonzero(like)
