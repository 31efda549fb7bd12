"""Other systems beside ours, on the same cases: each as ``score(query, subject)`` from 0 to 1.

`peer` gives one by name, in this process where it is installed (the extra ``peers``), otherwise
in a child process of the interpreter that ``TOCSIN_PEERS_PYTHON`` names, otherwise None with a
word on stderr. Peers are slow and don't change with our work, so ``TOCSIN_PEERS_MEMORY`` may name
a folder in which their answers are kept; empty it when a peer's version changes. A peer is a
yardstick: the product never imports one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

from tocsin.matching import Subject, Traveller

INTERPRETER = "TOCSIN_PEERS_PYTHON"
MEMORY = "TOCSIN_PEERS_MEMORY"


class Kind(NamedTuple):
    """The module that a peer needs, and its default threshold."""

    module: str
    threshold: float


KINDS: dict[str, Kind] = {
    "logic-v2": Kind("nomenklatura", 0.70),
    "logic-v1": Kind("nomenklatura", 0.70),
    "rapidfuzz": Kind("rapidfuzz", 0.85),
    "tf-idf": Kind("sklearn", 0.60),
}
"""yente's default for nomenklatura's two; ours for the others, which have none of their own."""


class Peer(Protocol):
    """A scorer; ``threshold`` is its default, at or above which it says "the same"."""

    name: str
    threshold: float

    def score(self, query: Traveller, subject: Subject) -> float:
        """How much the query is the subject, from 0 to 1."""

    def scores(self, pairs: Sequence[tuple[Traveller, Subject]]) -> list[float]:
        """`score` of many pairs, in their order."""

    def best(self, queries: Sequence[Traveller]) -> list[float]:
        """For each query its highest score among the subjects that the peer was made with."""


def peer(name: str, subjects: Sequence[Subject] = ()) -> Peer | None:
    """The peer over ``subjects``, or None where it is not to be had. Raises KeyError: no such."""
    here = find_spec(KINDS[name].module) is not None
    python = None if here else os.environ.get(INTERPRETER)
    found = local(name, subjects) if here else _remote(python, name, subjects) if python else None
    if found is None:
        reason = f"{python} can't run it" if python else f"install 'peers' or set {INTERPRETER}"
        print(f"{name} is left out: {reason}", file=sys.stderr)
        return None
    if folder := os.environ.get(MEMORY):
        from benchmarks.peers.remembered import Remembered

        return Remembered(found, subjects, Path(folder))
    return found


def local(name: str, subjects: Sequence[Subject]) -> Peer:
    """The peer in this process. Raises ImportError where it isn't installed."""
    if name.startswith("logic"):
        from benchmarks.peers.logic import Logic

        return Logic(name, subjects)
    if name == "rapidfuzz":
        from benchmarks.peers.letters import Letters

        return Letters(subjects)
    from benchmarks.peers.grams import Grams

    return Grams(subjects)


def _remote(python: str, name: str, subjects: Sequence[Subject]) -> Peer | None:
    from benchmarks.peers.process import Remote

    try:
        return Remote(python, name, subjects)
    except (OSError, EOFError):
        return None
