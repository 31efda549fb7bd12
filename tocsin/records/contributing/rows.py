"""Files of contributions, read row by row: CSV, JSON and JSON Lines to plain contributions. Pure.

A row that can't be read is a fault with its line, and the rest of the file is still read. JSON and
JSON Lines hold the plain form itself (`registers.rules.reading`); CSV has a column for each field,
named by its path, and short columns for statements:

    names; birth_dates; birth_place; nationalities; sex; documents (XA:123456); grade; source

A semicolon parts several values of one column. ``grade`` and ``source`` hold for the whole row.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tocsin.records.contributing.errors import FileUnreadable

LONGEST_ROW = 200_000
"""Characters; a longer row is a fault, so that no row can fill the memory."""


class Form(StrEnum):
    """The forms of a file."""

    CSV = "csv"
    JSON = "json"
    JSON_LINES = "jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file. ``plain`` is None where it can't be read, and ``problem`` says why."""

    line: int
    plain: Mapping[str, Any] | None
    problem: str = ""


STATEMENT_COLUMNS: Mapping[str, str] = {
    "names": "name",
    "birth_dates": "birth_date",
    "birth_place": "birth_place",
    "nationalities": "nationality",
    "sex": "sex",
    "documents": "document",
    "addresses": "address",
    "roles": "role",
}
"""Columns of statements, and the property of each."""
_LISTS = ("handling.only", "handling.except")


def form_of(name: str) -> Form:
    """The form of a file by its name. Raises FileUnreadable."""
    ending = name.lower().rpartition(".")[2]
    found = {"csv": Form.CSV, "json": Form.JSON, "jsonl": Form.JSON_LINES}.get(ending)
    if found is None:
        raise FileUnreadable(
            form="contributions", problem="its name ends in none of csv, json, jsonl"
        )
    return found


def decoded(content: bytes, form: Form) -> str:
    """The text of a file in UTF-8. Raises FileUnreadable."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileUnreadable(form=form.name, problem="it is not written in UTF-8") from None


def read_rows(text: str, form: Form) -> Iterator[Row]:
    """Every row of a file, in order. Raises FileUnreadable where it is no such file at all."""
    readers = {Form.CSV: _csv, Form.JSON: _json, Form.JSON_LINES: _json_lines}
    return readers[form](text.removeprefix("\ufeff"))


def _json_lines(text: str) -> Iterator[Row]:
    for line, written in enumerate(io.StringIO(text), start=1):
        if written.strip():
            yield _row(line, written)


def _row(line: int, written: str) -> Row:
    if len(written) > LONGEST_ROW:
        return Row(line, None, "the row is too long")
    try:
        return _object(line, json.loads(written))
    except (ValueError, RecursionError):
        return Row(line, None, "the row is no JSON")


def _object(line: int, value: Any) -> Row:
    return Row(line, value) if isinstance(value, dict) else Row(line, None, "not a JSON object")


def _json(text: str) -> Iterator[Row]:
    """The members of one array, each with the line on which it begins."""
    decoder, at, line = json.JSONDecoder(), _skip(text, 0), 1
    if text[at : at + 1] != "[":
        raise FileUnreadable(form="JSON", problem="it holds no array of contributions")
    line, at = 1 + text.count("\n", 0, at), _skip(text, at + 1)
    counted = 0
    while text[at : at + 1] not in ("]", ""):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield Row(line, None, "the file is no JSON from here on")
            return
        yield _object(line, value)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
    if text[at : at + 1] != "]":
        yield Row(line + text.count("\n", counted), None, "the file is cut off")


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _csv(text: str) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        if not reader.fieldnames or "reference" not in reader.fieldnames:
            raise FileUnreadable(form="CSV", problem="its first line has no column “reference”")
        for given in reader:
            yield _of_columns(reader.line_num, given)
    except csv.Error:
        yield Row(reader.line_num, None, "the row is no CSV, and nothing after it was read")


def _of_columns(line: int, given: Mapping[str | None, Any]) -> Row:
    if None in given or any(value is None for value in given.values()):
        return Row(line, None, "the row has more or fewer columns than the first line")
    return Row(line, plain_of({str(name).strip(): value for name, value in given.items()}))


def plain_of(columns: Mapping[str, str]) -> dict[str, Any]:
    """The plain form of a row of columns; an empty column is as if it weren't there."""
    plain: dict[str, Any] = {}
    told = {name: text.strip() for name, text in columns.items() if text and text.strip()}
    for name, text in told.items():
        if name not in STATEMENT_COLUMNS and name not in ("grade", "source"):
            _put(plain, name, _parts(text) if name in _LISTS else text)
    plain["statements"] = list(_statements(told))
    return plain


def _put(plain: dict[str, Any], path: str, value: Any) -> None:
    group, dot, member = path.partition(".")
    if dot:
        inside = plain.setdefault(group, {})
        if isinstance(inside, dict):
            inside[member] = value
    else:
        plain[group] = value


def _statements(told: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    about = {key: told[key] for key in ("grade", "source") if key in told}
    for column, property_ in STATEMENT_COLUMNS.items():
        for text in _parts(told.get(column, "")):
            yield {"property": property_, "value": _value(property_, text), **about}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _value(property_: str, text: str) -> Any:
    if property_ == "document":
        issuer, _, number = text.partition(":")
        return {"issuer_code": issuer.strip(), "number": number.strip()}
    member = {"name": "full", "birth_date": "date", "nationality": "code", "role": "code"}
    if property_ == "sex":
        return text
    return {member.get(property_, "text"): text}


def column_of(field: str, plain: Mapping[str, Any]) -> str:
    """The column that a fault's field stands in: ``statements.2.grade`` is in ``grade``."""
    steps = field.split(".")
    if steps[0] != "statements" or len(steps) < 2:
        return field
    if steps[-1] in ("grade", "source"):
        return steps[-1]
    property_ = steps[1] if not steps[1].isdigit() else _property(plain, int(steps[1]))
    columns = {value: key for key, value in STATEMENT_COLUMNS.items()}
    return columns.get(property_, field)


def _property(plain: Mapping[str, Any], at: int) -> str:
    statements: Iterable[Mapping[str, Any]] = plain.get("statements") or ()
    found = list(statements)
    return str(found[at].get("property")) if at < len(found) else ""
