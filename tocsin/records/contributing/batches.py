"""What a file of contributions came to: counts, and every fault with its line and field. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Mode(StrEnum):
    """What a file is sent for."""

    CHECK = "check"
    """Say what would happen, and change nothing."""
    ALL = "all"
    """Take it whole or not at all."""
    GOOD = "good"
    """Take the good rows, and say what is wrong with the others."""


class Change(StrEnum):
    """What a contribution does to the register."""

    ADDED = "added"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong with one row: its line, the field, and a sentence that repeats no value."""

    line: int
    field: str
    code: str
    message: str
    reference: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "reference": self.reference,
            "field": self.field,
            "code": self.code,
            "message": self.message,
        }


@dataclass
class Report:
    """The report of a batch, as it grows: ``bad`` counts rows, ``faults`` may be several a row."""

    mode: Mode
    rows: int = 0
    bad: int = 0
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    held: int = 0
    faults: list[RowFault] = field(default_factory=list)

    @property
    def good(self) -> int:
        return self.rows - self.bad

    @property
    def is_taken(self) -> bool:
        """Whether the good rows are to be stored."""
        if self.mode is Mode.CHECK:
            return False
        return self.mode is Mode.GOOD or not self.bad

    def count(self, change: Change, *, held: bool = False) -> None:
        """Count a good row by what it changes; ``held`` where its words have to be edited first."""
        setattr(self, change.value, getattr(self, change.value) + 1)
        self.held += held and change is not Change.UNCHANGED

    def to_dict(self) -> dict[str, Any]:
        return {
            "mode": str(self.mode),
            "stored": self.is_taken,
            "rows": self.rows,
            "good": self.good,
            "bad": self.bad,
            "added": self.added,
            "revised": self.revised,
            "unchanged": self.unchanged,
            "held": self.held,
            "faults": [each.to_dict() for each in self.faults],
        }
