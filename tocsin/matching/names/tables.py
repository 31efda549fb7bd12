"""The shipped name tables, read once when first asked for. Knows nothing of rules or scores.

Each file of `tables/` opens with lines that tell its columns, source and licence.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

KINDRED_FROM = 10_000_000
"""Numbers of the groups that were compiled by hand, and of no others, start here."""


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, cut at tabs, without the lines that describe it."""
    packed = files("tocsin.matching.names").joinpath("tables", name).read_bytes()
    text = (gzip.decompress(packed) if name.endswith(".gz") else packed).decode()
    for line in text.splitlines():
        if not line.startswith("# "):
            yield line.split("\t")


@cache
def columns(name: str) -> dict[str, list[str]]:
    """The table by its first column."""
    return {key: rest for key, *rest in rows(name)}


@cache
def _words(name: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words.split()) for key, words in rows(name)}


def words_of(name: str, key: str) -> tuple[str, ...]:
    """The words that a table of (key, words) holds for the key; none if it has no such row."""
    return _words(name).get(key, ())


@cache
def _entries() -> dict[str, str]:
    """A word's count and groups, as they are written: to take all apart would cost each start."""
    table = {word: f"{count} {groups}" for word, count, groups in rows("groups.tsv.gz")}
    for number, (line,) in enumerate(rows("kindred.tsv"), KINDRED_FROM):
        for word in line.split():
            table[word] = f"{table.get(word, '0')} {number}"
    return table


@lru_cache(maxsize=100_000)
def _entry(word: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _entries().get(word, "0").split())


def count_of(word: str) -> int:
    """How often the word was seen as a name, in the sources named in the table's first line."""
    return _entry(word)[0]


def groups_of(word: str) -> tuple[int, ...]:
    """The groups of equivalent names that hold the word, the most common one first."""
    return _entry(word)[1:]


@cache
def _group_counts() -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in _entries().values():
        count, *first = entry.split(maxsplit=2)[:2]
        for group in first:
            counts[group] = max(counts.get(group, 0), int(count))
    return counts


def commonness_of(word: str, groups: tuple[int, ...]) -> int:
    """The count of the word or of the commonest spelling of its name, whichever is more."""
    return max([count_of(word), *(_group_counts().get(str(group), 0) for group in groups[:1])])


def table_words() -> Iterator[tuple[str, int]]:
    """Every word of the table of equivalent names, with how often it was seen."""
    return ((word, count_of(word)) for word in _entries())
