"""Words that are nearly a given word, among some hundred thousand: by letters, then by edits.

Words lie in the order of their lengths, each with the letters it has as a bit pattern. Words
whose patterns differ in too many bits can't be few edits apart, so that one pass over an array
of integers leaves a few for rapidfuzz to measure. Nothing is lost: each edit changes the pattern
by two bits at most. It knows words, nothing of names or of what counts as alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

Array = npt.NDArray[Any]
LONGEST = 63
"""Longer words all count as this long where lengths are told apart."""
_SEPARATOR = "\n"


class Near(NamedTuple):
    """Words found: their places, edits (transpositions count once), Jaro-Winkler, lengths."""

    places: Array
    edits: Array
    winkler: Array
    lengths: Array


def arrays(name: str, words: Sequence[str]) -> dict[str, Array]:
    """The lexicon of ``words`` (distinct, in `ordered` order), as arrays under ``name``."""
    lengths = np.array([min(len(word), LONGEST) for word in words], np.uint8)
    return {
        f"{name}_texts": np.frombuffer(_SEPARATOR.join(words).encode("utf-8", "replace"), np.uint8),
        f"{name}_lengths": lengths,
        f"{name}_letters": np.array([letters(word) for word in words], np.uint64),
        f"{name}_ends": np.searchsorted(lengths, np.arange(LONGEST + 2)).astype(np.int32),
    }


def ordered(words: set[str]) -> list[str]:
    """The words by length, then by letters."""
    return sorted(words, key=lambda word: (min(len(word), LONGEST), word))


def letters(word: str) -> int:
    """Two bits for each letter of the alphabet: whether it stands once, whether twice."""
    pattern = 0
    for character in word:
        bit = 1 << 2 * (ord(character) % 32)
        pattern |= bit << 1 if pattern & bit else bit
    return pattern


class Lexicon:
    """An opened lexicon. The words become Python texts when they are first asked for."""

    def __init__(self, name: str, held: Mapping[str, Array] | Any) -> None:
        self._octets = held[f"{name}_texts"]
        self._lengths = held[f"{name}_lengths"]
        self._letters = held[f"{name}_letters"]
        self._ends: list[int] = held[f"{name}_ends"].tolist()

    @cached_property
    def words(self) -> list[str]:
        if not len(self._lengths):
            return []
        return self._octets.tobytes().decode().split(_SEPARATOR)

    def place(self, word: str) -> int:
        """Where the word stands, or -1."""
        low, high = self._of_length(min(len(word), LONGEST))
        at = bisect_left(self.words, word, low, high)
        return at if at < high and self.words[at] == word else -1

    def beginning(self, start: str) -> Array:
        """The places of all words that begin with ``start``."""
        out = []
        for length in range(min(len(start), LONGEST), LONGEST + 1):
            low, high = self._of_length(length)
            if low < high:
                first = bisect_left(self.words, start, low, high)
                out.append(np.arange(first, bisect_left(self.words, start + "\uffff", first, high)))
        return np.concatenate(out) if out else np.empty(0, np.int64)

    def near(self, word: str, most: Callable[[int], int]) -> Near:
        """The words at most ``most(longer length)`` edits from ``word``."""
        length = min(len(word), LONGEST)
        limits, shortest, longest = _limits(length, most)
        low, high = self._ends[shortest], self._ends[longest + 1]
        if low >= high:
            return _NONE
        differing = np.bitwise_count(self._letters[low:high] ^ np.uint64(letters(word)))
        places = low + np.flatnonzero(differing <= limits[self._lengths[low:high]])
        return self._measured(word, places, most)

    def _measured(self, word: str, places: Array, most: Callable[[int], int]) -> Near:
        if not len(places):
            return _NONE
        words = self.words
        some = [words[place] for place in places.tolist()]
        edits = process.cdist([word], some, scorer=OSA.distance, dtype=np.uint8)[0]
        lengths = self._lengths[places].astype(np.int64)
        allowed = _allowed(min(len(word), LONGEST), most)
        kept = np.flatnonzero(edits <= allowed[lengths])
        some = [some[at] for at in kept.tolist()]
        if not some:
            return _NONE
        winkler = process.cdist([word], some, scorer=JaroWinkler.similarity, dtype=np.float32)[0]
        return Near(places[kept], edits[kept].astype(np.float32), winkler, lengths[kept])

    def _of_length(self, length: int) -> tuple[int, int]:
        return self._ends[length], self._ends[length + 1]


@lru_cache(maxsize=1_000)
def _limits(length: int, most: Callable[[int], int]) -> tuple[Array, int, int]:
    """By length of another word, the bits that may differ; the shortest and longest such word."""
    apart = np.abs(np.arange(LONGEST + 1) - length)
    edits = _allowed(length, most)
    limits = np.where(apart <= edits, 2 * edits - apart, -1).astype(np.int16)
    possible = np.flatnonzero(limits >= 0)
    return limits, int(possible[0]), int(possible[-1])


@lru_cache(maxsize=1_000)
def _allowed(length: int, most: Callable[[int], int]) -> Array:
    return np.array([most(max(length, other)) for other in range(LONGEST + 1)])


_EMPTY = np.empty(0, np.int64)
_NONE = Near(_EMPTY, _EMPTY.astype(np.float32), _EMPTY.astype(np.float32), _EMPTY)
