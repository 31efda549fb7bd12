"""The shipped name tables, read once when first asked for. Knows nothing of rules or scores."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tocsin.matching.names.words import KINDRED

_NO_GROUPS: tuple[int, ...] = ()
_KINDRED_FROM = 10_000_000


def _rows(name: str) -> Iterator[list[str]]:
    packed = files("tocsin.matching.names").joinpath("tables", name).read_bytes()
    for line in gzip.decompress(packed).decode().splitlines()[1:]:
        yield line.split("\t")


@cache
def _groups() -> dict[str, tuple[int, tuple[int, ...]]]:
    table = {
        word: (int(count), tuple(int(group) for group in groups.split()))
        for word, count, groups in _rows("groups.tsv.gz")
    }
    for number, line in enumerate(KINDRED, _KINDRED_FROM):
        for word in line.split():
            count, groups = table.get(word, (0, _NO_GROUPS))
            table[word] = (count, (*groups, number))
    return table


@cache
def _arabic() -> dict[str, tuple[str, ...]]:
    return {key: tuple(spellings.split()) for key, spellings in _rows("arabic.tsv.gz")}


@cache
def _han() -> dict[str, tuple[str, ...]]:
    return {character: tuple(readings.split()) for character, readings in _rows("han.tsv.gz")}


def count_of(word: str) -> int:
    """How often the word was seen as a name, in the sources named in the table's first line."""
    return _groups().get(word, (0, _NO_GROUPS))[0]


def groups_of(word: str) -> tuple[int, ...]:
    """The groups of equivalent names that hold the word, the most common one first."""
    return _groups().get(word, (0, _NO_GROUPS))[1]


@cache
def _group_counts() -> dict[int, int]:
    counts: dict[int, int] = {}
    for count, groups in _groups().values():
        for group in groups[:1]:
            counts[group] = max(counts.get(group, 0), count)
    return counts


def commonness_of(word: str, groups: tuple[int, ...]) -> int:
    """The count of the word or of the commonest spelling of its name, whichever is more."""
    return max([count_of(word), *(_group_counts().get(group, 0) for group in groups[:1])])


def arabic_spellings(word: str) -> tuple[str, ...]:
    return _arabic().get(word, ())


def han_readings(character: str) -> tuple[str, ...]:
    return _han().get(character, ())
