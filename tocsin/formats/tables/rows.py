"""CSV and Excel to rows of text, one at a time, whatever the file is.

Excel's own dates become ISO dates, its numbers lose the ``.0`` that a passport number never had.
A file that claims to be small and unpacks to be large is refused by its directory, before it is
unpacked. Nothing here knows what a column means.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.edifact.limits import MAX_BYTES

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 500
MAX_UNPACKED = 8 * MAX_BYTES
"""Bytes that an Excel file may unpack to."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = ",;\t|"
Row = tuple[int, list[str]]
"""The number of a row, counted from 1, and its cells."""


def rows_of(data: bytes, faults: Faults) -> Iterator[Row]:
    """The rows of a table that hold anything. Never raises on what ``data`` holds."""
    if len(data) > MAX_BYTES:
        faults.add("input-too-long", f"Only the first {MAX_BYTES} bytes were read.")
    is_excel = data.startswith((_ZIP, _OLE))
    found = _excel(data, faults) if is_excel else _csv(data[:MAX_BYTES], faults)
    for number, cells in found:
        if number > MAX_ROWS:
            faults.add("too-many-rows", f"Only the first {MAX_ROWS} rows were read.")
            return
        if any(cells):
            yield number, cells


def _csv(data: bytes, faults: Faults) -> Iterator[Row]:
    text = _decoded(data, faults)
    first = text[:65536]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [_cell(each) for each in cells[:MAX_COLUMNS]]
    except csv.Error:
        text = "The table can't be read from here on: a field is too long or has a stray quote."
        faults.add("table-unreadable", text)


def _decoded(data: bytes, faults: Faults) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\x00", "")
    try:
        return data.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        faults.add("characters-undeclared", "The text isn't UTF-8; it was read as Windows-1252.")
        return data.decode("cp1252", "replace").replace("\x00", "")


def _excel(data: bytes, faults: Faults) -> Iterator[Row]:
    if len(data) > MAX_BYTES or _unpacked(data) > MAX_UNPACKED:
        faults.add("input-too-long", "The file is too large, or unpacks to be.")
        return
    sheet = _first_sheet(data)
    if sheet is None:
        faults.add("table-unreadable", "The file isn't an Excel table that can be read.")
        return
    for number, cells in enumerate(sheet, start=1):
        yield number, [_cell(each) for each in cells[:MAX_COLUMNS]]


def _unpacked(data: bytes) -> int:
    if not data.startswith(_ZIP):
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return MAX_UNPACKED + 1


def _first_sheet(data: bytes) -> Sequence[Sequence[object]] | None:
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if not workbook.sheet_names:
            return None
        return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 (a panic of the Rust library isn't an Exception)
        return None


def _cell(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without a fraction, blanks cut."""
    if isinstance(value, datetime):
        bare = value.time() == time()
        return value.date().isoformat() if bare else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value)[:MAX_CELL].split())
