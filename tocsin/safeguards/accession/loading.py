"""A file of founding members, read into values: TOML, one ``[[member]]`` each.

Reads and checks, and stores nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from tocsin.members.keys import SignedKey
from tocsin.members.rules import Desk
from tocsin.safeguards.accession.errors import LoadUnreadable
from tocsin.safeguards.accession.rules import Application, Declared


@dataclass(frozen=True, slots=True)
class Founder:
    """Everything that a founding member brings."""

    application: Application
    declared: Declared
    key: SignedKey
    desk: Desk
    services: tuple[str, ...]
    joined_at: datetime


def read_founders(text: str) -> list[Founder]:
    """Founders in the order of the file. Raises LoadUnreadable, which says where."""
    try:
        rows = tomllib.loads(text).get("member")
    except tomllib.TOMLDecodeError as error:
        raise LoadUnreadable(problem=str(error)) from None
    if not isinstance(rows, list):
        raise LoadUnreadable(problem="it names no [[member]]")
    return [_read(row, number) for number, row in enumerate(rows, start=1)]


def _read(row: Mapping[str, Any], number: int) -> Founder:
    try:
        return founder(row)
    except KeyError as error:
        problem = f"its member {number} has no {error.args[0]}"
    except (TypeError, ValueError, AttributeError):
        problem = f"its member {number} isn't written as the others are"
    raise LoadUnreadable(problem=problem)


def founder(row: Mapping[str, Any]) -> Founder:
    """One founder from a table of the file. Raises KeyError for what is missing."""
    given = {name: row[name] for name in ("capacity", "mandate") if name in row}
    desk = row["desk"]
    return Founder(
        Application(row["code"], row["name"], row["kind"], **given),
        Declared(row["legal_basis"], row["data_protection_authority"], row["redress_contact"]),
        SignedKey(row["key"], row["signature"]),
        Desk(desk["name"], tuple(desk["numbers"]), desk.get("mail", "")),
        tuple(row.get("services", ())),
        _at_midnight(row["joined"]),
    )


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
