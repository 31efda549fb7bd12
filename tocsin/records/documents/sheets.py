"""Reports as a table (CSV): every fault by its line and field, the good rows beside them. Pure.

Columns, in any order, named in the first line: ``type``, ``number``, ``status``, and where wanted
``last_number`` (a range of blanks), ``occurred_on``, ``expires_on`` (2026-03-01) and ``issuer``,
which has to be the sender's own. Comma, semicolon or tab; UTF-8, with or without its mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tocsin.records.documents.errors import IssuerUnknown, SheetUnreadable
from tocsin.records.documents.rules import Report, issuer_code, reported

NEEDED = ("type", "number", "status")
COLUMNS = (*NEEDED, "last_number", "occurred_on", "expires_on", "issuer")
LARGEST = 20_000_000
"""Bytes of one file: about half a million documents."""
LONGEST_FIELD = 1_000


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong with one field of one line, counted from 1 as an editor counts."""

    line: int
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """``reports`` are the rows that can be taken, each with its line."""

    reports: tuple[tuple[int, Report], ...]
    faults: tuple[SheetFault, ...]


def read_sheet(content: bytes, issuer: str, today: date) -> Sheet:
    """Every row of the file, read for this issuer. Raises SheetUnreadable."""
    if len(content) > LARGEST:
        raise SheetUnreadable(why=f"it is larger than {LARGEST:,} bytes")
    rows = list(_rows(_text(content)))
    reports: list[tuple[int, Report]] = []
    faults: list[SheetFault] = []
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        found = _report(row, issuer, today)
        if isinstance(found, Report) and (found.type.value, found.first) in seen:
            found = ("number", "stands in the file twice")
        if isinstance(found, Report):
            seen.add((found.type.value, found.first))
            reports.append((line, found))
        else:
            faults.append(SheetFault(line, *found))
    return Sheet(tuple(reports), tuple(faults))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetUnreadable(why="it isn't written in UTF-8") from None
    if "\0" in text:
        raise SheetUnreadable(why="it is no text")
    return text


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [each.strip().lower() for each in next(reader, [])]
        _check_header(names)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _row(names, cells)
    except csv.Error as error:
        raise SheetUnreadable(why=f"line {reader.line_num}: {error}") from None


def _check_header(names: list[str]) -> None:
    missing = [each for each in NEEDED if each not in names]
    if missing:
        raise SheetUnreadable(why=f"its first line has no column {missing[0]}")
    unknown = [each for each in names if each not in COLUMNS]
    if unknown or len(set(names)) != len(names):
        known = ", ".join(COLUMNS)
        raise SheetUnreadable(why=f"each column is one of {known}, and there once")


def _row(names: list[str], cells: list[str]) -> Mapping[str, str]:
    padded = cells + [""] * (len(names) - len(cells))
    extra = "".join(cells[len(names) :]).strip()
    row = {name: cell.strip() for name, cell in zip(names, padded, strict=False)}
    return {**row, "": extra}


def _report(row: Mapping[str, str], issuer: str, today: date) -> Report | tuple[str, str]:
    if row[""] or any(len(each) > LONGEST_FIELD for each in row.values()):
        return "", "has more in it than its columns"
    if not _is_own(row.get("issuer", ""), issuer):
        return "issuer", "is not your own: only the issuer reports a document"
    dates: dict[str, date | None] = {}
    for field in ("occurred_on", "expires_on"):
        try:
            written = row.get(field, "")
            dates[field] = date.fromisoformat(written) if written else None
        except ValueError:
            return field, "is a day such as 2026-03-01"
    return reported(
        row["type"].upper(),
        row["number"],
        row["status"].lower(),
        last=row.get("last_number", ""),
        today=today,
        occurred_on=dates["occurred_on"],
        expires_on=dates["expires_on"],
    )


def _is_own(written: str, issuer: str) -> bool:
    try:
        return not written or issuer_code(written) == issuer
    except IssuerUnknown:
        return False
