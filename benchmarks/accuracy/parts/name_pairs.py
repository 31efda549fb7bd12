"""Labelled pairs of names: the persons of nomenklatura's name_bench (MIT).

The pairs are split in halves by a hash of their names. One half may be looked at while rules are
made; the figures are taken from the other. Names alone, the first as the query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from benchmarks.accuracy.cases import build
from benchmarks.accuracy.report import Report, Row, Settings, Table
from benchmarks.accuracy.sources import rows
from benchmarks.peers import peer
from tocsin.matching import Subject, Traveller
from tocsin.matching.score import THRESHOLD

FILE = "matching/name_bench.csv"
PEERS = ("logic-v2", "logic-v1", "rapidfuzz")


class Pair(NamedTuple):
    query: str
    listed: str
    same: bool
    half: str


class Judged(NamedTuple):
    """A scorer's scores of all pairs, in their order, and the threshold that it has by default."""

    name: str
    threshold: float
    scores: Sequence[float]


class F1(NamedTuple):
    """F1 with its precision and recall, and the threshold that they hold for."""

    f1: float
    precision: float
    recall: float
    threshold: float


def run(settings: Settings) -> Report:
    pairs = read(settings)
    judged = [_ours(pairs), *_peers(pairs, settings)]
    table = [
        row for one in judged for half in ("tuned on", "reported") for row in _row(one, pairs, half)
    ]
    return Report(_figures(judged, pairs), [Table("Person pairs of name_bench", table)])


def read(settings: Settings) -> list[Pair]:
    return [
        Pair(row["name1"], row["name2"], row["is_match"] == "true", half_of(row))
        for row in rows(settings.folder, FILE)
        if row["schema"] == "Person"
    ]


def half_of(row: dict[str, str]) -> str:
    """The half of a pair, by the first bit of SHA-256 over its two names in either order."""
    both = "|".join(sorted((row["name1"], row["name2"])))
    return "reported" if hashlib.sha256(both.encode()).digest()[0] & 1 else "tuned on"


def f1_at(scores: Sequence[float], same: Sequence[bool], threshold: float) -> F1:
    """F1 of saying "the same" from ``threshold`` on; 0 where nothing is found."""
    said = [score >= threshold for score in scores]
    right = sum(a and b for a, b in zip(said, same, strict=True))
    if not right:
        return F1(0.0, 0.0, 0.0, threshold)
    precision, recall = right / sum(said), right / sum(same)
    f1 = 2 * precision * recall / (precision + recall)
    return F1(round(f1, 4), round(precision, 4), round(recall, 4), round(threshold, 4))


def best_f1(scores: Sequence[float], same: Sequence[bool]) -> F1:
    """The highest F1 that any threshold gives on these very pairs."""
    return max(
        (f1_at(scores, same, at) for at in sorted({s for s in scores if s > 0.0})),
        default=F1(0.0, 0.0, 0.0, 1.0),
    )


def _ours(pairs: Sequence[Pair]) -> Judged:
    index = build(Subject(str(at), [pair.listed]) for at, pair in enumerate(pairs))
    explained = [index.explain(Traveller(pair.query), str(at)) for at, pair in enumerate(pairs)]
    return Judged("tocsin", THRESHOLD, [one.score if one else 0.0 for one in explained])


def _peers(pairs: Sequence[Pair], settings: Settings) -> Iterable[Judged]:
    for name in PEERS if settings.sample else ():
        scorer = peer(name)
        if scorer is not None:
            both = [
                (Traveller(pair.query), Subject(str(at), [pair.listed]))
                for at, pair in enumerate(pairs)
            ]
            yield Judged(name, scorer.threshold, scorer.scores(both))


def _of_half(one: Judged, pairs: Sequence[Pair], half: str) -> tuple[list[float], list[bool]]:
    kept = [
        (score, pair.same)
        for score, pair in zip(one.scores, pairs, strict=True)
        if half in ("all", pair.half)
    ]
    return [score for score, _ in kept], [same for _, same in kept]


def _row(one: Judged, pairs: Sequence[Pair], half: str) -> Iterable[Row]:
    scores, same = _of_half(one, pairs, half)
    default, best = f1_at(scores, same, one.threshold), best_f1(scores, same)
    yield {
        "scorer": one.name,
        "half": half,
        "pairs": len(same),
        "F1, default": default.f1,
        "precision": default.precision,
        "recall": default.recall,
        "default threshold": one.threshold,
        "F1, best": best.f1,
        "best threshold": best.threshold,
    }


def _figures(judged: Sequence[Judged], pairs: Sequence[Pair]) -> dict[str, Any]:
    figures: dict[str, Any] = {"name_bench_pairs": len(pairs)}
    for one in judged:
        named = "name_bench" if one.name == "tocsin" else one.name.replace("-", "_")
        for half, suffix in (("reported", ""), ("all", "_all_pairs")):
            scores, same = _of_half(one, pairs, half)
            default, best = f1_at(scores, same, one.threshold), best_f1(scores, same)
            figures[f"{named}_f1_default{suffix}"] = default.f1
            figures[f"{named}_f1_best{suffix}"] = best.f1
    return figures
