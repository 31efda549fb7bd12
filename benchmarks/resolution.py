"""Proposals of duplicates over real lists: ``python -m benchmarks.resolution``.

The whole UN, OFAC and EU lists are brought into a register, and ``tocsin resolution propose`` is
timed. What is right is known from elsewhere: a UN reference that the EU list carries, or a document
number that stands under one record of each of two lists. A list lists nobody twice, so a record
whose counterpart on a list is known has no other there: every other pair proposed for it is wrong.
Pairs of which nothing is known are counted in neither. Splink links the same subjects in the same
run where ``TOCSIN_SPLINK_PYTHON`` names an interpreter that has it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.accuracy.sources import LISTS, entries_of, subjects_of
from benchmarks.accuracy.words import plain
from benchmarks.command_line import timed
from benchmarks.flights import DATA
from tocsin.matching import Subject
from tocsin.matching.types import name_of

Pair = tuple[str, str]
SHORTEST_NUMBER = 6
"""Characters that a document number needs to say who somebody is."""
EVERY = "1000000"
SPLINK = Path(__file__).parent / "peers" / "splink_pairs.py"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known from elsewhere: the right pairs, and whose counterparts are known where."""

    right: frozenset[Pair]
    by_reference: int
    by_document: int

    def judged(self, found: Iterable[Pair]) -> tuple[float, float, list[Pair]]:
        """Precision, recall and the wrong pairs of what was found."""
        settled = {(one, _list(other)) for pair in self.right for one, other in _both(pair)}
        pairs = set(found)
        right = pairs & self.right
        wrong = sorted(
            pair
            for pair in pairs - self.right
            if any((one, _list(other)) in settled for one, other in _both(pair))
        )
        return len(right) / max(len(right) + len(wrong), 1), len(right) / len(self.right), wrong


def known(folder: Path) -> Known:
    """The pairs of records that a reference or a document number links."""
    held = {f"{code}:{each.reference}": each for code in LISTS for each in entries_of(folder, code)}
    by_reference = {
        _pair(key, f"{code}:{reference}")
        for key, entry in held.items()
        for code, reference in entry.other_references
        if f"{code}:{reference}" in held
    }
    by_document = set(_by_document(folder))
    right = frozenset(by_reference | by_document)
    return Known(right, len(by_reference), len(by_document))


def _by_document(folder: Path) -> Iterator[Pair]:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code in LISTS:
        for subject in subjects_of(folder, code):
            for _, number in subject.documents:
                bare = re.sub(r"[^A-Z0-9]", "", number.upper())
                if len(bare) >= SHORTEST_NUMBER:
                    bearers[subject.kind, bare].add(f"{code}:{subject.id}")
    for keys in bearers.values():
        if max(Counter(map(_list, keys)).values()) == 1:
            yield from (_pair(*two) for two in combinations(keys, 2))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _both(pair: Pair) -> tuple[Pair, Pair]:
    return pair, pair[::-1]


def _list(key: str) -> str:
    return key.partition(":")[0]


def proposed(folder: Path) -> tuple[float, list[Pair]]:
    """Seconds that the command takes, start of the node included, and the pairs it proposes."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory) / "home"
        for code, file in LISTS.items():
            timed(home, "lists", "import", code, str(folder / file))
        timed(home, "match", "Qasim Zarbaran")  # The index is there, as on a node at work.
        seconds, _ = timed(home, "resolution", "propose")
        _, answer = timed(home, "resolution", "pairs", "--limit", EVERY)
    sides = ((each["first"], each["second"]) for each in answer["pairs"])
    return seconds, [_pair(_key(first), _key(second)) for first, second in sides]


def _key(side: dict[str, str]) -> str:
    return f"{side['list']}:{side['reference']}"


def linked_by_splink(folder: Path, python: str) -> tuple[float, list[Pair]]:
    """Seconds of Splink's whole run, and the pairs it gives a probability of at least a half."""
    lines = "\n".join(
        json.dumps(_row(code, each)) for code in LISTS for each in subjects_of(folder, code)
    )
    began = time.perf_counter()
    done = subprocess.run(
        [python, str(SPLINK)], input=lines, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - began
    return seconds, [_pair(one, other) for one, other, _ in json.loads(done.stdout)]


def _row(code: str, subject: Subject) -> dict[str, Any]:
    names = sorted({" ".join(plain(name_of(each).full)) for each in subject.names})
    days = [str(each) for each in subject.birth_dates]
    numbers = sorted({re.sub(r"[^A-Z0-9]", "", each.upper()) for _, each in subject.documents})
    return {
        "id": f"{code}:{subject.id}",
        "name": names[0] if names else None,
        "names": names,
        "words": sorted({word for each in names for word in each.split() if len(word) > 3}),
        "born": days[0] if days else None,
        "document": numbers[0] if numbers else None,
        "documents": numbers,
        "nationalities": sorted(set(subject.nationalities)),
    }


def measure(folder: Path, splink: str) -> dict[str, Any]:
    """The figures, rounded; those of Splink are None where it was not run."""
    truth = known(folder)
    seconds, pairs = proposed(folder)
    precision, recall, wrong = truth.judged(pairs)
    figures: dict[str, Any] = {
        "seconds": round(seconds, 1),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "splink_precision": None,
        "splink_recall": None,
        "splink_seconds": None,
        "pairs": len(pairs),
        "known_by_reference": truth.by_reference,
        "known_by_document": truth.by_document,
        "wrong": wrong,
        "missed": sorted(truth.right - set(pairs)),
    }
    if splink:
        took, linked = linked_by_splink(folder, splink)
        precision, recall, _ = truth.judged(linked)
        figures |= {
            "splink_precision": round(precision, 4),
            "splink_recall": round(recall, 4),
            "splink_seconds": round(took, 1),
        }
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measure(given.data, os.environ.get("TOCSIN_SPLINK_PYTHON", ""))
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:20}", value)


if __name__ == "__main__":
    main()
