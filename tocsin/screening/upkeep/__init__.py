"""Keeping the matching index as new as the records, before every question.

The index only proposes. What this stage leaves out or leaves in too long has no effect, since
the database is asked about every proposal; what it lacks would be missed, so it catches up first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tocsin.matching import Index, IndexUnusable
from tocsin.records.registers import queries as registers

Report = Callable[[str], None]


def fresh_index(directory: Path, *, report: Report = lambda _: None) -> Index:
    """The index, caught up with every change that was committed before this call.

    A missing or damaged index, or one of another database, is built anew from the records.
    """
    state = registers.database_state()
    try:
        index = Index.open(directory)
    except IndexUnusable:
        return _rebuild(directory, state, report)
    if _database(index.watermark) != _database(state):
        return _rebuild(directory, state, report)
    return _catch_up(index, state)


def _rebuild(directory: Path, state: str, report: Report) -> Index:
    report("building the index")
    return Index.build(registers.all_subjects(), directory, watermark=state)


def _catch_up(index: Index, state: str) -> Index:
    subjects, ended = registers.indexed_changes(_horizon(index.watermark))
    if subjects or ended:
        index.add(subjects, withdrawn=ended, watermark=state)
    return index


def _database(watermark: str) -> str:
    return watermark.rpartition(":")[0]


def _horizon(watermark: str) -> int:
    return int(watermark.rpartition(":")[2])
