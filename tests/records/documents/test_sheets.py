"""A table of reports is read row by row: every fault by its line and field, the good beside it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records.documents.errors import SheetUnreadable
from tocsin.records.documents.sheets import SheetFault, read_sheet

TODAY = date(2026, 3, 1)
HEAD = "type,number,status,last_number,occurred_on,expires_on,issuer\n"


def test_good_rows_are_read_beside_bad_ones() -> None:
    text = (
        HEAD
        + "P,AB0123456,stolen,,2026-02-01,2030-01-01,XA\n"
        + "p,BO0001000,stolen_blank,BO0001999,,,xa\n"
        + "\n"
        + "Z,AB1,lost,,,,\n"
        + "P,12é4,lost,,,,\n"
        + "P,AB2,sold,,,,\n"
        + "P,AB3,lost,,2026-13-01,,\n"
        + "P,AB4,lost,,2026-03-02,,\n"
        + "P,AB5,lost,,,2026-02-01,\n"
        + "P,AB6,lost,,,,XB\n"
        + "P,AB7,stolen,AB9,,,\n"
        + "P,AB99,stolen_blank,AC98,,,\n"
        + "P,ab-0123456,lost,,,,\n"
        + "P,AB8,lost,,,,,more\n"
    )
    sheet = read_sheet(text.encode(), "XA", TODAY)
    assert [(line, each.first, each.last) for line, each in sheet.reports] == [
        (2, "AB0123456", "AB0123456"),
        (3, "BO0001000", "BO0001999"),
    ]
    assert [(each.line, each.field) for each in sheet.faults] == [
        (5, "type"),
        (6, "number"),
        (7, "status"),
        (8, "occurred_on"),
        (9, "occurred_on"),
        (10, "expires_on"),
        (11, "issuer"),
        (12, "last_number"),
        (13, "last_number"),
        (14, "number"),
        (15, ""),
    ]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheets_ways_of_writing_a_table_are_read(mark: str, delimiter: str) -> None:
    text = mark + "Number,Type,Status\r\nAB1,P,lost\r\n".replace(",", delimiter)
    assert len(read_sheet(text.encode(), "XA", TODAY).reports) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"number,type\nAB1,P\n",
        b"number,type,status,colour\n",
        b"number,type,status,status\n",
        b'number,type,status\n"AB1,P,lost\n',
        "номер".encode("cp1251"),
        b"number,type,status\n\0\n",
    ],
)
def test_what_is_no_such_table_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(SheetUnreadable):
        read_sheet(content, "XA", TODAY)


@given(st.text(max_size=200))
def test_any_text_below_the_head_gives_reports_or_faults(text: str) -> None:
    try:
        sheet = read_sheet((HEAD + text).encode("utf-8", "replace"), "XA", TODAY)
    except SheetUnreadable:
        return
    assert all(isinstance(each, SheetFault) for each in sheet.faults)
