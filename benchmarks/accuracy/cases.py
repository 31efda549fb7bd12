"""A labelled case, its outcome, and the way to it: the facade as any user calls it."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.matching import Candidate, Index, Subject, Traveller

LIMIT = 10
"""Candidates asked for: a listed person further down the answer counts as not found."""


@dataclass(frozen=True, slots=True)
class Case:
    """A traveller with a label: ``expected`` is the subject that it is, None for nobody listed."""

    family: str
    kind: str
    traveller: Traveller
    expected: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a screening made of a case; scores are 0.0 where nothing was proposed.

    ``explained`` is, of a listed person who was not found, the score that `Index.explain` gives:
    at the threshold or above, it was the index that missed the person; below, the score did.
    """

    case: Case
    rank: int | None
    score: float
    best: float
    strong: bool
    explained: float | None = None

    @property
    def found(self) -> bool:
        """Whether the expected subject is among the candidates."""
        return self.rank is not None

    @property
    def wrong(self) -> bool:
        """A listed person who was not found, or somebody else for whom anybody is a candidate."""
        return self.raised if self.case.expected is None else not self.found

    @property
    def raised(self) -> bool:
        """Whether anybody at all is a candidate."""
        return self.best > 0.0


def build(subjects: Iterable[Subject]) -> Index:
    """An index in a temporary directory, which goes when the index does."""
    directory = tempfile.mkdtemp(prefix="tocsin-accuracy-")
    index = Index.build(subjects, directory)
    weakref.finalize(index, shutil.rmtree, directory, ignore_errors=True)
    return index


def screened(index: Index, cases: Sequence[Case], threshold: float | None = None) -> list[Outcome]:
    """The outcome of each case, in order, at the default threshold or the one given."""
    travellers = [case.traveller for case in cases]
    answers = index.screen(travellers, limit=LIMIT, threshold=threshold)
    return [_outcome(index, case, found) for case, found in zip(cases, answers, strict=True)]


def _outcome(index: Index, case: Case, candidates: Sequence[Candidate]) -> Outcome:
    ids = [candidate.subject_id for candidate in candidates]
    rank = ids.index(case.expected) if case.expected in ids else None
    missed = (
        index.explain(case.traveller, case.expected) if case.expected and rank is None else None
    )
    return Outcome(
        case,
        rank,
        0.0 if rank is None else candidates[rank].score,
        max((candidate.score for candidate in candidates), default=0.0),
        any(candidate.band == "strong" for candidate in candidates),
        missed.score if missed else None,
    )


def share(flags: Iterable[bool]) -> float:
    """How many are true, from 0 to 1, to four places; 0 of nothing is 0."""
    seen = list(flags)
    return round(sum(seen) / len(seen), 4) if seen else 0.0
