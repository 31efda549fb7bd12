"""Words that are nearly a given word, among some hundred thousand, in a tenth of a millisecond.

Two words that are one edit apart have a form in common once a letter is taken from each; two
edits, once two are (symmetric deletion, as in SymSpell by Wolf Garbe). Every word lies in a lane
under all such forms of its beginning; those that share one with the word asked for are measured
by rapidfuzz. Words too short to carry two edits are kept under single deletions. It knows words,
nothing of names or of what counts as alike.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from tocsin.matching.index.lane import Lane, bits_for, pack

Array = npt.NDArray[Any]
BEGINNING = 8
"""Letters from which deletions are made; longer words differ there or soon after."""
TWO_EDITS_FROM = 5
"""Length from which a word may be two edits from another."""
LONGEST = 255
"""Longer words count as this long."""
_SEPARATOR = "\n"


class Near(NamedTuple):
    """Words found: their places and lengths, edits (transpositions count once), Jaro-Winkler."""

    places: Array
    lengths: Array
    edits: Array
    winkler: Array


def arrays(name: str, words: Sequence[str], edits: int) -> dict[str, Array]:
    """The lexicon of ``words`` (distinct, sorted), as arrays under ``name``.

    Words that are up to ``edits`` (1 or 2) from another will be found.
    """
    octets = _SEPARATOR.join(words).encode("utf-8", "replace")
    held: dict[str, Array] = {
        f"{name}_count": np.array([len(words)], np.int64),
        f"{name}_texts": np.frombuffer(octets, np.uint8),
        f"{name}_lengths": np.array([min(len(word), LONGEST) for word in words], np.uint8),
    }
    keys, counts = array("I"), array("I")
    for word in words:
        forms = shortened(word, edits)
        keys.extend(forms)
        counts.append(len(forms))
    places = np.repeat(np.arange(len(words)), np.array(counts, np.int64))
    held[f"{name}_edits"] = np.array([edits], np.int64)
    held[f"{name}_shortened"] = pack(np.array(keys), places, bits_for(len(words)))
    return held


def shortened(word: str, edits: int) -> list[int]:
    """Numbers of all forms of the word's beginning with up to ``edits`` letters taken out."""
    start = word[:BEGINNING]
    forms = {start}
    forms.update([start[:i] + start[i + 1 :] for i in range(len(start))])
    if edits > 1 and len(word) >= TWO_EDITS_FROM:
        two = combinations(range(len(start)), 2)
        forms.update([start[:i] + start[i + 1 : j] + start[j + 1 :] for i, j in two])
    return [crc32(form.encode("utf-8", "replace")) for form in forms]


class Lexicon:
    """An opened lexicon. The words become Python texts when they are first asked for."""

    def __init__(self, name: str, held: Any) -> None:
        self._octets = held[f"{name}_texts"]
        self.lengths = held[f"{name}_lengths"]
        self._count = int(held[f"{name}_count"][0])
        self._edits = int(held[f"{name}_edits"][0])
        self._shortened = Lane(held[f"{name}_shortened"], bits_for(self._count))

    @cached_property
    def words(self) -> list[str]:
        return self._octets.tobytes().decode().split(_SEPARATOR) if self._count else []

    def place(self, word: str) -> int:
        """Where the word stands, or -1."""
        at = bisect_left(self.words, word)
        return at if at < self._count and self.words[at] == word else -1

    def beginning(self, start: str) -> Array:
        """The places of all words that begin with ``start``."""
        first = bisect_left(self.words, start)
        return np.arange(first, bisect_left(self.words, start + "\uffff", first))

    def near(self, word: str, most: Callable[[int], int]) -> Near:
        """Words at most ``most(length)`` edits from ``word``, the longer one's length counting."""
        places = np.unique(self._shortened.rows(shortened(word, self._edits)))
        if not len(places):
            return _NONE
        words = self.words
        some = [words[place] for place in places.tolist()]
        edits, lengths = distances(word, some), self.lengths[places]
        allowed = _allowed(most)[np.maximum(lengths, min(len(word), LONGEST))]
        kept = np.flatnonzero(edits <= allowed)
        some = [some[at] for at in kept.tolist()]
        return Near(places[kept], lengths[kept], edits[kept], winklers(word, some))


@lru_cache(maxsize=10)
def _allowed(most: Callable[[int], int]) -> Array:
    return np.array([most(length) for length in range(LONGEST + 1)], np.float32)


def distances(word: str, others: Sequence[str]) -> Array:
    """Edits between a word and each of others; a transposition counts once."""
    if not others:
        return np.empty(0, np.float32)
    found: Array = process.cdist([word], others, scorer=OSA.distance, dtype=np.float32)[0]
    return found


def winklers(word: str, others: Sequence[str]) -> Array:
    """The Jaro-Winkler similarity of a word to each of others."""
    if not others:
        return np.empty(0, np.float32)
    found: Array = process.cdist([word], others, scorer=JaroWinkler.similarity, dtype=np.float32)[0]
    return found


_EMPTY = np.empty(0, np.int64)
_NONE = Near(_EMPTY, _EMPTY, _EMPTY.astype(np.float32), _EMPTY.astype(np.float32))
