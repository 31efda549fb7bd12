"""What a part gives back, and how it is shown: figures for machines, tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.accuracy.cases import Outcome

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """``people`` bounds the listed people whose names are made noisy, drawn by chance; 0 is all.

    ``sample`` bounds the cases of a class that the slow peers are asked; 0 leaves them out.
    ``pool`` is how many names one is looked for among, across scripts.
    """

    folder: Path
    seed: int = 1
    people: int = 200
    sample: int = 100
    pool: int = 100_000


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Report:
    """``figures`` go into the line of JSON as they are, ``tables`` into what people read.

    ``wrong`` are the cases that went wrong: listed people not found, others with a candidate.
    """

    figures: dict[str, Any]
    tables: list[Table] = field(default_factory=list)
    wrong: list[Outcome] = field(default_factory=list)


def in_markdown(table: Table) -> str:
    """A table as Markdown, its columns those of the first row."""
    if not table.rows:
        return f"{table.title}: nothing to show\n"
    heads = list(table.rows[0])
    lines = [f"**{table.title}**", ""] if table.title else []
    lines += [_line(heads), _line(["---"] * len(heads))]
    lines += [_line([_cell(row.get(head)) for head in heads]) for row in table.rows]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
