"""Sparse TF-IDF over letter 3-grams (scikit-learn), names folded by anyascii.

Weights are learnt from the listed names. Threshold 0.60 on the cosine; of dates it knows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.peers.brute import BruteForce
from benchmarks.peers.letters import folded
from tocsin.matching import Subject, Traveller


class Grams(BruteForce):
    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__("tf-idf", subjects)
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3))
        listed = [folded(name) for subject in subjects for name in subject.names]
        self._listed = self._vectors.fit_transform(listed or ["nobody"])

    def score(self, query: Traveller, subject: Subject) -> float:
        theirs = self._vectors.transform([folded(name) for name in query.names])
        ours = self._vectors.transform([folded(name) for name in subject.names])
        return float((theirs @ ours.T).max())

    def best(self, queries: Sequence[Traveller]) -> list[float]:
        asked = self._vectors.transform([folded(query.names[0]) for query in queries])
        return [float(score) for score in (asked @ self._listed.T).max(axis=1).toarray().ravel()]
