"""What is written is what is read: for every list that the format can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats.countries import country
from tocsin.formats.edifact import Separators
from tocsin.formats.paxlst import (
    Contact,
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    Place,
    Purpose,
    ReportingParty,
    Role,
    TravelDocument,
    UnwritableListError,
    read_paxlst,
    validate,
    write_paxlst,
)
from tocsin.formats.paxlst.codes import KINDS, PURPOSES, VERSIONS
from tocsin.foundations.vocabulary import PartialDate

SENT = datetime.fromisoformat("2026-03-01T09:30")
ENVELOPE = Envelope("XQAPIS", "XAPIU", SENT, "REF1")

# Every printable character, service characters above all; blanks only inside.
CHARACTERS = st.sampled_from("ABCXYZ '+:?*$()-/09") | st.characters(
    min_codepoint=0x20, exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")
)
TEXT = st.text(CHARACTERS, min_size=1, max_size=12).filter(lambda text: text == text.strip(" "))
TEXTS = st.none() | TEXT
AIRPORTS = st.from_regex(r"[A-Z]{3}", fullmatch=True)
STATES = st.sampled_from(["XA", "XZ", "GBR", "D", "RKS", "USA"]).map(country)
MINUTES = st.datetimes(
    datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-12-31")
).map(lambda moment: moment.replace(second=0, microsecond=0))
DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))
BORN = st.one_of(
    st.dates(date(1920, 1, 1), date(2023, 12, 31)).map(PartialDate.of_day),
    st.integers(1920, 2023).map(PartialDate.of_year),
    st.integers(1920, 2023).map(lambda year: PartialDate.parse(f"{year}-07")),
)
PLACES = st.builds(Place, STATES, TEXT | st.just(""))
DOCUMENTS = st.builds(
    TravelDocument,
    st.sampled_from(["P", "V", "I", "AC"]),
    TEXT,
    st.none() | STATES,
    st.none() | DAYS,
    st.none() | st.dates(date(1980, 1, 1), date(2023, 12, 31)),
)
TRAVELLERS = st.builds(
    ListedTraveller,
    role=st.sampled_from(Role),
    names=st.lists(TEXT, min_size=1, max_size=5).map(tuple),
    sex=st.sampled_from(["F", "M", "X", "U", None]),
    birth_date=st.none() | BORN,
    nationalities=st.lists(STATES, max_size=2).map(tuple),
    residence=st.none() | STATES,
    birth_place=st.none() | PLACES,
    embarks=st.none() | AIRPORTS,
    debarks=st.none() | AIRPORTS,
    clears_at=st.none() | AIRPORTS,
    documents=st.lists(DOCUMENTS, max_size=3).map(tuple),
    locator=TEXTS,
    seat=TEXTS,
    reference=TEXTS,
    verified=st.sampled_from([True, False, None]),
)


@st.composite
def lists(draw) -> PassengerList:
    legs = tuple(
        Leg(
            draw(st.sampled_from(["XQ", "9X", "XQA"])),
            str(draw(st.integers(1, 9999))),
            draw(AIRPORTS),
            draw(AIRPORTS),
            draw(MINUTES),
            draw(MINUTES),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    border = legs[-1]
    code = draw(st.sampled_from(sorted(KINDS)))
    function = draw(st.sampled_from([None, *sorted(PURPOSES)]))
    purpose = PURPOSES.get(function or "", Purpose.REPORT)
    part = draw(st.none() | st.integers(1, 99))
    people = tuple(draw(st.lists(TRAVELLERS, max_size=4)))
    return PassengerList(
        reference=draw(TEXT),
        common_access_reference=draw(TEXTS),
        version=draw(st.sampled_from(VERSIONS)),
        code=code,
        kind=KINDS[code],
        function=function,
        purpose=Purpose.CLOSE_OUT if code == "266" else purpose,
        part_number=part,
        parts=() if part is None else (part,),
        is_final_part=part is None or draw(st.booleans()),
        sender="XQAPIS",
        transaction=draw(TEXTS),
        prepared=SENT,
        reporting_party=ReportingParty(
            tuple(draw(st.lists(TEXT, max_size=2))),
            tuple(draw(st.lists(st.builds(Contact, TEXT, st.just("TE")), max_size=7))),
        ),
        flight=Flight(
            border.carrier,
            border.number,
            border.departure,
            border.arrival,
            border.departs,
            border.arrives,
        ),
        legs=legs,
        travellers=people,
        declared_travellers=draw(st.none() | st.integers(0, 999)),
    )


def _bare(listed: PassengerList) -> PassengerList:
    """Without what reading adds: places of segments, and faults."""
    people = tuple(replace(each, position=0) for each in listed.travellers)
    return replace(listed, travellers=people, faults=())


MARKS = st.sampled_from(
    [
        Separators(),
        Separators(":", "*", ".", "?", "", "$"),
        Separators(":", "(", ".", "?", "", ")"),
        Separators(":", "-", ".", "?", "*", '"'),
        Separators("\x1f", "\x1d", ".", "?", "", "\x1c"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(lists(), min_size=1, max_size=3), MARKS, st.booleans())
def test_a_list_that_was_written_reads_the_same(written, marks, one_segment_a_line):
    data = write_paxlst(written, ENVELOPE, separators=marks, one_segment_a_line=one_segment_a_line)
    reading = read_paxlst(data)
    assert [_bare(each) for each in reading.messages] == [_bare(each) for each in written]
    assert reading.faults == ()


@settings(max_examples=100, deadline=None)
@given(lists())
def test_what_is_written_has_no_fault_of_syntax(written):
    codes = {
        fault.code for fault in read_paxlst(write_paxlst([written], ENVELOPE)).messages[0].faults
    }
    syntax = {"segment-count-differs", "reference-differs", "segment-unreadable", "trailer-missing"}
    assert not codes & syntax
    assert "segment-unknown" not in codes
    assert "date-unreadable" not in codes


def _minimal(**changes) -> PassengerList:
    traveller = ListedTraveller(
        Role.PASSENGER,
        ("OSTREGA", "MIRO"),
        sex="F",
        birth_date=PartialDate.parse("1984-12-12"),
        nationalities=(country("XA"),),
        documents=(TravelDocument("P", "ZZ1234567", country("XA")),),
    )
    flight = Flight("XQ", "123", "AAA", "BBB", SENT, SENT)
    listed = PassengerList(
        reference="M1",
        version="D.12B",
        code="745",
        reporting_party=ReportingParty(("DESK",), (Contact("1", "TE"),)),
        flight=flight,
        legs=(Leg("XQ", "123", "AAA", "BBB", SENT, SENT),),
        travellers=(traveller,),
        declared_travellers=1,
    )
    own = {name: value for name, value in changes.items() if hasattr(listed, name)}
    theirs = {name: value for name, value in changes.items() if name not in own}
    return replace(listed, travellers=(replace(traveller, **theirs),), **own)


@pytest.mark.parametrize(
    ("changes", "syntax"),
    [
        ({}, b"UNOA"),
        ({"names": ("Ostrega",)}, b"UNOB"),
        ({"names": ("ØSTREGA",)}, b"UNOC"),
        ({"names": ("محمد",)}, b"UNOY"),
    ],
)
def test_the_narrowest_repertoire_that_holds_every_name_is_declared(changes, syntax):
    assert syntax in write_paxlst([_minimal(**changes)], ENVELOPE)[:20]


@pytest.mark.parametrize(
    "changes",
    [
        {"birth_date": PartialDate.parse("1970/1975")},
        {"birth_date": PartialDate.parse("1970~")},
        {"names": ("TWO\nLINES",)},
        {"names": (" OUTER BLANK",)},
        {"locator": "NUL\0"},
        {"reference": "END "},
    ],
)
def test_a_value_that_the_format_cannot_hold_is_refused(changes):
    with pytest.raises(UnwritableListError, match="can't be written"):
        write_paxlst([_minimal(**changes)], ENVELOPE)


def test_a_sound_list_has_nothing_to_mend():
    assert validate(_minimal()) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": "D.96A"}, "version-unknown"),
        ({"code": "1"}, "kind-unknown"),
        ({"declared_travellers": None}, "count-missing"),
        ({"reporting_party": ReportingParty()}, "contact-missing"),
        ({"flight": Flight("XQ", "123", "AAA", "BBB")}, "time-missing"),
        ({"flight": Flight("XQ", "123", "AAA", None, SENT, SENT)}, "route-incomplete"),
        ({"flight": Flight("", "", "AAA", "BBB", SENT, SENT)}, "flight-missing"),
        ({"names": ()}, "name-missing"),
        ({"names": ("A" * 36,)}, "name-too-long"),
        ({"names": ("Ostrega",)}, "name-characters"),
        ({"role": Role.UNKNOWN}, "role-unknown"),
        ({"sex": None}, "sex-missing"),
        ({"birth_date": None}, "birth-date-missing"),
        ({"nationalities": ()}, "nationality-missing"),
        ({"nationalities": (country("QQQQ"),)}, "state-unknown"),
        ({"documents": ()}, "document-missing"),
        ({"documents": (TravelDocument("", "Z", country("XA")),)}, "document-type-missing"),
        ({"documents": (TravelDocument("P", "", country("XA")),)}, "document-number-missing"),
        (
            {"documents": (TravelDocument("P", "9" * 36, country("XA")),)},
            "document-number-too-long",
        ),
        ({"documents": (TravelDocument("P", "Z"),)}, "issuer-missing"),
        ({"embarks": "NOWHERE"}, "place-unknown"),
    ],
)
def test_what_the_guide_asks_for_and_the_list_lacks_is_named(changes, code):
    assert [fault.code for fault in validate(_minimal(**changes))] == [code]
