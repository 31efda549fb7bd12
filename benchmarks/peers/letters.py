"""rapidfuzz by brute force: names folded by anyascii, words sorted, every listed name tried.

What a careful programmer writes in an afternoon. Threshold 0.85 on ``token_sort_ratio``; of
dates it knows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz, process

from benchmarks.peers.brute import BruteForce
from tocsin.matching import Name, Subject, Traveller


class Letters(BruteForce):
    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__("rapidfuzz", subjects)
        self._listed = [folded(name) for subject in subjects for name in subject.names]

    def score(self, query: Traveller, subject: Subject) -> float:
        return max(
            (
                fuzz.token_sort_ratio(folded(theirs), folded(ours)) / 100
                for theirs in query.names
                for ours in subject.names
            ),
            default=0.0,
        )

    def best(self, queries: Sequence[Traveller]) -> list[float]:
        asked = [folded(query.names[0]) for query in queries]
        if not asked or not self._listed:
            return [0.0] * len(asked)
        found = process.cdist(asked, self._listed, scorer=fuzz.token_sort_ratio)
        return [float(score) / 100 for score in found.max(axis=1)]


@lru_cache(maxsize=200_000)
def folded(name: Name | str) -> str:
    """The name in small Latin letters and words."""
    text = anyascii(name.full if isinstance(name, Name) else name).lower()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())
