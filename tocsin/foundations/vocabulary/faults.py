"""A fault in what somebody sent, as a value: readers return it beside what they could read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the input: counted from 1, as an editor counts; None where it can't be told."""

    line: int | None = None
    column: int | None = None
    segment: int | None = None

    def __str__(self) -> str:
        parts = (("line", self.line), ("column", self.column), ("segment", self.segment))
        return ", ".join(f"{name} {number}" for name, number in parts if number is not None)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, for the sender to mend.

    ``code`` is stable and for machines (``count-differs``); ``message`` is one sentence for a
    person and never repeats a traveller's particulars: faults are stored and logged.
    """

    code: str
    message: str
    position: Position = Position()

    def __str__(self) -> str:
        where = str(self.position)
        return f"{where}: {self.message}" if where else self.message
