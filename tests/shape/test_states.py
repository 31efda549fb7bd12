"""Every state of every machine can be reached, and the machines are the tables named ``NEXT``."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tools.draw_states import MACHINES

ROOT = Path(__file__).parents[2]
Table = Mapping[StrEnum, Mapping[Any, StrEnum]]


def tables() -> dict[str, Table]:
    """Each ``NEXT`` of the code, by its module."""
    found = {}
    for file in sorted((ROOT / "tocsin").rglob("rules.py")):
        if "\nNEXT" in file.read_text():
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            found[module] = importlib.import_module(module).NEXT
    return found


TABLES = tables()


def first_of(table: Table) -> StrEnum:
    (first,) = {first for _room, drawn, first in MACHINES.values() if drawn is table}
    return first


@pytest.mark.parametrize("module", TABLES)
def test_every_state_is_a_row_of_its_table(module: str) -> None:
    table = TABLES[module]
    assert set(type(next(iter(table)))) == set(table)


@pytest.mark.parametrize("module", TABLES)
def test_every_state_can_be_reached_from_the_first(module: str) -> None:
    table = TABLES[module]
    reached, waiting = set[StrEnum](), {first_of(table)}
    while waiting:
        reached |= waiting
        waiting = {after for state in waiting for after in table[state].values()} - reached
    assert reached == set(table)


@pytest.mark.parametrize("module", TABLES)
def test_from_every_state_an_end_can_be_reached(module: str) -> None:
    table = TABLES[module]
    ending = {state for state in table if not table[state]}
    grown = True
    while grown:
        more = {state for state in table if set(table[state].values()) & ending} - ending
        ending, grown = ending | more, bool(more)
    assert ending == set(table)


def test_every_machine_is_drawn_in_the_documentation() -> None:
    drawn = {id(table) for _room, table, _first in MACHINES.values()}
    assert {id(table) for table in TABLES.values()} == drawn
