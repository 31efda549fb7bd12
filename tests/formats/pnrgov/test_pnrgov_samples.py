"""The public sample bookings, each value compared by hand with the message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.formats.paxlst import ListedTraveller
from tocsin.formats.pnrgov import BookingList, read_pnrgov

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "travel" / "pnrgov"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample files are not here")


def _only(name: str) -> BookingList:
    (message,) = read_pnrgov((SAMPLES / name).read_bytes()).messages
    return message


def _head(it: BookingList) -> str:
    flight = it.flight
    return (
        f"{it.reference} {it.version} {it.function} {it.sender} {it.prepared} {flight} "
        f"{flight.departure} {flight.departs} {flight.arrival} {flight.arrives} "
        f"{it.declared_bookings}"
    )


def _row(it: ListedTraveller) -> str:
    documents = "; ".join(
        f"{d.type} {d.number} {d.issuer} {d.expires or d.issued}" for d in it.documents
    )
    passport = " ".join("|".join(names) for names in it.other_names)
    return (
        f"{it.locator} {it.reference} {'|'.join(it.names)} ({passport}) {it.sex} {it.birth_date} "
        f"{it.nationality} // {documents}"
    )


HEADS = {
    "gtas-loader__pnr-messages__2_pnrs_basic.edi": (
        "1 10.1 22 DL 2010-12-09 21:00:00 DL324 LHR 2010-12-12 09:15:00 JFK None 2"
    ),
    "gtas-loader__pnr-messages__adult_and_infant.edi": (
        "13052210400995 11.1 22 AM 2013-05-22 15:40:00 AM498 MTY 2013-05-23 10:39:00 "
        "LAS 2013-05-23 11:42:00 1"
    ),
    "gtas-loader__pnr-messages__codeshare.edi": (
        "1 11.1 22 1A 2013-05-27 07:54:00 SQ609 ICN 2013-05-27 16:40:00 SIN 2013-05-27 22:00:00 2"
    ),
    "gtas-loader__pnr-messages__pnr1.txt": (
        "1 10.1 22 DL 2010-12-09 21:00:00 DL324 LHR 2010-12-12 09:15:00 JFK None 2"
    ),
    "gtas-parsers__pnr-messages__danglingMetaCharacter.txt": (
        "1 13.1 22 DL 2020-02-23 14:10:00 DL441 JFK 2020-02-23 10:10:00 MBJ 2020-02-23 14:22:00 1"
    ),
    "gtas-parsers__pnr-messages__pnrBadFormat.txt": (
        "00102181551362 11.1 22 TZ 2013-05-23 22:10:00 TZ6 SIN 2013-05-28 22:25:00 "
        "OOL 2013-05-29 07:50:00 1"
    ),
    "gtas-parsers__pnr-messages__pnrWithDoco.txt": (
        "1 13.1 22 UA 2018-05-09 11:20:00 UA988 FRA 2018-05-12 12:20:00 IAD 2018-05-12 15:05:00 1"
    ),
}
PEOPLE = {
    "gtas-loader__pnr-messages__2_pnrs_basic.edi": [
        "MFN4TI 1 SMITHJR|JOHNMR (SMITHJR|MRJONATHON|ROBERT) M 1964-07-12 GB "
        "// P 123456789 GB 2019-08-23",
        "MFN4TI 2 JONES|WILLIAMMR (JONES|WILLIAMNEVELL) M 1964-07-12 GB // ",
        "23456 1 WAYNE|JOHNMR (WAYNE|JOHNALVA) M 1912-07-12 GB // P 123456789 GB 2015-08-23",
        "23456 2 COOPER|GARYMR (COOPER|GARYWILLIAM) M 1915-07-12 GB // P 987654321 GB 2013-01-15",
    ],
    "gtas-loader__pnr-messages__adult_and_infant.edi": [
        "XXXYET 1.1 TESTSURNAMEONE|TESTNAMEONE MRS () F 1976-05-30 CO // P 52263000 CO 2015-10-31",
        "XXXYET 2.1 TESTSURNAMETWO|TESTNAMETWO () F 2011-08-10 CO // P AO234000 CO 2022-12-21",
    ],
    "gtas-loader__pnr-messages__codeshare.edi": [
        "2LS6KP 1 PARK|SEJOONMR (PARK|SE JOON) M 1972-09-10 KR // P JR3364288 KR 2016-07-05",
        "X49V9U 3 KIM|KONG CHUN MRS (KIM|KON G CHUN) F 1957-02-15 KR // P M17072944 KR 2019-03-23",
    ],
    "gtas-parsers__pnr-messages__danglingMetaCharacter.txt": [
        "BGXFR4 1 SERIO|REUBEN (SERIO|REUBEN|JOAQUIN) M 1994-10-20 TH // P 9173574 TH 2028-04-20",
    ],
    "gtas-parsers__pnr-messages__pnrBadFormat.txt": [
        "35K2IO 2 DORON|NINA MS (DORON|NINA) F 1953-02-05 None // ",
        "35K2IO 1 LENDROT|CHARLOTTE MS (LENDROT|CHARLOTTE) F 1952-02-14 None // ",
    ],
    "gtas-parsers__pnr-messages__pnrWithDoco.txt": [
        "06A9FD 1 ACKARY|CHARLESMR (ACKARY|CHARLESMR|MUHAMMAD) M 1948-12-26 None "
        "// P 602120901 GB 2021-01-30; V 8675309 LI 2006-12-22",
    ],
}


@pytest.mark.parametrize("name", HEADS)
def test_the_flight_of_a_sample_is_the_one_in_the_message(name: str) -> None:
    assert _head(_only(name)) == HEADS[name]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_people_of_a_sample_are_those_in_the_message(name: str) -> None:
    assert [_row(each) for each in _only(name).travellers] == PEOPLE[name]


def test_legs_of_history_hotels_and_boarding_are_no_legs() -> None:
    (first, second) = _only("gtas-loader__pnr-messages__2_pnrs_basic.edi").bookings
    legs = [
        f"{leg} {leg.departure}-{leg.arrival} {leg.departs} {leg.arrives}" for leg in first.legs
    ]
    assert legs == [
        "DL324 LHR-JFK 2010-12-12 09:15:00 2010-12-12 12:30:00",
        "DL330 JFK-YVR 2010-12-12 22:00:00 2010-12-12 23:30:00",
    ]
    assert second.legs == first.legs


def test_both_locators_of_a_codeshare_are_read() -> None:
    locators = [
        str(each) for each in _only("gtas-loader__pnr-messages__codeshare.edi").bookings[0].locators
    ]
    assert locators == ["1A:2LS6KP", "KE:EDP2RW"]


def test_counts_that_differ_are_faults_at_their_place() -> None:
    cut = _only("gtas-loader__pnr-messages__pnr1.txt")
    assert {each.code for each in cut.faults} == {"segment-count-differs", "count-differs"}
    assert "segment 86" in {str(each.position) for each in cut.faults}


@pytest.mark.parametrize("name", HEADS)
def test_nothing_outside_the_minimum_leaves_the_reader(name: str) -> None:
    told = repr(read_pnrgov((SAMPLES / name).read_bytes()))
    forbidden = [
        "VIP",
        "CTCR",
        "HIGH",
        "STREET",
        "XXXXXXXX1186",
        "AVML",
        "ELITE",
        "TIMOTHY",
        "SIMS",
        "2888",
        "5632891",
        "15A",
        "YAHOO",
        "GMAIL",
        "LEYSHON",
        "VELDS",
        "610010",
        "MOML",
        "314655277",
        "1026000001",
        "HOLMESS",
        "0062120234533",
    ]
    assert [word for word in forbidden if word in told] == []
