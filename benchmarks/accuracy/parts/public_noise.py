"""Recall and near misses under the noise of the PyPI package sanctions-screening-benchmark.

The package (MIT; Divine Linus) makes its cases from a list of names; here it gets the UN list. It
has its own near misses: listed names crossed with each other, a word exchanged, the longest word
made another. Who is installed makes the cases: this interpreter or that of the peers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from benchmarks.accuracy.cases import Case, Outcome, build, screened, share
from benchmarks.accuracy.recall import by_class, peer_scores, rows_of, sampled, worst
from benchmarks.accuracy.report import Report, Settings, Table
from benchmarks.accuracy.sources import DataAbsent, Listed, drawn, persons
from benchmarks.peers import INTERPRETER, peer
from tocsin.matching import Traveller
from tocsin.matching.types import full_of

FAMILIES = ("benign", "degraded", "adversarial")
LOW = 0.2
"""Threshold of the second screening, whose scores give the rates at other thresholds."""
TITLE = "sanctions-screening-benchmark over the UN list, name only"
_MAKE = """
import json, sys
from ssb.benchmark import build
from ssb.sources import Entity, ListSnapshot
people = [Entity(key, names[0], "individual", [], names[1:]) for key, names in json.load(sys.stdin)]
made = build(ListSnapshot("un", "", people), limit=None, seed=int(sys.argv[1]))
keys = ("family", "perturbation", "query", "expected_entity_id")
json.dump([[getattr(case, key) for key in keys] for case in made.cases], sys.stdout)
"""


def run(settings: Settings) -> Report:
    listed = persons(settings.folder, "un")
    index = build(one.subject for one in listed)
    asked = {one.reference for one in drawn(listed, settings.people, settings.seed)}
    cases = made_cases(listed, settings.seed)
    hits = [case for case in cases if case.expected in asked]
    misses = [case for case in cases if not case.expected]
    misses = misses[:: max(1, len(listed) // len(asked))]
    found, raised = screened(index, hits), screened(index, misses)
    beside = _Beside.of(settings, listed, hits, misses)
    figures = _figures(found, raised)
    if beside:
        low = screened(index, hits, LOW), screened(index, misses, LOW)
        figures |= beside.figures()
        figures["ssb_false_rate_at_logic_v2_recall"] = false_rate_at(*low, beside.recall)
    shares = {"logic-v2": beside.by_class} if beside else {}
    hit_rows = rows_of(found, shares)
    wrong = [one for one in (*found, *raised) if one.wrong]
    return Report(figures, [Table(f"{TITLE}: found", hit_rows), _misses(raised, beside)], wrong)


def made_cases(listed: Sequence[Listed], seed: int) -> list[Case]:
    """The package's cases over these people. Raises DataAbsent where it isn't installed."""
    python = sys.executable if find_spec("ssb") else os.environ.get(INTERPRETER)
    if not python:
        raise DataAbsent("sanctions-screening-benchmark is not installed: it is in extra 'peers'")
    people = [[one.reference, [full_of(name) for name in one.subject.names]] for one in listed]
    made = subprocess.run(
        [python, "-c", _MAKE, str(seed)],
        input=json.dumps(people),
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        Case(family, kind, Traveller(query), expected)
        for family, kind, query, expected in json.loads(made.stdout)
    ]


def false_rate_at(found: Sequence[Outcome], raised: Sequence[Outcome], recall: float) -> float:
    """Our share of near misses with a candidate at the threshold that gives this recall."""
    scores = sorted((one.score for one in found), reverse=True)
    threshold = scores[max(0, round(recall * len(scores)) - 1)]
    return share(one.best >= threshold for one in raised)


@dataclass(frozen=True, slots=True)
class _Beside:
    """logic-v2 on the same cases: recall on all, near misses on a sample of each class."""

    recall: float
    by_class: dict[tuple[str, str], float]
    raised: dict[tuple[str, str], float]
    false_rate: float
    near_misses: int

    @classmethod
    def of(
        cls,
        settings: Settings,
        listed: Sequence[Listed],
        hits: Sequence[Case],
        misses: Sequence[Case],
    ) -> _Beside | None:
        subjects = {one.reference: one.subject for one in listed}
        beside = peer("logic-v2", list(subjects.values())) if settings.sample else None
        if beside is None:
            return None
        scores = peer_scores(beside, hits, subjects)
        few = sampled(misses, settings.sample, settings.seed)
        bests = beside.best([case.traveller for case in few])
        return cls(
            share(score >= beside.threshold for score in scores),
            _shares(hits, [score >= beside.threshold for score in scores]),
            _shares(few, [best >= beside.threshold for best in bests]),
            share(best >= beside.threshold for best in bests),
            len(few),
        )

    def figures(self) -> dict[str, Any]:
        return {
            "ssb_logic_v2_recall": self.recall,
            "ssb_logic_v2_false_rate": self.false_rate,
            "ssb_logic_v2_near_misses": self.near_misses,
        }


def _shares(cases: Sequence[Case], flags: Sequence[bool]) -> dict[tuple[str, str], float]:
    held: dict[tuple[str, str], list[bool]] = {}
    for case, flag in zip(cases, flags, strict=True):
        held.setdefault((case.family, case.kind), []).append(flag)
    return {key: share(of) for key, of in held.items()}


def _figures(found: Sequence[Outcome], raised: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "ssb_cases": len(found),
        "ssb_found": sum(one.found for one in found),
        "ssb_recall": share(one.found for one in found),
        "ssb_recall_first": share(one.rank == 0 for one in found),
        **{f"ssb_{family}_min_recall": worst(found, family) for family in FAMILIES},
        "ssb_near_misses": len(raised),
        "ssb_false_rate": share(one.raised for one in raised),
    }


def _misses(raised: Sequence[Outcome], beside: _Beside | None) -> Table:
    rows = [
        {
            "near miss": kind,
            "cases": len(of),
            "tocsin": share(one.raised for one in of),
            "strong": share(one.strong for one in of),
            "logic-v2": beside.raised.get((family, kind)) if beside else None,
        }
        for (family, kind), of in by_class(raised).items()
    ]
    return Table(f"{TITLE}: near misses with a candidate", rows)
