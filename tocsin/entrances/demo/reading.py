"""The invented coalition as values: what the files in ``coalition/`` say, read and typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILES = Path(__file__).parent / "coalition"
_UNITS = {"d": "days", "h": "hours"}


@dataclass(frozen=True, slots=True)
class InventedOfficer:
    """Somebody of the coalition; ``task`` says what a visitor who signs in as them can do.

    Nobody can sign in as an officer without a task.
    """

    username: str
    name: str
    roles: tuple[str, ...]
    task: str = ""


@dataclass(frozen=True, slots=True)
class InventedMember:
    """A state or organisation that does not exist, with its one unit and its officers."""

    code: str
    name: str
    kind: str
    unit: str
    officers: tuple[InventedOfficer, ...]
    brings: Mapping[str, Any] = field(default_factory=dict)
    """What it declares, its desk and its key, as `safeguards.accession.loading` reads them."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an officer concluded about a traveller, ``after`` so long.

    The first of two carries a ``verdict``; the second officer's says whether they concur.
    """

    by: str
    after: timedelta
    reason: str
    verdict: str = ""
    concurs: bool | None = None


@dataclass(frozen=True, slots=True)
class InventedTraveller:
    """A traveller of note, as the carrier sends them, and what is behind.

    ``record`` is the reference of the record that is about this person (``role`` listed), about
    somebody alike (alike), or that must not ring here (silent, with the reason in ``because``).
    """

    names: tuple[str, ...]
    sex: str
    born: str
    nationality: str
    document: tuple[str, str]
    role: str
    record: str
    because: str = ""
    decided: tuple[Conclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class InventedFlight:
    """A flight; ``departs`` counts from the beginning of the demonstration.

    Where ``at`` is given, it leaves on that day at this time (UTC).
    """

    number: str
    origin: str
    destination: str
    departs: timedelta
    at: time | None
    lasts: timedelta
    screened_by: str
    innocents: int
    languages: tuple[str, ...]
    travellers: tuple[InventedTraveller, ...]


@cache
def members() -> tuple[InventedMember, ...]:
    return tuple(_member(row) for row in _rows("members.toml", "member"))


@cache
def applicant() -> Mapping[str, Any]:
    """The state that applies to the coalition, as one of its founders is written."""
    rows: Mapping[str, Any] = tomllib.loads((FILES / "members.toml").read_text("utf-8"))
    found: Mapping[str, Any] = rows["applicant"]
    return found


def member_names() -> Mapping[str, str]:
    """Each member's name by its code."""
    return {each.code: each.name for each in members()}


@cache
def records() -> tuple[Mapping[str, Any], ...]:
    """Each record as its member would fill in the form; ``contributing`` makes it one."""
    return tuple(_rows("records.toml", "record"))


@cache
def flights() -> tuple[InventedFlight, ...]:
    return tuple(_flight(row) for row in _rows("flights.toml", "flight"))


@cache
def names_by_language() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Per language: names under "family", "M" and "F"."""
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in (FILES / "innocents.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, part, names = line.split("\t")
            table.setdefault(language, {})[part] = tuple(names.split())
    return table


def _rows(file: str, key: str) -> Sequence[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = tomllib.loads((FILES / file).read_text("utf-8"))[key]
    return rows


def _member(row: Mapping[str, Any]) -> InventedMember:
    officers = tuple(
        InventedOfficer(each["username"], each["name"], tuple(each["roles"]), each.get("task", ""))
        for each in row["officers"]
    )
    return InventedMember(row["code"], row["name"], row["kind"], row["unit"], officers, row)


def _flight(row: Mapping[str, Any]) -> InventedFlight:
    days_or_hours, _, at = row["departs"].partition(" ")
    return InventedFlight(
        number=str(row["number"]),
        origin=row["from"],
        destination=row["to"],
        departs=_offset(days_or_hours),
        at=time.fromisoformat(at) if at else None,
        lasts=timedelta(minutes=row["minutes"]),
        screened_by=row["screened_by"],
        innocents=row["innocents"],
        languages=tuple(row["languages"]),
        travellers=tuple(_traveller(each) for each in row["traveller"]),
    )


def _traveller(row: Mapping[str, Any]) -> InventedTraveller:
    role = next(each for each in ("listed", "alike", "silent") if each in row)
    return InventedTraveller(
        names=tuple(row["names"]),
        sex=row["sex"],
        born=row["born"],
        nationality=row["nationality"],
        document=(row["document"][0], row["document"][1]),
        role=role,
        record=row[role],
        because=row.get("because", ""),
        decided=tuple(_conclusion(each) for each in row.get("decided", ())),
    )


def _conclusion(row: Mapping[str, Any]) -> Conclusion:
    return Conclusion(
        by=row["by"],
        after=timedelta(minutes=row["minutes"]),
        reason=row["reason"],
        verdict=row.get("verdict", ""),
        concurs=row.get("concurs"),
    )


def _offset(written: str) -> timedelta:
    """``-46d`` or ``+2h``."""
    return timedelta(**{_UNITS[written[-1]]: int(written[:-1])})
