"""From judgements on pairs to clusters of records. Pure: values in, decision out.

A cluster is a view. Nothing is merged, so nothing has to be taken apart again: when a judgement
is taken back, the view before it is there as it was. A machine's proposal joins nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from rapidfuzz import fuzz

from tocsin.foundations.vocabulary import PartialDate
from tocsin.resolution.errors import EvidenceMissing, SameRecord, WouldJoinDifferent
from tocsin.safeguards.ledger.rules import keyed_hash

SHORTEST_EVIDENCE = 3
LONGEST_EVIDENCE = 2_000
"""Characters of the evidence as it is stored."""

Document = tuple[str, str]
"""Issuer (ISO 3166-1 alpha-2) and number."""
Pair = tuple[UUID, UUID]
"""Two records, the smaller id first."""


class Judged(StrEnum):
    """What an officer says of two records; ``WITHDRAWN`` takes the member's judgement back."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What the judgements of all members on a pair amount to."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    CONTESTED = "contested"
    UNJUDGED = "unjudged"


class Judging(Protocol):
    """A judgement as it is stored."""

    @property
    def first_id(self) -> UUID: ...
    @property
    def second_id(self) -> UUID: ...
    @property
    def member_id(self) -> int: ...
    @property
    def judged(self) -> str: ...


APART = frozenset({Standing.DIFFERENT, Standing.CONTESTED})
Kept = TypeVar("Kept", bound=Judging)


def pair_of(one: UUID, other: UUID) -> Pair:
    """The two in the order in which they are stored. Raises SameRecord."""
    if one == other:
        raise SameRecord
    return (one, other) if one.bytes < other.bytes else (other, one)


def in_force(judgements: Iterable[Kept]) -> list[Kept]:
    """Each member's last word on each pair, of judgements in the order they were made."""
    last: dict[Hashable, Kept] = {}
    for each in judgements:
        last[each.first_id, each.second_id, each.member_id] = each
    return [each for each in last.values() if each.judged != Judged.WITHDRAWN]


def standing(judged: Iterable[str]) -> Standing:
    """What judgements in force amount to: a contradiction is shown, and joins nothing.

    Members are not counted against each other. As long as one says "different", the records stay
    apart, because a wrong join harms a person and a missing one costs a look.
    """
    said = set(judged)
    if {Judged.SAME, Judged.DIFFERENT} <= said:
        return Standing.CONTESTED
    for each in (Judged.SAME, Judged.DIFFERENT, Judged.UNSURE):
        if each in said:
            return Standing(each.value)
    return Standing.UNJUDGED


def standings(judgements: Iterable[Judging]) -> dict[Pair, Standing]:
    """The standing of every pair that was judged, of judgements in the order they were made."""
    said: dict[Pair, list[str]] = defaultdict(list)
    for each in in_force(judgements):
        said[each.first_id, each.second_id].append(each.judged)
    return {pair: standing(judged) for pair, judged in said.items()}


def cluster_of(record: UUID, stood: Mapping[Pair, Standing]) -> frozenset[UUID]:
    """All records that pairs judged the same join to this one, itself included.

    One that was judged different from it isn't reached, nor anything through it: what members
    contradict each other about stays apart.
    """
    beside = _beside(stood, {Standing.SAME})
    apart = _beside(stood, APART)[record]
    found, reached = {record}, [record]
    while reached:
        fresh = beside[reached.pop()] - found - apart
        found |= fresh
        reached.extend(fresh)
    return frozenset(found)


def _beside(stood: Mapping[Pair, Standing], how: Collection[Standing]) -> dict[UUID, set[UUID]]:
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for (first, second), stands in stood.items():
        if stands in how:
            beside[first].add(second)
            beside[second].add(first)
    return beside


def check_join(pair: Pair, stood: Mapping[Pair, Standing]) -> None:
    """Refuse to join two clusters between which a pair was judged different.

    Raises WouldJoinDifferent, naming that pair. The pair itself may be judged anew.
    """
    ours, theirs = (cluster_of(each, stood) for each in pair)
    for (first, second), how in stood.items():
        if how is not Standing.DIFFERENT or (first, second) == pair:
            continue
        across = (first in ours and second in theirs) or (first in theirs and second in ours)
        if across:
            raise WouldJoinDifferent(one=first, other=second)


def checked_evidence(evidence: str) -> str:
    """The evidence without white space around it. Raises EvidenceMissing when there is none."""
    bare = evidence.strip()[:LONGEST_EVIDENCE]
    if len(bare) < SHORTEST_EVIDENCE:
        raise EvidenceMissing
    return bare


@dataclass(frozen=True, slots=True)
class Consent:
    """How a person agreed that their documents exclude them; ``told`` never says who they are."""

    told: str
    on: date
    until: datetime


def hashed_documents(documents: Iterable[Document], key: bytes) -> list[str]:
    """Keyed hashes of documents (issuer, number), sorted; spaces, dashes and case don't count."""
    bare = ((issuer.upper(), "".join(filter(str.isalnum, number))) for issuer, number in documents)
    return sorted(keyed_hash(key, f"{issuer} {number}") for issuer, number in bare if number)


class Protection(Protocol):
    """What spares someone whose identity the subject of a record used."""

    @property
    def record_id(self) -> UUID: ...
    @property
    def documents(self) -> Collection[str]: ...


def spared_by(
    protections: Iterable[Protection], documents: Iterable[Document], key: bytes
) -> frozenset[UUID]:
    """The records that whoever bears these documents must not be taken for the subject of."""
    hashes = set(hashed_documents(documents, key))
    return frozenset(each.record_id for each in protections if hashes & set(each.documents))


SPELT_ALIKE = 85
"""Share of letters, of 100, from which names are two spellings of one (rapidfuzz's measure)."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """One property over all records compared: for each record, in order, what it states of it.

    ``agreement`` is "agrees" where all who state something share a value, "near" where each two
    have values that may be one (`NEAR`), "differs" where two have none, "not_comparable" where
    fewer than two state anything.
    """

    property: str
    cells: tuple[tuple[str, ...], ...]
    agreement: Literal["agrees", "near", "differs", "not_comparable"]


def _may_be_one_day(a: str, b: str) -> bool:
    return PartialDate.parse(a).overlaps(PartialDate.parse(b))


def _within(a: str, b: str) -> bool:
    """Whether one names all words of the other."""
    words = [set(_WORD.findall(text.casefold())) for text in (a, b)]
    return words[0] <= words[1] or words[1] <= words[0]


def _spelt_alike(a: str, b: str) -> bool:
    return _within(a, b) or fuzz.token_sort_ratio(a.casefold(), b.casefold()) >= SPELT_ALIKE


NEAR: Mapping[str, Callable[[str, str], bool]] = {
    "address": _within,
    "birth_date": _may_be_one_day,
    "birth_place": _within,
    "name": _spelt_alike,
}
"""Where two values that are not the same may be one: by property, and how that is seen."""


def line(property_: str, cells: Iterable[Iterable[str]]) -> Line:
    """A line of the comparison. A contradiction is shown with its sources, never voted away."""
    stated = tuple(tuple(dict.fromkeys(each)) for each in cells)
    given = [{value.casefold() for value in each} for each in stated if each]
    if len(given) < 2:
        return Line(property_, stated, "not_comparable")
    if frozenset.intersection(*map(frozenset, given)):
        return Line(property_, stated, "agrees")
    near = NEAR.get(property_)
    alike = near and all(
        any(near(a, b) for a in some for b in others)
        for some, others in combinations([each for each in stated if each], 2)
    )
    return Line(property_, stated, "near" if alike else "differs")
