"""Across lists: real people under another publisher's spelling, and real people to be left alone.

Every ordered pair of the UN, OFAC and EU lists; the tested names go against the persons of the
other list. What is easy, medium, hard or script is told in `benchmarks.accuracy.crosslist`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from benchmarks.accuracy.cases import Case, Outcome, build, screened, share
from benchmarks.accuracy.crosslist import UNSHARED, aliases, links, negatives
from benchmarks.accuracy.recall import by_class, sampled
from benchmarks.accuracy.report import Report, Row, Settings, Table
from benchmarks.accuracy.sources import LISTS, Listed, persons
from benchmarks.peers import Peer, peer
from tocsin.matching import Subject, Traveller

KINDS = ("easy", "medium", "hard", "script", "nobody")
PEERS = ("logic-v2", "rapidfuzz", "tf-idf")
FAST = ("rapidfuzz", "tf-idf")
"""Peers that can be asked every case; others get a sample of the negatives, and none against a
list of more than `MOST_SCORED` people, each of whom would have to be scored."""
MOST_SCORED = 2_000
Verdicts = dict[tuple[str, str], list[bool]]


@dataclass(frozen=True, slots=True)
class Direction:
    """One list's names against another list's records."""

    name: str
    subjects: tuple[Subject, ...]
    cases: tuple[Case, ...]


def run(settings: Settings) -> Report:
    directions = [
        _direction(settings.folder, source, other) for source, other in permutations(LISTS, 2)
    ]
    outcomes = [one for way in directions for one in screened(build(way.subjects), list(way.cases))]
    beside = {
        name: verdicts
        for name in PEERS
        if settings.sample and (verdicts := _peer_verdicts(name, directions, settings))
    }
    shown = _rows(outcomes, beside)
    wrong = [one for one in outcomes if one.wrong]
    return Report(_figures(outcomes, beside), [Table("Across lists", shown)], wrong)


def cases_of(
    sources: Sequence[Listed], others: Sequence[Listed], unshared: frozenset[str]
) -> list[Case]:
    """Names to be found and people to be left alone, each with and without the birth date."""
    cases = []
    for link in links(sources, others):
        for alias in aliases(link):
            expected = link.other.reference
            cases += _twice(alias.kind, alias.name, link.source, expected)
    for source in negatives(sources, others, unshared):
        cases += _twice("nobody", source.entry.names[0].full, source, None)
    return cases


def _direction(folder: Path, source: str, other: str) -> Direction:
    sources, others = persons(folder, source), persons(folder, other)
    cases = cases_of(sources, others, UNSHARED.get((source, other), frozenset()))
    return Direction(f"{source} in {other}", tuple(one.subject for one in others), tuple(cases))


def _twice(kind: str, name: str, source: Listed, expected: str | None) -> list[Case]:
    found = [Case("name only", kind, Traveller(name), expected)]
    if source.born:
        traveller = Traveller(name, source.born)
        found.append(Case("with birth date", kind, traveller, expected))
    return found


def _peer_verdicts(
    name: str, directions: Sequence[Direction], settings: Settings
) -> Verdicts | None:
    """By class, whether each case was found, or for nobody listed, whether anyone was raised."""
    verdicts: Verdicts = {}
    for way in directions:
        scorer = peer(name, way.subjects)
        if scorer is None:
            return None
        for case, flag in _judged(scorer, way, settings):
            verdicts.setdefault((case.family, case.kind), []).append(flag)
    return verdicts


def _judged(scorer: Peer, way: Direction, settings: Settings) -> list[tuple[Case, bool]]:
    subjects = {one.id: one for one in way.subjects}
    hits = [case for case in way.cases if case.expected]
    misses = [case for case in way.cases if not case.expected]
    if scorer.name not in FAST:
        small = len(way.subjects) <= MOST_SCORED
        misses = sampled(misses, settings.sample, settings.seed) if small else []
    scores = scorer.scores([(case.traveller, subjects[case.expected or ""]) for case in hits])
    scores += scorer.best([case.traveller for case in misses])
    return [
        (case, score >= scorer.threshold)
        for case, score in zip([*hits, *misses], scores, strict=True)
    ]


def _verdict(one: Outcome) -> bool:
    return one.raised if one.case.expected is None else one.found


def _rows(outcomes: Sequence[Outcome], beside: Mapping[str, Verdicts]) -> list[Row]:
    held = by_class(outcomes)
    return [
        {
            "case": f"{kind}, {family}",
            "cases": len(of),
            "tocsin": share(_verdict(one) for one in of),
            **{name: share(verdicts.get((family, kind), ())) for name, verdicts in beside.items()},
        }
        for family in ("with birth date", "name only")
        for kind in KINDS
        if (of := held.get((family, kind)))
    ]


def _figures(outcomes: Sequence[Outcome], beside: Mapping[str, Verdicts]) -> dict[str, Any]:
    held = by_class(outcomes)
    ours: Verdicts = {key: [_verdict(one) for one in of] for key, of in held.items()}
    nobody = [one for one in outcomes if one.case.expected is None]
    return {
        "crosslist": _shares(ours),
        "crosslist_cases": {_key(key): len(of) for key, of in ours.items()},
        "crosslist_negatives_strong": sum(one.strong for one in nobody),
        "crosslist_strong_by_name": sum(
            one.strong for one in outcomes if one.case.family == "name only"
        ),
        **{f"crosslist_{name.replace('-', '_')}": _shares(of) for name, of in beside.items()},
    }


def _shares(verdicts: Verdicts) -> dict[str, float]:
    return {_key(key): share(flags) for key, flags in sorted(verdicts.items())}


def _key(key: tuple[str, str]) -> str:
    return "_".join(key[::-1]).replace(" ", "_")
