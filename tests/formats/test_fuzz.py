"""Damaged messages get an answer from every reader. The long run is ``benchmarks.fuzz``."""

from __future__ import annotations

from benchmarks.fuzz import run


def test_thousands_of_damaged_messages_crash_no_reader() -> None:
    found = run(3000, seed=7)
    assert (found["inputs"], found["crashes"]) == (3000, 0)
