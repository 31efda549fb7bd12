"""How the commands speak: an answer on stdout, progress and remarks on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object, for machines.")]


def show(answer: dict[str, Any], table: Table, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        Console().print(table)


def progress(what: str) -> None:
    if sys.stderr.isatty():
        Console(stderr=True).print(f"[dim]{what}[/dim]")


def remark(what: str) -> None:
    """Something that the reader should know although the command did what it was told."""
    sys.stderr.write(f"tocsin: {what}\n")


class Bars:
    """One bar for each part of a piece of work, drawn as its parts come to be known."""

    def __init__(self, drawing: Progress) -> None:
        self._drawing = drawing
        self._drawn: dict[str, TaskID] = {}

    def move(self, what: str, done: int, total: int) -> None:
        """Draw the bar ``what`` at ``done`` of ``total``; nothing where there is nothing to do."""
        if total and what not in self._drawn:
            self._drawn[what] = self._drawing.add_task(what, total=total)
        if what in self._drawn:
            self._drawing.update(self._drawn[what], completed=done, total=total)


@contextmanager
def bars() -> Iterator[Bars]:
    """Progress bars on stderr for a person; where stderr is no terminal, nothing is drawn."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as drawing:
        yield Bars(drawing)
