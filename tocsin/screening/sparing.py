"""Whom a record must leave alone: whose identity its subject misused, and who was cleared of it.

Asked for at the moment of the question and for a whole passenger list at once. Only of travellers
who would otherwise be candidates is a document ever hashed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.conf import settings

from tocsin.matching import Candidate, Traveller
from tocsin.resolution.queries import protections
from tocsin.resolution.rules import Protection, hashed_documents, spared_by
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.clearances.queries import cleared
from tocsin.screening.clearances.rules import is_spared


class Standing(Protocol):
    """A candidate with the live record that it proposes."""

    @property
    def candidate(self) -> Candidate: ...
    @property
    def record_id(self) -> UUID: ...


Kept = TypeVar("Kept", bound=Standing)


def without_spared(
    actor: Actor, travellers: Sequence[Traveller], rows: Sequence[list[Kept]], *, now: datetime
) -> list[list[Kept]]:
    """For each traveller the candidates that are left; the caller is inside ``viewing(actor)``."""
    marks = _marks(travellers, rows)
    if not marks:
        return list(rows)
    records = {each.record_id for at in marks for each in rows[at]}
    protected = protections(list(records), now=now)
    every = {each for hashes in marks.values() for each in hashes}
    found = cleared(actor.member_id, records, every, now=now)
    if not protected and not found:
        return list(rows)
    misused = _misused(protected, travellers, marks)
    return [
        [
            each
            for each in row
            if each.record_id not in misused.get(at, ())
            and not is_spared(each.record_id, _evidence(each), marks.get(at, ()), found)
        ]
        for at, row in enumerate(rows)
    ]


def _marks(
    travellers: Sequence[Traveller], rows: Sequence[Sequence[Standing]]
) -> Mapping[int, list[str]]:
    """Hashes of the documents of those who have a candidate and a document, by their place."""
    asked = [at for at, row in enumerate(rows) if row and travellers[at].documents]
    if not asked:
        return {}
    key = settings.EXCLUSION_KEY()
    return {at: hashed_documents(travellers[at].documents, key) for at in asked}


def _misused(
    protected: Sequence[Protection], travellers: Sequence[Traveller], asked: Iterable[int]
) -> Mapping[int, frozenset[UUID]]:
    if not protected:
        return {}
    key = settings.EXCLUSION_KEY()
    return {at: spared_by(protected, travellers[at].documents, key) for at in asked}


def _evidence(found: Standing) -> list[str]:
    return [each.feature for each in found.candidate.reasons]
