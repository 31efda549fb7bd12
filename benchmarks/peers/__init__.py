"""Other systems beside ours, on the same cases: each as ``score(query, subject)`` from 0 to 1.

`peer` gives one by name, in this process where it is installed (the extra ``peers``), otherwise
in a child process of the interpreter that ``TOCSIN_PEERS_PYTHON`` names, otherwise None with a
word on stderr. A peer is a yardstick: the product never imports one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

from tocsin.matching import Subject, Traveller

INTERPRETER = "TOCSIN_PEERS_PYTHON"
NEEDED = {
    "logic-v2": "nomenklatura",
    "logic-v1": "nomenklatura",
    "rapidfuzz": "rapidfuzz",
    "tf-idf": "sklearn",
}
"""The peers, and the module that each needs."""


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
    if find_spec(NEEDED[name]):
        return local(name, subjects)
    if python := os.environ.get(INTERPRETER):
        from benchmarks.peers.process import Remote

        try:
            return Remote(python, name, subjects)
        except (OSError, EOFError):
            print(f"{name} is left out: {python} can't run it", file=sys.stderr)
            return None
    print(
        f"{name} is left out: install the extra 'peers', or name an interpreter that has it"
        f" in {INTERPRETER}",
        file=sys.stderr,
    )
    return None


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
