"""Recall by class: what share of the cases of a class was found, by us and by a peer beside us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from benchmarks.accuracy.cases import Case, Outcome, share
from benchmarks.accuracy.report import Row
from benchmarks.peers import Peer
from tocsin.matching import Subject

By = dict[tuple[str, str], list[Outcome]]


def by_class(outcomes: Iterable[Outcome]) -> By:
    """Outcomes by (family, kind), in the order in which they first appear."""
    held: By = {}
    for outcome in outcomes:
        held.setdefault((outcome.case.family, outcome.case.kind), []).append(outcome)
    return held


def rows_of(
    outcomes: Sequence[Outcome], peers: Mapping[str, Mapping[tuple[str, str], float]]
) -> list[Row]:
    """One row a class: how many cases, the share found and found first, and the peers' shares."""
    return [
        {
            "family": family,
            "class": kind,
            "cases": len(of),
            "tocsin": share(one.found for one in of),
            "first": share(one.rank == 0 for one in of),
            **{name: shares.get((family, kind)) for name, shares in peers.items()},
        }
        for (family, kind), of in by_class(outcomes).items()
    ]


def worst(outcomes: Iterable[Outcome], family: str, barred: Iterable[str] = ()) -> float | None:
    """The lowest share found among the classes of a family, but for those named ``barred``."""
    left = [
        share(one.found for one in of)
        for (fam, kind), of in by_class(outcomes).items()
        if fam == family and kind not in set(barred)
    ]
    return min(left, default=None)


def sampled(cases: Sequence[Case], most: int, seed: int) -> list[Case]:
    """At most ``most`` cases of each class, drawn by chance."""
    held: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        held.setdefault((case.family, case.kind), []).append(case)
    chance = Random(seed)
    return [
        case for of in held.values() for case in (chance.sample(of, most) if len(of) > most else of)
    ]


def peer_scores(peer: Peer, cases: Sequence[Case], subjects: Mapping[str, Subject]) -> list[float]:
    """The peer's score of each case's traveller against the subject that it is."""
    return peer.scores([(case.traveller, subjects[case.expected or ""]) for case in cases])


def peer_shares(
    peer: Peer, cases: Sequence[Case], subjects: Mapping[str, Subject]
) -> dict[tuple[str, str], float]:
    """By class, the share of cases that the peer finds at its default threshold."""
    found: dict[tuple[str, str], list[bool]] = {}
    for case, score in zip(cases, peer_scores(peer, cases, subjects), strict=True):
        found.setdefault((case.family, case.kind), []).append(score >= peer.threshold)
    return {key: share(flags) for key, flags in found.items()}
