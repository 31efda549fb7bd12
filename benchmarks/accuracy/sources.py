"""The public lists and reference files that the measure runs on, read as the product reads them.

They lie beside the project and are never part of it; `DataAbsent` says so in one line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from tocsin.formats.lists import ListEntry, merge, read_list
from tocsin.matching import PartialDate, Subject
from tocsin.records.lists.rules import statements_of
from tocsin.records.registers.subjects import subject_of

LISTS = {
    "un": "un/UN_consolidated_2026-02-27.xml",
    "ofac": "ofac/OFAC_sdn_2021-03-10.xml",
    "eu": "eu/EU_FSF_full_2021-03-02.xml",
}


class DataAbsent(Exception):
    """A file that a part needs isn't there; the message names it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed person: the entry as published, and the subject that the index holds of it."""

    entry: ListEntry
    subject: Subject

    @property
    def reference(self) -> str:
        return self.subject.id

    @property
    def born(self) -> PartialDate | None:
        """The first birth date that is a full day."""
        return next((date for date in self.subject.birth_dates if date.is_day), None)


def needed(folder: Path, name: str) -> Path:
    """The path of a reference file. Raises DataAbsent."""
    path = folder / name
    if not path.is_file():
        raise DataAbsent(f"{path} is not there: give the folder of the public lists with --data")
    return path


@lru_cache(maxsize=8)
def subjects_of(folder: Path, publisher: str) -> tuple[Subject, ...]:
    """Every subject of a list, persons or not, by its publisher's reference."""
    return tuple(_subject(entry) for entry in entries_of(folder, publisher))


@lru_cache(maxsize=8)
def persons(folder: Path, publisher: str) -> tuple[Listed, ...]:
    """The persons of a list."""
    found = (entry for entry in entries_of(folder, publisher) if entry.kind == "person")
    return tuple(Listed(entry, _subject(entry)) for entry in found)


def drawn(listed: Sequence[Listed], most: int, seed: int) -> Sequence[Listed]:
    """At most ``most`` people, by chance; 0 is all."""
    return Random(seed).sample(listed, most) if 0 < most < len(listed) else listed


@lru_cache(maxsize=8)
def entries_of(folder: Path, publisher: str) -> tuple[ListEntry, ...]:
    held: dict[str, list[ListEntry]] = {}
    for entry in read_list(publisher, needed(folder, LISTS[publisher])):
        held.setdefault(entry.reference, []).append(entry)
    return tuple(merge(same) if len(same) > 1 else same[0] for same in held.values())


def _subject(entry: ListEntry) -> Subject:
    statements = [statement.to_dict() for statement in statements_of(entry.to_dict())]
    return subject_of(entry.reference, entry.kind, statements)


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with needed(folder, name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def columns(folder: Path, name: str) -> Iterator[list[str]]:
    """The rows of a file of tab-separated columns without a header."""
    with needed(folder, name).open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")
