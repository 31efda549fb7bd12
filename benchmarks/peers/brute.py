"""What all peers share that compare one pair at a time: every subject is tried."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers import KINDS
from tocsin.matching import Subject, Traveller


class BruteForce:
    """A peer by its `score` alone."""

    def __init__(self, name: str, subjects: Sequence[Subject]) -> None:
        self.name, self.threshold = name, KINDS[name].threshold
        self.subjects = tuple(subjects)

    def score(self, query: Traveller, subject: Subject) -> float:
        raise NotImplementedError

    def scores(self, pairs: Sequence[tuple[Traveller, Subject]]) -> list[float]:
        return [self.score(query, subject) for query, subject in pairs]

    def best(self, queries: Sequence[Traveller]) -> list[float]:
        return [
            max((self.score(query, subject) for subject in self.subjects), default=0.0)
            for query in queries
        ]
