"""Bookings: written is what is read, in EDIFACT and XML; documents find their travellers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats.countries import country
from tocsin.formats.edifact import Separators
from tocsin.formats.paxlst import (
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    Place,
    Role,
    TravelDocument,
    UnwritableListError,
)
from tocsin.formats.pnrgov import (
    Booking,
    BookingList,
    Locator,
    as_passenger_list,
    read_pnrgov,
    read_pnrgov_xml,
    sniff,
    sniff_xml,
    write_pnrgov,
    write_pnrgov_xml,
)
from tocsin.formats.pnrgov.bookings import VERSIONS
from tocsin.foundations.vocabulary import PartialDate

SENT = datetime.fromisoformat("2026-03-01T09:30")
ENVELOPE = Envelope("XQ", "XAPIU", SENT, "REF1")
HEAD = (
    "UNB+IATA:1+XQ+XAPIU+260301:0930+1'UNH+1+PNRGOV:11:1:IA+F1'MSG+:22'ORG+XQ'"
    "TVL+010326:0905:010326:1340+AAA+BBB+XQ+123'EQN+1'SRC'RCI+XQ:ABCDEF'"
)
TAIL = "UNT+9+1'UNZ+1+1'"


def people(*segments: str) -> list[ListedTraveller]:
    (message,) = read_pnrgov((HEAD + "".join(segments) + TAIL).encode()).messages
    return list(message.travellers)


def docs(text: str, reference: str = "") -> str:
    behind = f"+::{reference}" if reference else ""
    return f"SSR+DOCS:HK:1:XQ:::::{text}{behind}'"


def test_a_document_under_a_traveller_is_theirs() -> None:
    one, other = people(
        "TIF+QUILLON+MIROMR:A:1'",
        docs("/P/XA/ZX1/XA/02MAY70/M/31JAN31/QUILLON/MIRO"),
        "TIF+OSTREGA+ZAHRAMS:A:2'",
        docs("/P/XB/ZX2/XB/03JUN80/F/31JAN31/OSTREGA/ZAHRA"),
    )
    assert [each.documents[0].number for each in (one, other)] == ["ZX1", "ZX2"]
    assert (one.sex, str(one.birth_date), other.sex) == ("M", "1970-05-02", "F")


def test_documents_at_the_end_of_a_booking_find_their_travellers_by_number_and_by_name() -> None:
    one, other = people(
        "TIF+QUILLON+MIROMR:A:1'TIF+OSTREGA+ZAHRAMS:A:2'",
        "TVL+010326:0905:010326:1340+AAA+BBB+XQ+123:Y'",
        docs("/P/XB/ZX2/XB/03JUN80/F/31JAN31/OSTREGA/ZAHRA", "2"),
        docs("/P/XA/ZX1/XA/02MAY70/M/31JAN31/QUIL LON/MIRO"),
    )
    assert [each.documents[0].number for each in (one, other)] == ["ZX1", "ZX2"]
    assert one.other_names == (("QUIL LON", "MIRO"),)


def test_an_infant_under_the_number_of_an_adult_is_a_traveller_of_its_own() -> None:
    adult, infant = people(
        "TIF+QUILLON+ILSEMRS:A:1'",
        docs("/P/XA/ZX1/XA/02MAY90/F/31JAN31/QUILLON/ILSE", "1"),
        docs("/P/XA/ZX3/XA/02MAY25/MI/31JAN31/QUILLON/PAVLO", "1"),
    )
    assert (adult.surname, adult.given, adult.documents[0].number) == ("QUILLON", "ILSEMRS", "ZX1")
    assert (infant.given, infant.sex, infant.documents[0].number) == ("PAVLO", "M", "ZX3")


def test_a_passport_in_another_name_stays_with_the_number_and_adds_the_name() -> None:
    (one, _) = people(
        "TIF+QUILLON+ILSEMRS:A:1'TIF+OSTREGA+MIRO:A:2'",
        docs("/P/XA/ZX1/XA/02MAY90/F/31JAN31/TARNOVEK/ILSE", "1"),
    )
    assert (one.names, one.other_names) == (("QUILLON", "ILSEMRS"), (("TARNOVEK", "ILSE"),))


def test_who_is_repeated_at_boarding_is_one_traveller_and_who_is_new_is_read() -> None:
    leg = "TVL+010326:0905:010326:1340+AAA+BBB+XQ+123:Y'"
    found = people("TIF+QUILLON+MIRO:A:1'", leg, "TIF+QUILLON+MIRO:A:1'TIF+LATE+COMER:A:9'")
    assert [each.surname for each in found] == ["QUILLON", "LATE"]


def test_several_given_names_behind_one_surname_are_several_travellers() -> None:
    found = people("TIF+QUILLON+MIRO:A:1+ILSE:A:2'")
    assert [(each.given, each.reference) for each in found] == [("MIRO", "1"), ("ILSE", "2")]


TIMES = {
    "010326:0905:010326:1340": ("2026-03-01 09:05:00", "2026-03-01 13:40:00"),
    "010326:0905::1340": ("2026-03-01 09:05:00", "2026-03-01 13:40:00"),
    "010326:0905:1340": ("2026-03-01 09:05:00", "2026-03-01 13:40:00"),
    "010326:2305:0140": ("2026-03-01 23:05:00", "2026-03-02 01:40:00"),
    "010326:0905": ("2026-03-01 09:05:00", "None"),
    "": ("None", "None"),
    "XX0326:0905": ("None", "None"),
}


@pytest.mark.parametrize("written", TIMES)
def test_times_of_a_flight_are_read_however_much_of_them_is_there(written: str) -> None:
    text = HEAD.replace("010326:0905:010326:1340", written) + TAIL
    (message,) = read_pnrgov(text.encode()).messages
    assert (str(message.flight.departs), str(message.flight.arrives)) == TIMES[written]


def test_history_and_hotels_add_nobody() -> None:
    found = people(
        "TIF+QUILLON+MIRO:A:1'MSG+8'TIF+HOTEL+GUEST:A:3'ABI+1'TIF+OLD+NAME:A:1'",
        docs("/P/XA/ZX9/XA/02MAY70/M/31JAN31/OLD/NAME"),
    )
    assert [(each.surname, each.documents) for each in found] == [("QUILLON", ())]


def test_as_a_passenger_list_each_traveller_has_a_place_of_its_own() -> None:
    (message,) = read_pnrgov((HEAD + "TIF+QUILLON+MIRO:A:1+ILSE:A:2'" + TAIL).encode()).messages
    listed = as_passenger_list(message)
    assert [each.position for each in listed.travellers] == [1, 2]
    assert (listed.kind, str(listed.flight)) == ("booking list", "XQ123")


# --- written is what is read ---

TEXT = st.text("ABCXYZ '+:?*-09", min_size=1, max_size=10).filter(lambda it: it == it.strip(" "))
NAME = st.text("ABCXYZ", min_size=1, max_size=8)
AIRPORTS = st.from_regex(r"[A-Z]{3}", fullmatch=True)
STATES = st.sampled_from(["XA", "XZ", "GBR", "D"]).map(country)
MINUTES = st.datetimes(
    datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-12-31")
).map(lambda moment: moment.replace(second=0, microsecond=0))
FLIGHTS = st.tuples(
    st.sampled_from(["XQ", "9X"]),
    st.integers(1, 9999).map(str),
    AIRPORTS,
    AIRPORTS,
    MINUTES,
    MINUTES,
)
PASSPORTS = st.builds(
    TravelDocument,
    st.sampled_from(["P", "I"]),
    st.text("AB019", min_size=1, max_size=9),
    st.none() | STATES,
    st.none() | st.dates(date(2026, 1, 1), date(2040, 1, 1)),
)
VISAS = st.builds(
    TravelDocument,
    st.just("V"),
    st.text("AB019", min_size=1, max_size=9),
    st.none() | STATES,
    st.none(),
    st.none() | st.dates(date(1990, 1, 1), date(2023, 1, 1)),
)


@st.composite
def travellers(draw: st.DrawFn, at: int) -> ListedTraveller:
    surname, given = draw(NAME) + "ABCDE"[at], draw(NAME)
    documents = {
        (each.type, each.number): each
        for each in [*draw(st.lists(PASSPORTS, max_size=2)), *draw(st.lists(VISAS, max_size=2))]
    }
    passport = draw(st.booleans())
    return ListedTraveller(
        Role.PASSENGER,
        (surname, given),
        sex=draw(st.sampled_from(["M", "F", None])),
        birth_date=draw(
            st.none() | st.dates(date(1930, 1, 1), date(2023, 1, 1)).map(PartialDate.of_day)
        ),
        nationalities=tuple(draw(st.lists(STATES, max_size=1))),
        birth_place=draw(st.none() | NAME.map(lambda name: Place(None, name))),
        documents=tuple(sorted(documents.values(), key=lambda each: each.type)),
        reference=str(at + 1),
        other_names=((surname, f"{given}Q", "MIDDLE"),) if passport else (),
    )


@st.composite
def lists(draw: st.DrawFn) -> BookingList:
    bookings = []
    for _ in range(draw(st.integers(0, 3))):
        locators = tuple(
            draw(st.lists(st.builds(Locator, st.just("XQ"), NAME), max_size=2, unique=True))
        )
        people = [draw(travellers(at)) for at in range(draw(st.integers(1, 4)))]
        named = tuple(replace(p, locator=locators[0].code if locators else None) for p in people)
        legs = tuple(Leg(*draw(FLIGHTS)) for _ in range(draw(st.integers(0, 2))))
        bookings.append(Booking(locators, legs, named))
    return BookingList(
        reference=draw(st.text("AB01", min_size=1, max_size=9)),
        version=draw(st.sampled_from(VERSIONS)),
        function=draw(st.sampled_from(["22", "141"])),
        sender="XQ",
        prepared=SENT,
        flight=Flight(*draw(FLIGHTS)),
        bookings=tuple(bookings),
        declared_bookings=draw(st.sampled_from([None, len(bookings)])),
    )


def _bare(it: BookingList) -> BookingList:
    bookings = tuple(
        replace(
            each,
            position=0,
            travellers=tuple(replace(person, position=0) for person in each.travellers),
        )
        for each in it.bookings
    )
    return replace(it, bookings=bookings, faults=())


MARKS = [
    Separators(),
    Separators(":", "-", ".", "?", "*", '"'),
    Separators(":", "*", ".", "?", "", "$"),
]


@settings(max_examples=150, deadline=None)
@given(lists(), st.sampled_from(MARKS))
def test_what_is_written_as_edifact_is_what_is_read(it: BookingList, marks: Separators) -> None:
    raw = write_pnrgov([it], ENVELOPE, marks=marks)
    assert sniff(raw)
    reading = read_pnrgov(raw)
    assert [_bare(each) for each in reading.messages] == [it]
    assert reading.faults == ()
    assert {fault.code for fault in reading.messages[0].faults} == set()


@settings(max_examples=150, deadline=None)
@given(lists())
def test_what_is_written_as_xml_is_what_is_read(it: BookingList) -> None:
    raw = write_pnrgov_xml(it)
    assert sniff_xml(raw)
    reading = read_pnrgov_xml(raw)
    assert [_bare(each) for each in reading.messages] == [it]
    assert (reading.faults, reading.messages[0].faults) == ((), ())


PERSON = ListedTraveller(Role.PASSENGER, ("QUILLON", "MIRO"))
UNWRITABLE = {
    "a slash in a name": {"names": ("QUIL/LON", "MIRO"), "sex": "M"},
    "a birth date that isn't a day": {"birth_date": PartialDate.parse("1970")},
    "two nationalities": {"nationalities": (country("XA"), country("XB"))},
    "a middle name of the booking": {"names": ("A", "B", "C")},
}


@pytest.mark.parametrize("what", UNWRITABLE)
def test_what_documents_can_not_hold_is_refused(what: str) -> None:
    person = replace(PERSON, **UNWRITABLE[what])  # type: ignore[arg-type]
    it = BookingList("1", version="11.1", bookings=(Booking(travellers=(person,)),))
    with pytest.raises(UnwritableListError):
        write_pnrgov([it], ENVELOPE)


# --- whatever arrives is answered ---

SEED = HEAD + "TIF+QUILLON+MIROMR:A:1'" + docs("/P/XA/ZX1/XA/02MAY70/M/31JAN31/QUILLON/MIRO") + TAIL
XML_SEED = write_pnrgov_xml(read_pnrgov(SEED.encode()).messages[0])
READERS: list[Callable[[bytes], object]] = [read_pnrgov, read_pnrgov_xml]


def mutate(raw: bytes, chance: random.Random) -> bytes:
    body = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            body[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del body[at : at + chance.randint(1, 12)]
        elif kind == 2:
            body[at:at] = chance.choice(
                [b"'", b"+", b"TIF+", b"SSR+DOCS:", b"/", b"<PNR>", b'"', b"&"]
            )
        else:
            body[at:at] = body[at : at + chance.randint(1, 60)]
    return bytes(body)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([SEED.encode(), XML_SEED]))
def test_any_damage_to_bookings_gets_an_answer(seed: int, raw: bytes) -> None:
    for read in READERS:
        repr(read(mutate(raw, random.Random(seed))))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    for read in READERS:
        repr(read(raw))


def test_a_document_type_declaration_ends_the_reading() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><IATA_PNRGOV_NotifRQ>&a;</IATA_PNRGOV_NotifRQ>'
    assert "doctype-refused" in {each.code for each in read_pnrgov_xml(bomb).faults}


def test_floods_of_xml_are_answered() -> None:
    for raw in (
        b"<a>" * 500_000,
        b"<IATA_PNRGOV_NotifRQ><PNRs>" + b"<PNR/>" * 300_000,
        b"<a b='" + b"x" * 5_000_000,
    ):
        reading = read_pnrgov_xml(raw)
        assert reading.faults


def test_payment_and_contacts_in_xml_never_become_values() -> None:
    raw = XML_SEED.replace(
        b"<Passenger ",
        b"<ContactInfo PhoneNumber='5550199' EmailAddress='who@example.org'><AddressLine>"
        b"12 HIDDEN LANE</AddressLine></ContactInfo><PaymentInfo AccountNbr='411111'/><Passenger ",
    )
    told = repr(read_pnrgov_xml(raw))
    assert "QUILLON" in told
    assert [word for word in ("5550199", "who@", "HIDDEN", "411111") if word in told] == []
