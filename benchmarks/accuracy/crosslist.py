"""Labelled cases from real lists: one publisher's spelling against another publisher's record.

The label never comes from the tested string. Two records are linked by a document number, or by
*another* name together with the full birth date; then only those names of one record are tested
that the other doesn't carry. Negatives are listed people of programmes that have no counterpart
on the other list, so that there is nothing to find. Pure: lists in, cases out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from benchmarks.accuracy.sources import Listed
from benchmarks.accuracy.words import plain, script_of
from tocsin.matching import Name
from tocsin.matching.types import name_of

Key = Hashable
EASY, MEDIUM = 90, 70
"""Least likeness (rapidfuzz ``token_sort_ratio`` of the folded name to the closest name of the
record, 0 to 100) of an easy and of a medium case; anything less is hard."""
SHORTEST_NUMBER = 6
"""Characters that a document number needs to link two records."""

UNSHARED: dict[tuple[str, str], frozenset[str]] = {
    ("ofac", "un"): frozenset(
        (
            "SDNTK", "SDNT", "TCO", "UKRAINE-EO13660", "UKRAINE-EO13661", "UKRAINE-EO13685",
            "VENEZUELA", "VENEZUELA-EO13850", "ZIMBABWE", "BELARUS", "CYBER2", "MAGNIT", "BALKANS",
            "NICARAGUA", "HK-EO13936", "ELECTION-EO13848", "CAATSA - RUSSIA", "CUBA", "GLOMAG",
            "SYRIA", "BURMA-EO14014",
        )
    ),
    ("ofac", "eu"): frozenset(("SDNTK", "SDNT", "TCO", "HK-EO13936", "CUBA")),
    ("eu", "un"): frozenset(("SYR", "UKR", "BLR", "VEN", "TUN", "EGY", "MMR", "NIC", "GIN")),
    ("eu", "ofac"): frozenset(("TUN", "EGY")),
}  # fmt: skip
"""Programmes of the first list of which the second list has nobody: narcotics and organised crime,
and regimes that one publisher alone has."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two records of one person, and what says so: "document", or "name and birth date"."""

    source: Listed
    other: Listed
    by: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of one record to be found in another that doesn't carry it."""

    link: Link
    name: str
    kind: str


def links(sources: Sequence[Listed], others: Sequence[Listed]) -> list[Link]:
    """Every pair of records that a document number, or a name with its full birth date, links.

    A number or a name with its date links nobody where it stands under two records of one list:
    publishers do print one person's passport under another.
    """
    found: dict[tuple[str, str], Link] = {}
    for by, keys_of in (("document", _numbers), ("name and birth date", _names_with_dates)):
        here, there = _alone(sources, keys_of), _alone(others, keys_of)
        for key, source in here.items():
            if (other := there.get(key)) is not None:
                pair = source.reference, other.reference
                found.setdefault(pair, Link(source, other, by))
    return list(found.values())


def aliases(link: Link) -> list[Alias]:
    """The names of the source, weak ones left out, that the other record doesn't carry."""
    carried = {plain(name_of(name).full) for name in link.other.subject.names}
    tested: dict[tuple[str, ...], str] = {}
    for name in map(name_of, link.source.subject.names):
        words = plain(name.full)
        if not name.weak and len(words) > 1 and words not in carried:
            tested.setdefault(words, name.full)
    return [Alias(link, name, kind_of(name, link.other.subject.names)) for name in tested.values()]


def kind_of(name: str, held: Iterable[Name | str]) -> str:
    """Script, easy, medium or hard, by how far the name is from the closest one held."""
    fulls = [name_of(one).full for one in held]
    script = script_of(name)
    if script != "Latin" and all(script_of(one) != script for one in fulls):
        return "script"
    nearest = max((likeness(name, one) for one in fulls), default=0.0)
    return "easy" if nearest >= EASY else "medium" if nearest >= MEDIUM else "hard"


def likeness(one: str, other: str) -> float:
    """rapidfuzz's ``token_sort_ratio`` of two folded names, 0 to 100."""
    return fuzz.token_sort_ratio(_folded(one), _folded(other))


def negatives(
    sources: Sequence[Listed], others: Sequence[Listed], unshared: frozenset[str]
) -> Iterator[Listed]:
    """People all of whose programmes are unshared, and whom nothing links to the other list.

    Left out as well: whoever may be one of the others after all (`may_be_one`).
    """
    linked = {link.source.reference for link in links(sources, others)}
    worded = _by(others, _words)
    for source in sources:
        programmes = source.entry.programmes
        if not programmes or not unshared.issuperset(programmes) or source.reference in linked:
            continue
        near = {id(one): one for word in _words(source) for one in worded.get(word, ())}
        if not any(may_be_one(source, other) for other in near.values()):
            yield source


def may_be_one(source: Listed, other: Listed) -> bool:
    """Whether a reader would ask if two records are one person.

    Two words of a name the same and the same full birth date; or three words the same and birth
    dates that may be the same. Such a pair is no fair negative.
    """
    dates = [
        (ours, theirs)
        for ours in source.subject.birth_dates
        for theirs in other.subject.birth_dates
        if ours.overlaps(theirs)
    ]
    same = _most_words_shared(source, other) if dates else 0
    the_day = any(ours.is_day and ours == theirs for ours, theirs in dates)
    return same > 2 or (same == 2 and the_day)


def _most_words_shared(source: Listed, other: Listed) -> int:
    return max(
        (len(ours & theirs) for ours in _word_sets(source) for theirs in _word_sets(other)),
        default=0,
    )


def _words(one: Listed) -> set[Key]:
    return {word for words in _word_sets(one) for word in words}


@lru_cache(maxsize=20_000)
def _word_sets(one: Listed) -> frozenset[frozenset[str]]:
    names = (plain(name_of(name).full) for name in one.subject.names)
    return frozenset(frozenset(word for word in words if len(word) > 2) for words in names)


def _by(people: Sequence[Listed], keys_of: Callable[[Listed], set[Key]]) -> dict[Key, list[Listed]]:
    held: dict[Key, list[Listed]] = {}
    for one in people:
        for key in keys_of(one):
            held.setdefault(key, []).append(one)
    return held


def _alone(people: Sequence[Listed], keys_of: Callable[[Listed], set[Key]]) -> dict[Key, Listed]:
    """Keys that stand under one record only, with that record."""
    return {key: of[0] for key, of in _by(people, keys_of).items() if len(of) == 1}


def _numbers(one: Listed) -> set[Key]:
    bare = (re.sub(r"[^A-Z0-9]", "", number.upper()) for _, number in one.subject.documents)
    return {number for number in bare if len(number) >= SHORTEST_NUMBER}


def _names_with_dates(one: Listed) -> set[Key]:
    days = [str(date) for date in one.subject.birth_dates if date.is_day]
    names = [name_of(name) for name in one.subject.names]
    strong = [plain(name.full) for name in names if not name.weak]
    return {(words, day) for words in strong if len(words) > 1 for day in days}


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", anyascii(name).lower()).split())
