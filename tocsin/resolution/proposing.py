"""Asking the matching index which records may be one subject. Pure but for the index it is given.

Every subject is screened against all others, as a traveller would be. Nothing is joined here, and
nothing stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from tocsin.matching import Candidate, Index, Subject, Traveller
from tocsin.resolution.rules import Pair, pair_of

ALIKE = 0.70
"""The least score of a proposal. Over the UN, OFAC and EU lists, of the pairs that a UN reference
or a document number settles: at 0.65 three in a hundred proposals are wrong, at 0.70 one, and
nothing that is right is lost; at 0.75 three in a hundred right ones are
(`python -m benchmarks.resolution`)."""
MOST_DATES = 4
"""Birth dates of one subject that are asked with; a list rarely gives more."""
MOST_ALIKE = 12
"""Proposals for one subject: more than these are a name too common to propose by."""
BATCH = 500
"""Subjects asked about at once."""


def alike(index: Index, subjects: Iterable[Subject]) -> Iterator[tuple[Pair, Candidate]]:
    """The pairs that may be one subject, each with the likest comparison; a pair may come twice,
    once from either side. Subjects of different kinds are never paired."""
    remaining = iter(subjects)
    while batch := list(islice(remaining, BATCH)):
        yield from _alike(index, batch)


def _alike(index: Index, batch: Sequence[Subject]) -> Iterator[tuple[Pair, Candidate]]:
    asked = [(each, traveller) for each in batch for traveller in _as_travellers(each)]
    travellers = [traveller for _, traveller in asked]
    answers = index.screen(travellers, limit=MOST_ALIKE, threshold=ALIKE)
    for (subject, _), candidates in zip(asked, answers, strict=True):
        for candidate in candidates:
            if candidate.subject_id != subject.id:
                yield pair_of(UUID(subject.id), UUID(candidate.subject_id)), candidate


def _as_travellers(subject: Subject) -> Iterator[Traveller]:
    """A subject as one that can be screened: once with each birth date, else without."""
    nationality = next(iter(subject.nationalities), None)
    for born in subject.birth_dates[:MOST_DATES] or (None,):
        yield Traveller(subject.names, born, nationality, subject.documents, subject.sex)
