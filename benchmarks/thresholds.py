"""What the default thresholds stand on: ``python -m benchmarks.thresholds [--out FOLDER]``.

Recall (real listed people under another list's spelling) against false candidates per million
travellers (innocents against the UN list), at every threshold, by language group. Scores are
measured anew for tocsin or for the scorer named, kept as JSON, and drawn as SVG with a table.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.accuracy import drawing
from benchmarks.accuracy.cases import Case, build, screened
from benchmarks.accuracy.crosslist import UNSHARED
from benchmarks.accuracy.curves import ALL, STEPS, Allowed, Curve, Scored, curve
from benchmarks.accuracy.groups import GROUPS, of_innocent, of_nationalities
from benchmarks.accuracy.parts import innocents
from benchmarks.accuracy.parts.across_lists import cases_of
from benchmarks.accuracy.report import Settings
from benchmarks.accuracy.sources import LISTS, DataAbsent, persons, subjects_of
from benchmarks.accuracy.thresholds_page import page
from benchmarks.peers import KINDS, Peer, peer
from tocsin.matching import Subject
from tocsin.matching.score import THRESHOLD

QUESTIONS = ("with birth date", "name only")
ALLOWED = {"with birth date": Allowed(500.0, 0.01), "name only": Allowed(20_000.0, 0.06)}
"""What is borne: with a birth date 1 innocent in 2,000 and 1 neighbour in 100; by name alone 2
innocents and 6 neighbours in 100."""
FEWEST = 40
"""Listed people that a group's recall needs to be drawn."""
FOLDER = Path(__file__).parents[1] / "docs" / "measurements"


class Against(NamedTuple):
    """Cases that are all asked of the same subjects."""

    subjects: tuple[Subject, ...]
    cases: tuple[Case, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, keep, draw; 0, or 1 with one line on stderr where something is absent."""
    asked = _parser().parse_args(arguments)
    settings = Settings(asked.data, asked.seed)
    try:
        fresh = _measured(asked.scorer, asked.innocents, settings)
    except DataAbsent as error:
        print(error, file=sys.stderr)
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    curves = _kept(asked.out / "thresholds.json", asked.scorer, fresh)
    _draw(asked.out, curves)
    return 0


def _measured(scorer: str, most: int, settings: Settings) -> list[Curve]:
    """The curves of a scorer over everybody and, for tocsin, over each language group."""
    people = innocents.read(settings)
    if 0 < most < len(people):
        people = Random(settings.seed).sample(people, most)
    groups = (ALL, *GROUPS) if scorer == "tocsin" else (ALL,)
    curves = []
    for question in QUESTIONS:
        asked = list(_listed(settings, question))
        listed = [one for against in asked for one in _own(scorer, against)]
        near = [one for against in asked for one in _neighbours(scorer, against)]
        against = Against(
            subjects_of(settings.folder, "un"),
            tuple(innocents.case_of(one, dated=question != "name only") for one in people),
        )
        raised = _best(scorer, against)
        curves += [curve(scorer, question, group, listed, raised, near, STEPS) for group in groups]
    return curves


def _listed(settings: Settings, question: str) -> Iterator[Against]:
    for source, other in permutations(LISTS, 2):
        sources, others = persons(settings.folder, source), persons(settings.folder, other)
        cases = cases_of(sources, others, UNSHARED.get((source, other), frozenset()))
        kept = tuple(case for case in cases if case.family == question)
        yield Against(tuple(one.subject for one in others), kept)


def _own(scorer: str, against: Against) -> list[Scored]:
    """The score of each listed person's case against the record that it is."""
    held = {one.id: one for one in against.subjects}
    cases = [case for case in against.cases if case.expected]
    subjects = [held[case.expected or ""] for case in cases]
    if scorer == "tocsin":
        scores = [one.score for one in screened(build(against.subjects), cases, STEPS[0])]
    else:
        travellers = [case.traveller for case in cases]
        pairs = list(zip(travellers, subjects, strict=True))
        scores = _peer(scorer, against.subjects).scores(pairs)
    groups = [of_nationalities(subject.nationalities) for subject in subjects]
    return [Scored(group, score) for group, score in zip(groups, scores, strict=True)]


def _neighbours(scorer: str, against: Against) -> list[Scored]:
    """The highest score of each person of no counterpart; of peers that is asked elsewhere."""
    nobody = tuple(case for case in against.cases if not case.expected)
    return _best(scorer, against._replace(cases=nobody)) if scorer == "tocsin" else []


def _best(scorer: str, against: Against) -> list[Scored]:
    """The highest score of each case against anybody listed."""
    if scorer == "tocsin":
        scores = [one.best for one in screened(build(against.subjects), against.cases, STEPS[0])]
    else:
        travellers = [case.traveller for case in against.cases]
        scores = _peer(scorer, against.subjects).best(travellers)
    return [
        Scored(of_innocent(case.kind), score)
        for case, score in zip(against.cases, scores, strict=True)
    ]


def _peer(name: str, subjects: Sequence[Subject]) -> Peer:
    found = peer(name, subjects)
    if found is None:
        raise DataAbsent(f"{name} can't be measured here")
    return found


def _kept(path: Path, scorer: str, fresh: Sequence[Curve]) -> list[Curve]:
    """The curves of all scorers measured so far, this one's renewed."""
    held = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    others = [one for one in map(Curve.from_plain, held) if one.scorer != scorer]
    curves = [*fresh, *others] if scorer == "tocsin" else [*others, *fresh]
    lines = ",\n".join(json.dumps(one.plain()) for one in curves)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return curves


def _draw(out: Path, curves: Sequence[Curve]) -> None:
    shown = [one for one in curves if one.group == ALL or one.listed >= FEWEST]
    (out / "thresholds.svg").write_text(drawing.of_scorers(shown, THRESHOLD), encoding="utf-8")
    for question in QUESTIONS:
        name = f"thresholds-{question.replace(' ', '-')}.svg"
        (out / name).write_text(drawing.of_groups(shown, question, THRESHOLD), encoding="utf-8")
    (out / "thresholds.md").write_text(page(curves, ALLOWED), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.thresholds", description=__doc__)
    parser.add_argument("--scorer", choices=("tocsin", *KINDS), default="tocsin")
    parser.add_argument("--innocents", type=int, default=0, help="at most so many, 0: all")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the page and drawings")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
