"""Which script a record's names are in, and which counts may be shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.matching.names.scripts import script_of
from tocsin.records.suspension.rules import is_due

LEAST = 10
"""Conclusions in a cell that is shown; as for corridors (DOMAIN H3)."""
LATIN = "latin"


@dataclass(frozen=True, slots=True)
class Share:
    """Of the candidates of one list, border or script: confirmed and rejected.

    ``name`` is its code, and empty for several that were too small to stand alone.
    """

    name: str
    confirmed: int
    rejected: int

    @property
    def concluded(self) -> int:
        return self.confirmed + self.rejected

    @property
    def confirmed_in_100(self) -> int:
        return round(100 * self.confirmed / self.concluded) if self.concluded else 0

    @property
    def rings_falsely(self) -> bool:
        """Whether so many were rejected that a record would fall silent for it."""
        return is_due(self.rejected, self.confirmed)

    def __add__(self, other: Share) -> Share:
        return Share("", self.confirmed + other.confirmed, self.rejected + other.rejected)


def script_group(names: Iterable[str]) -> str:
    """The first script other than Latin that a record's names are written in; else "latin".

    What stands for the language group: a record says the script of its names, and seldom more.
    """
    scripts = (script_of(character) for name in names for character in name if character.isalpha())
    return next((script for script in scripts if script != LATIN), LATIN)


def shown(shares: Iterable[Share], least: int = LEAST) -> list[Share]:
    """The shares as they may be shown, the largest first, small ones put together at the end.

    Together they are never small either, so that a total tells nothing of one: the smallest that
    could stand alone goes with them, where it must. Where all are small together, nothing is shown.
    """
    ordered = sorted(shares, key=lambda each: (-each.concluded, each.name))
    alone = [each for each in ordered if each.concluded >= least]
    small = [each for each in ordered if 0 < each.concluded < least]
    if not small:
        return alone
    while alone and _together(small).concluded < least:
        small.append(alone.pop())
    rest = _together(small)
    return [*alone, rest] if rest.concluded >= least else []


def _together(shares: Sequence[Share]) -> Share:
    return sum(shares, start=Share("", 0, 0))
