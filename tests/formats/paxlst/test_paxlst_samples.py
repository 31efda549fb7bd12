"""The public sample files, each value compared by hand with the message.

The files are not the project's: they lie beside it, and these tests skip where they are absent.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.formats.paxlst import ListedTraveller, PassengerList, join_parts, read_paxlst

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "travel" / "paxlst"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample files are not here")

CREW, PASSENGER = "crew", "passenger"


def _only(name: str) -> PassengerList:
    (message,) = read_paxlst((SAMPLES / name).read_bytes()).messages
    return message


def _row(it: ListedTraveller) -> str:
    """One traveller on one line, as a person would copy it from the message."""
    documents = "; ".join(f"{d.type} {d.number} {d.issuer} {d.expires}" for d in it.documents)
    birth_place = f"{it.birth_place.country}/{it.birth_place.name}" if it.birth_place else None
    parts = (
        f"{it.position} {it.role} {'|'.join(it.names)}",
        f"{it.sex} {it.birth_date} {it.nationality} {it.residence} {birth_place}",
        f"{it.embarks}-{it.debarks} via {it.clears_at}",
        f"{it.locator} {it.seat} {it.reference}",
        documents,
    )
    return " // ".join(parts)


def _head(it: PassengerList) -> str:
    flight = it.flight
    return (
        f"{it.reference} {it.common_access_reference} {it.version} {it.kind} {it.function} "
        f"part {it.part_number} {it.is_final_part} declared {it.declared_travellers} // "
        f"{flight} {flight.departure} {flight.departs} {flight.arrival} {flight.arrives}"
    )


HEADS = {
    "gtas-loader__apis-messages__Test1.txt": (
        "1402010600 None D.02B crew list C part None True declared 8 // "
        "UA989 FRA 2017-01-27 17:25:00 IAD 2017-01-28 07:10:00"
    ),
    "gtas-loader__apis-messages__airline2.edi": (
        "1402111800 AA346 D.02B passenger list None part 10 True declared 136 // "
        "TN506 BRE 2014-05-11 13:40:00 YEU 2014-05-11 17:00:00"
    ),
    "gtas-loader__apis-messages__multiple_flight_leg_apis.txt": (
        "123456789 None D.05B passenger list None part None True declared 2 // "
        "QQ827 JFK 2008-08-10 20:00:00 CDG 2008-08-11 06:30:00"
    ),
    "telex_original/A.txt": (
        "PAX001 A92707/210713/1200 D.05B passenger list None part 2 False declared 47 // "
        "A92707 VIE 2021-07-13 11:00:00 VIE 2021-07-13 12:00:00"
    ),
    "telex_original/B.txt": (
        "2108270031 B2740 D.05B passenger list None part 8 False declared 130 // "
        "B2740 VIE 2021-08-27 04:15:00 FRA 2021-08-27 06:50:00"
    ),
    "telex_original/C.txt": (
        "2108270031 B2740 D.05B passenger list None part 6 False declared 130 // "
        "B2740 VIE 2021-08-27 04:15:00 FRA 2021-08-27 06:50:00"
    ),
    "telex_original/D.txt": (
        "EJFNE3423433423 AT123/210827/1450 D.05B passenger list None part 10 False declared 161 // "
        "FZ708 VIE 2021-08-27 14:50:00 FRA 2021-08-27 17:40:00"
    ),
    "telex_original/E.txt": (
        "EJFNE3423433423 AT123/210827/1450 D.05B passenger list None part 16 True declared 161 // "
        "AT123 VIE 2021-08-27 14:50:00 FRA 2021-08-27 17:40:00"
    ),
    "telex_original/F.txt": (
        "AT345242311 TK334 27 FRA02 D.05B crew list C part 1 False declared 7 // "
        "TK334 FRA 2021-08-27 17:10:00 VIE 2021-08-27 20:50:00"
    ),
}

PEOPLE = {
    "telex_original/A.txt": [
        "10 passenger DJEMFISJER|REDJAE // M 1993-04-08 ABC None None // TBS-VIE via VIE // "
        "ABC123 9F None // P 3DEJ2ED3E LIM 2028-09-07",
    ],
    "telex_original/B.txt": [
        "10 passenger AERWDEDE|FERDE|H // F 1983-02-12 AT None None // VIE-FRA via None // "
        "LWUMQZ 2A None // P FER342423 AT 2028-07-27",
    ],
    "telex_original/C.txt": [
        "10 passenger MULLERSFER|ERWED // F 2015-12-04 AT None None // VIE-DME via None // "
        "DHOLDH 17B None // P 756178630 AT 2027-10-12",
        "23 passenger MULLERSFER|MAAUTIA // F 2013-05-23 AT None None // VIE-DME via None // "
        "DHOLDH 17A None // P 736393519 AT 2024-10-30",
        "36 passenger RDEERF|EERFRWDTF // M 1959-06-10 AT None None // VIE-DME via None // "
        "DHOLDH 17C None // P 730087856 AT 2023-01-21",
    ],
    "telex_original/D.txt": [
        "10 passenger ERFADFEFW|HTRFFCE // M 1983-10-31 ABC None None // VIE-FRA via FRA // "
        "8YVRAR 12D None // P 345234643 ABC 2031-02-08",
    ],
    "telex_original/E.txt": [
        "10 passenger ERSFE|EREWFSDFTY JUDKGFR // F 1979-02-01 ABC None None // VIE-FRA via FRA "
        "// 9N2DYZ 9A None // P GE34214234 CA 2025-10-29",
        "22 passenger EADFHAR|DSFEWR EWER DAFD // F 1949-03-02 ABC None None // VIE-FRA via FRA "
        "// NHSAR4 6E None // P ERW452345 IN 2029-10-16",
        "34 passenger DSFASDE|ADERW ADSRTS // F 1980-05-19 ABC None None // VIE-FRA via FRA // "
        "ZXNHTW 10E None // P RWET3214 None 2023-07-16",
    ],
    "telex_original/F.txt": [
        "10 crew KETI|OZCAN // M 1971-07-18 ABC None ABC/BAKIRKOY // FRA-VIE via None // "
        "None None None // P S20624269 ABC 2024-10-15; L 6713 ABC 2036-01-01",
    ],
    "gtas-loader__apis-messages__multiple_flight_leg_apis.txt": [
        "21 passenger BARRETT|TODD // M 1968-02-23 FR FR None // MIA-CDG via None // "
        "GJIO3RT None UUI34T543 // P YY3478621G FR 2008-12-30",
        "33 passenger LANG|KRISTIN // F 1960-06-06 ES ES None // MIA-CDG via None // "
        "GJIO3RT None ABC124 // P TRQWE99800 ES 2009-09-16",
    ],
}

CREW_OF_TEST1 = [
    ("Steur|Andrea|Pat", "F", "1978-07-06"),
    ("Adomat|Julie|Pat", "F", "1978-07-07"),
    ("Nalek|Clifton|Pat", "M", "1978-07-08"),
    ("Meissener|Costa|Pat", "M", "1978-07-09"),
    ("Pelzing|Melissa|Pat", "F", "1978-07-10"),
    ("Merfort|Kevin|Pat", "M", "1978-07-11"),
    ("Sautter|Kari|Pat", "F", "1978-07-12"),
    ("Zschieschak|Jaclyn|Pat", "F", "1978-07-13"),
]

PASSENGERS_OF_AIRLINE2 = [
    ("BETTON|DAVID", "178556534"),
    ("TRIBBLE|FRANK", "130906000"),
    ("RIDER|GORDON", "185723910"),
    ("COOLEY|RAQUEL", "361569645"),
    ("YOUNG|JAVIER", "132434347"),
    ("ELLIOTT|CARMEN", "321648375"),
    ("WHITLOCK|APRIL", "293312850"),
    ("WESLEY|DAVID", "169177598"),
    ("STEWART|MARYJANE", "179868051"),
    ("LOWE|DANIEL", "153284238"),
]


@pytest.mark.parametrize("name", HEADS)
def test_the_header_is_read_to_the_letter(name):
    assert _head(_only(name)) == HEADS[name]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_value_of_every_person_is_read_to_the_letter(name):
    assert [_row(each) for each in _only(name).travellers] == PEOPLE[name]


def test_every_member_of_a_crew_is_read_to_the_letter():
    rows = [_row(each) for each in _only("gtas-loader__apis-messages__Test1.txt").travellers]
    assert rows == [
        f"{10 + 12 * at} crew {names} // {sex} {born} GB GB None/Hartford USA // "
        f"FRA-IAD via IAD // None None None // P 123456789 GB 2061-02-18"
        for at, (names, sex, born) in enumerate(CREW_OF_TEST1)
    ]


def test_every_passenger_of_a_final_part_is_read_to_the_letter():
    people = _only("gtas-loader__apis-messages__airline2.edi").travellers
    assert [("|".join(each.names), each.documents[0].number) for each in people] == (
        PASSENGERS_OF_AIRLINE2
    )
    for each in people:
        assert (str(each.birth_date), str(each.nationality)) == ("1954-10-16", "US")
        assert (each.embarks, each.debarks, each.locator) == ("BRE", "YEU", "QXGYLO")
        assert str(each.documents[0].expires) == "2018-02-21"


def test_the_legs_before_the_border_are_read():
    legs = _only("gtas-loader__apis-messages__multiple_flight_leg_apis.txt").legs
    assert [f"{leg} {leg.departure} {leg.departs} {leg.arrival} {leg.arrives}" for leg in legs] == [
        "QQ877 MIA 2008-07-10 15:00:00 IAD 2008-07-10 17:55:00",
        "QQ827 IAD 2008-08-10 18:30:00 JFK 2008-08-10 19:30:00",
        "QQ827 JFK 2008-08-10 20:00:00 CDG 2008-08-11 06:30:00",
    ]


@pytest.mark.parametrize("letter", "ABCDEF")
def test_a_telex_reads_like_its_cleaned_copy(letter):
    original = read_paxlst((SAMPLES / "telex_original" / f"{letter}.txt").read_bytes())
    cleaned = read_paxlst((SAMPLES / "telex_reference" / f"{letter}.txt").read_bytes())
    assert original == cleaned
    assert original.faults == ()


def test_a_part_whose_siblings_are_absent_says_which_are_missing():
    (whole,) = join_parts([_only("gtas-loader__apis-messages__airline2.edi")])
    messages = [fault.message for fault in whole.faults if fault.code == "part-missing"]
    assert messages == ["Missing parts of the list: 1, 2, 3, 4, 5, 6, 7, 8, 9."]
