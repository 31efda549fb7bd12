"""The one writer of tables (CSV, RFC 4180), safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with certain characters for a formula, and a formula can send
the rest of the table elsewhere (OWASP, CSV injection). Names come from other people, so each such
cell is written with an apostrophe before it, which spreadsheets show as plain text. Numbers are
written as numbers. It chooses no columns and reads no file.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

Cell = str | int | float | date | None
MEDIA_TYPE = "text/csv; charset=utf-8"
GUARD = "'"
_FORMULAS = "=+-@|%\t\r\n"
"""What begins a formula or a command in one spreadsheet or another."""


def written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The table line by line, ready to be sent as it comes; the first begins with the mark by which
    spreadsheets know UTF-8."""
    yield "\ufeff" + _line(header)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(as_written, cells))
    return out.getvalue()


def as_written(cell: Cell) -> str:
    """A cell's text as it may stand in a table."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.replace("\0", "\ufffd")
        return GUARD + text if _is_taken_for_more(text) else text
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def as_read(text: str) -> str:
    """What `as_written` made the text from: for readers of tables that were ours."""
    bare = text.removeprefix(GUARD)
    return bare if text.startswith(GUARD) and _is_taken_for_more(bare) else text


def _is_taken_for_more(text: str) -> bool:
    """Also in full width, behind blanks or unseen characters, or behind an apostrophe."""
    seen = unicodedata.normalize("NFKC", text)
    begins = seen.lstrip(" \u00a0\u200b\u200e\u200f\u2060\ufeff")
    return begins[:1] in (*_FORMULAS, GUARD) and begins != ""
