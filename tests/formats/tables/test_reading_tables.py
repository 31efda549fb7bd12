"""Carriers' tables: the columns' meaning is handed in, and each fault has its row and column."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from datetime import date, datetime
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats.countries import country
from tocsin.formats.paxlst import (
    Flight,
    ListedTraveller,
    PassengerList,
    Reading,
    Role,
    TravelDocument,
    UnwritableListError,
)
from tocsin.formats.tables import Columns, ColumnsUnclear, read_table, write_csv
from tocsin.formats.tables.rows import MAX_UNPACKED
from tocsin.foundations.vocabulary import PartialDate

TODAY = date(2026, 3, 1)
HEADINGS = "Surname,Given,DOB,Sex,Nationality,DocType,DocNo,DocExpiry,DocIssuer,Flight,STD,From,To"
ROW = "QUILLON,MIRO,02/05/1970,M,XA,P,ZX0012345,31.01.2031,XA,XQ0123,2026-03-01 09:05,AAA,BBB"
PLAIN = f"{HEADINGS}\n{ROW}\n"


def read(text: str | bytes, columns: Columns | None = None) -> Reading:
    raw = text.encode() if isinstance(text, str) else text
    return read_table(raw, columns, as_of=TODAY)


def only(reading: Reading) -> ListedTraveller:
    ((traveller,),) = (each.travellers for each in reading.messages)
    return traveller


QUILLON = ListedTraveller(
    Role.PASSENGER,
    ("QUILLON", "MIRO"),
    sex="M",
    birth_date=PartialDate.parse("1970-05-02"),
    nationalities=(country("XA"),),  # type: ignore[arg-type]
    documents=(TravelDocument("P", "ZX0012345", country("XA"), date(2031, 1, 31)),),
    position=2,
)


def test_a_table_with_common_headings_is_read_without_a_description() -> None:
    reading = read(PLAIN)
    assert (only(reading), reading.faults) == (QUILLON, ())
    (listed,) = reading.messages
    flight = listed.flight
    assert (str(flight), flight.departure, flight.arrival) == ("XQ123", "AAA", "BBB")
    assert flight.departs == datetime.fromisoformat("2026-03-01T09:05")


WRITTEN = {
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "UTF-16": PLAIN.encode("utf-16"),
    "carriage returns": PLAIN.replace("\n", "\r\n").encode(),
    "quotes": PLAIN.replace("QUILLON", '"QUILLON"').encode(),
    "headings in capitals with dots": PLAIN.replace("DocNo", "DOC. NO.").encode(),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_table_is_read_however_it_was_saved(what: str) -> None:
    assert only(read(WRITTEN[what])) == QUILLON


def test_titles_and_blank_rows_above_the_headings_are_passed_over() -> None:
    assert only(read(f"Air Invented,\n,,\nPassengers of 1 March,\n{PLAIN}")).names == QUILLON.names


def test_headings_in_the_sender_s_words_are_handed_in_as_plain_values() -> None:
    german = Columns.from_plain(
        {
            "headings": {"surname": ["Nachname"], "given": "Vorname", "birth_date": ["geb."]},
            "constants": {"flight": "XQ7", "departs": "2026-03-01"},
            "date_order": "dmy",
        }
    )
    reading = read("Nachname;Vorname;Geb\nTARNOVEK;ILSE;3.6.80\n", german)
    person = only(reading)
    assert (person.names, str(person.birth_date)) == (("TARNOVEK", "ILSE"), "1980-06-03")
    assert str(reading.messages[0].flight) == "XQ7"


UNCLEAR = {
    "an unknown field": {"headings": {"shoe_size": ["x"]}},
    "headings that are no list": {"headings": {"surname": 5}},
    "an unknown order of dates": {"date_order": "myd"},
    "headings that are no object": {"headings": ["surname"]},
}


@pytest.mark.parametrize("what", UNCLEAR)
def test_a_description_that_says_nothing_is_refused(what: str) -> None:
    with pytest.raises(ColumnsUnclear):
        Columns.from_plain(UNCLEAR[what])


DATES = {
    ("02/05/1970", "dmy"): "1970-05-02",
    ("05/02/1970", "mdy"): "1970-05-02",
    ("70-05-02", "ymd"): "1970-05-02",
    ("1970-05-02", "mdy"): "1970-05-02",
    ("02MAY70", "dmy"): "1970-05-02",
    ("2.5.70", "dmy"): "1970-05-02",
    ("1970", "dmy"): "1970",
    ("1970-05", "dmy"): "1970-05",
    ("19700502", "dmy"): "1970-05-02",
    ("31/02/1970", "dmy"): None,
    ("yesterday", "dmy"): None,
}


@pytest.mark.parametrize(("written", "order"), DATES)
def test_a_birth_date_means_what_the_order_of_dates_says(written: str, order: str) -> None:
    reading = read(PLAIN.replace("02/05/1970", written), Columns(date_order=order))
    born = only(reading).birth_date
    expected = DATES[written, order]
    assert (str(born) if born else None) == expected
    faults = [(each.code, str(each.position)) for each in reading.faults]
    unreadable = [("date-unreadable", "line 2, column 3")]
    assert [each for each in faults if each in unreadable] == ([] if expected else unreadable)


def test_each_fault_has_its_row_and_column_and_the_traveller_stays() -> None:
    reading = read(PLAIN.replace(",M,", ",Q,").replace(",XA,P", ",ZZZ,P"))
    assert [(each.code, str(each.position)) for each in reading.faults] == [
        ("sex-unknown", "line 2, column 4"),
        ("state-unknown", "line 2, column 5"),
    ]
    assert only(reading).surname == "QUILLON"


def test_each_flight_of_a_table_is_a_list_of_its_own() -> None:
    other = ROW.replace("XQ0123", "XQ9").replace("QUILLON", "OSTREGA")
    lists = read(f"{PLAIN}{other}\n{ROW}\n").messages
    assert [(str(each.flight), len(each.travellers)) for each in lists] == [
        ("XQ123", 2),
        ("XQ9", 1),
    ]


def test_a_name_in_one_column_is_parted_at_a_slash_or_a_comma() -> None:
    for written in ("QUILLON/MIRO", '"QUILLON, MIRO"'):
        assert only(read(f"Name,DOB\n{written},1970-05-02\n")).names == ("QUILLON", "MIRO")


def test_a_table_without_a_surname_is_a_fault() -> None:
    for text in ("", "A,B\n1,2\n", "\n" * 50, "x"):
        reading = read(text)
        assert reading.messages == ()
        assert "headings-missing" in {each.code for each in reading.faults}


# --- Excel ---


def workbook(*rows: list[str | float]) -> bytes:
    """The least that is an Excel file: inline texts and numbers on one sheet."""
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{main}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="r1" Type='
            f'"{main}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}/spreadsheetml/2006/main" xmlns:r='
            f'"{main}/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" '
            'r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{main}/package/2006/relationships"><Relationship Id="r1" Type='
            f'"{main}/officeDocument/2006/relationships/worksheet" Target="worksheets/s.xml"/>'
            "</Relationships>"
        ),
        "xl/worksheets/s.xml": (
            f'<worksheet xmlns="{main}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData>'
            "</worksheet>"
        ),
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0"?>{text}')
    return raw.getvalue()


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def test_an_excel_table_is_read_like_a_csv() -> None:
    raw = workbook(["Passengers"], list(HEADINGS.split(",")), list(ROW.split(",")))
    assert only(read(raw)) == replace(QUILLON, position=3)


def test_a_number_in_a_cell_is_a_document_number_without_a_fraction() -> None:
    raw = workbook(["Surname", "DocNo", "Seat"], ["QUILLON", 12345678.0, "12A"])
    assert only(read(raw)).documents[0].number == "12345678"


def test_an_excel_file_that_unpacks_to_too_much_is_refused_unread() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/s.xml", b"0" * (MAX_UNPACKED + 1))
    assert [each.code for each in read(raw.getvalue()).faults] == [
        "input-too-long",
        "headings-missing",
    ]


def test_what_only_begins_like_excel_is_a_fault() -> None:
    for raw in (b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        assert read(raw).messages == ()


# --- written is what is read ---

NAME = st.text("ABCXYZÄÖ '-", min_size=1, max_size=8).filter(
    lambda it: it == " ".join(it.split()) and it[0] not in "'-"
)
WORD = st.text("ABC019", min_size=1, max_size=8)
STATES = st.sampled_from(["XA", "GBR", "D"]).map(country)
BORN = st.one_of(
    st.dates(date(1930, 1, 1), date(2023, 1, 1)).map(PartialDate.of_day),
    st.integers(1930, 2023).map(PartialDate.of_year),
    st.integers(1930, 2023).map(lambda year: PartialDate.parse(f"{year}-07")),
)
MINUTES = st.datetimes(
    datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-12-31")
).map(lambda it: it.replace(second=0, microsecond=0))
DOCUMENTS = st.builds(
    TravelDocument,
    st.sampled_from(["P", "I"]),
    WORD,
    st.none() | STATES,
    st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)
PEOPLE = st.builds(
    ListedTraveller,
    role=st.sampled_from([Role.PASSENGER, Role.CREW, Role.TRANSIT]),
    names=st.lists(NAME, min_size=2, max_size=3).map(tuple),
    sex=st.sampled_from(["M", "F", "X", None]),
    birth_date=st.none() | BORN,
    nationalities=st.lists(STATES, max_size=1).map(tuple),
    residence=st.none() | STATES,
    documents=st.lists(DOCUMENTS, max_size=1).map(tuple),
    locator=st.none() | WORD,
    seat=st.none() | WORD,
    reference=st.none() | WORD,
)


@st.composite
def lists(draw: st.DrawFn) -> list[PassengerList]:
    found, row = [], 2
    for number in range(1, draw(st.integers(1, 3)) + 1):
        people = []
        for person in draw(st.lists(PEOPLE, min_size=1, max_size=3)):
            people.append(replace(person, position=row))
            row += 1
        departs, arrives = draw(MINUTES), draw(st.none() | MINUTES)
        flight = Flight("XQ", str(number), "AAA", "BBB", departs, arrives)
        found.append(
            PassengerList(kind="table", flight=flight, legs=(flight,), travellers=tuple(people))
        )
    return found


@settings(max_examples=200, deadline=None)
@given(lists())
def test_what_is_written_is_what_is_read(given_lists: list[PassengerList]) -> None:
    reading = read(write_csv(given_lists))
    assert list(reading.messages) == given_lists
    assert reading.faults == ()


@pytest.mark.parametrize("surname", ["=HYPERLINK(1)", "+1", "@A"])
def test_nothing_is_written_that_a_spreadsheet_would_run(surname: str) -> None:
    person = replace(QUILLON, names=(surname, "MIRO"))
    with pytest.raises(UnwritableListError):
        write_csv([PassengerList(travellers=(person,))])


# --- whatever arrives is answered ---


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 2**32), st.sampled_from([PLAIN.encode(), workbook(["Surname", "DOB"], ["A", 1])])
)
def test_any_damage_to_a_table_gets_an_answer(seed: int, raw: bytes) -> None:
    chance = random.Random(seed)
    body = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body))
        body[at : at + chance.randint(0, 9)] = chance.choice(
            [b"", b'"', b",", b"\n", b"\x00", b"\xff"]
        )
    repr(read(bytes(body)))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    repr(read(raw))
    repr(read(b"PK\x03\x04" + raw))


def test_floods_are_answered() -> None:
    for raw in (
        b"," * 3_000_000,
        b'"' + b"x" * 3_000_000,
        b"\n" * 3_000_000,
        b"Surname,DOB\n" + b"A,1\n" * 250_000,
    ):
        assert read(raw).faults
