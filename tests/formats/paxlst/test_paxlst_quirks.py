"""What carriers and relays do to a passenger list must not cost a traveller or a value.

One invented list, mistreated in every way met in the field; each way must read like the clean one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from tocsin.formats.paxlst import Place, Purpose, Role, read_paxlst, sniff
from tocsin.foundations.vocabulary import PartialDate

CLEAN = (
    "UNA:+.? '"
    "UNB+UNOA:4+XQAPIS:ZZ+XAPIU:ZZ+260301:0930+REF1++APIS'"
    "UNG+PAXLST+XQ AIR:ZZ+XAPIU:ZZ+260301:0930+GRP1+UN+D:05B'"
    "UNH+PAX001+PAXLST:D:05B:UN:IATA+XQ123/260301/0905'"
    "BGM+745'"
    "RFF+TN:TX99:::1'"
    "NAD+MS+++QUILLON:MARA'"
    "COM+000-111:TE+DESK@XQ.EXAMPLE:EM'"
    "TDT+20+XQ0123+++XQ'"
    "LOC+125+AAA'"
    "DTM+189:2603010905:201'"
    "LOC+87+BBB'"
    "DTM+232:2603011340:201'"
    "NAD+FL+++OSTREGA:ZAHRA ELIN:N+20 HIGH STREET+SOMETOWN+ST+10053+XAA'"
    "ATT+2++F'"
    "DTM+329:841212'"
    "MEA+CT++:2'"
    "FTX+BAG+++BA987654'"
    "GEI+4+173'"
    "LOC+22+BBB'"
    "LOC+174+XA'"
    "LOC+178+AAA'"
    "LOC+179+BBB'"
    "LOC+180+XB:::OLDTOWN'"
    "NAT+2+XA'"
    "RFF+AVF:LOC123'"
    "RFF+ABO:U-1'"
    "RFF+SEA:12A'"
    "DOC+P:110:111+ZZ1234567'"
    "DTM+36:310101'"
    "LOC+91+XA'"
    "DOC+V:110:111+VV7654321'"
    "DTM+182:250630'"
    "LOC+91+XC'"
    "NAD+FL+++TARNOVEK'"
    "ATT+2++M'"
    "DTM+329:250101'"
    "NAT+2+XD'"
    "DOC+I:110:111+ID55'"
    "CNT+42:2'"
    "UNT+38+PAX001'"
    "UNE+1+GRP1'"
    "UNZ+1+REF1'"
)


def _read(text: str):
    return read_paxlst(text.encode())


def _segments(text: str = CLEAN) -> list[str]:
    return text[9:].rstrip("'").split("'")


def _with_marks(component, element, release, terminator, *, una="UNA{c}{e}.{r} {t}"):
    body = "".join(s.replace("+", "\0").replace(":", "\1") + terminator for s in _segments())
    body = body.replace("\0", element).replace("\1", component)
    return una.format(c=component, e=element, r=release, t=terminator) + body


def _wrapped(columns: int, text: str = CLEAN) -> str:
    return "\r\n".join(text[at : at + columns] for at in range(0, len(text), columns))


TELEX_HEAD = "\x01QU VIEXXXX FRAYYYY\r\n.HDQRMXQ 010930\r\n\x02"
MISTREATED = {
    "without UNA": CLEAN[9:],
    "separators of one carrier": _with_marks(":", "*", "?", "$"),
    "separators with an open bracket": _with_marks(":", "(", "?", ")"),
    "a quotation mark as terminator": _with_marks(":", "+", "?", '"'),
    "a hash as terminator": _with_marks(":", "*", "?", "#"),
    "a hyphen between elements": _with_marks(":", "-", "?", "'")
    .replace("000-", "000?-")
    .replace("U-1", "U?-1"),
    "another terminator, unannounced": CLEAN[9:].replace("'", '"'),
    "other separators, unannounced": _with_marks(":", "*", "?", "$", una=""),
    "a line end as terminator": "\n".join(_segments()) + "\n",
    "a service string without its blank": CLEAN.replace("UNA:+.? '", "UNA:+.?'"),
    "a service string without its decimal mark": CLEAN.replace("UNA:+.? '", "UNA:+? '"),
    "a service string that lies": CLEAN.replace("UNA:+.? '", "UNA:*.? #"),
    "a service string for syntax 4": CLEAN.replace("UNA:+.? '", "UNA:+.?*'"),
    "a byte order mark": "\ufeff" + CLEAN,
    "a segment a line": CLEAN.replace("'", "'\r\n"),
    "a segment a line, old Mac": CLEAN.replace("'", "'\r"),
    "blanks before segments": CLEAN.replace("'", "' "),
    "blank lines between segments": CLEAN.replace("'", "'\n \n"),
    "blanks behind tags": re.sub(r"'([A-Z]{3})\+", r"'\1 +", CLEAN),
    "blanks inside values' edges": CLEAN.replace("+FL+++OSTREGA:", "+FL+++ OSTREGA : "),
    "telex wrapped at 69": TELEX_HEAD + _wrapped(69) + "\r\n\x03\r\n",
    "telex wrapped at 64": "ZCZC ABC123\r\n" + TELEX_HEAD + _wrapped(64) + "\r\nNNNN\r\n",
    "telex wrapped at 7": TELEX_HEAD + _wrapped(7),
    "type B with its labels": "=PRIORITY\nQU\n=TEXT\n" + CLEAN,
    "a telex header in the middle": _wrapped(69).replace(
        "\r\n", "\r\n\x03\r\nNNNN\r\nZCZC 22\r\nQU VIEXXXX\r\n.HDQRMXQ 010931\r\n", 1
    ),
    "a disclaimer behind": CLEAN + "\r\n____\r\nConfidential: UNZ it's a notice + more'\r\n",
    "a mail signature behind an unterminated end": CLEAN[:-1] + "\r\nE-mail secured\r\n",
    "control characters within": CLEAN.replace("ELIN", "EL\x00\x0bIN"),
    "lines of the whole joined by tabs": CLEAN.replace("'", "'\t"),
    "a lost terminator at a line end": CLEAN.replace("'", "'\n").replace("ATT+2++F'", "ATT+2++F"),
    "a count with an element separator": CLEAN.replace("CNT+42:2", "CNT+42+2"),
    "a count with leading zeros": CLEAN.replace("UNT+38", "UNT+000038"),
    "a blank inside a control reference": CLEAN.replace("UNT+38+PAX001", "UNT+38+PAX0 01"),
    "empty segments": CLEAN.replace("'NAT", "'''NAT"),
    "explicit component nesting": CLEAN.replace("GEI+4", "GEI:1+4"),
}


@pytest.fixture(scope="module")
def clean():
    reading = _read(CLEAN)
    assert reading.faults == ()
    return reading.messages[0]


@pytest.mark.parametrize("text", MISTREATED.values(), ids=MISTREATED.keys())
def test_a_list_reads_the_same_however_it_was_mistreated(text, clean):
    (message,) = _read(text).messages
    assert replace(message, faults=()) == replace(clean, faults=())


@pytest.mark.parametrize("text", MISTREATED.values(), ids=MISTREATED.keys())
def test_a_mistreated_list_is_still_recognised(text):
    assert sniff(text.encode())


def test_the_clean_list_says_what_it_says(clean):
    assert (clean.version, clean.kind, clean.code, clean.function) == (
        "D.05B",
        "passenger list",
        "745",
        None,
    )
    assert (clean.reference, clean.common_access_reference) == ("PAX001", "XQ123/260301/0905")
    assert (clean.transaction, clean.sender, clean.declared_travellers) == ("TX99", "XQAPIS", 2)
    assert clean.reporting_party.names == ("QUILLON", "MARA")
    assert [(c.address, c.channel) for c in clean.reporting_party.contacts] == [
        ("000-111", "TE"),
        ("DESK@XQ.EXAMPLE", "EM"),
    ]
    flight = clean.flight
    assert (str(flight), flight.departure, flight.arrival) == ("XQ123", "AAA", "BBB")
    assert (flight.departs, flight.arrives) == (
        datetime.fromisoformat("2026-03-01T09:05"),
        datetime.fromisoformat("2026-03-01T13:40"),
    )
    assert [fault.code for fault in clean.faults] == []


def test_a_traveller_is_read_whole(clean):
    her = clean.travellers[0]
    assert (her.surname, her.given, her.middle) == ("OSTREGA", "ZAHRA ELIN", "N")
    assert (her.role, her.sex, her.verified) == (Role.PASSENGER, "F", True)
    assert her.birth_date == PartialDate.parse("1984-12-12")
    assert (str(her.nationality), str(her.residence)) == ("XA", "XA")
    assert her.birth_place == Place(her.birth_place.country, "OLDTOWN")
    assert (her.embarks, her.debarks, her.clears_at) == ("AAA", "BBB", "BBB")
    assert (her.locator, her.reference, her.seat) == ("LOC123", "U-1", "12A")
    assert her.position == 11
    passport, visa = her.documents
    assert (passport.type, passport.number, str(passport.issuer)) == ("P", "ZZ1234567", "XA")
    assert (passport.expires, passport.issued) == (date(2031, 1, 1), None)
    assert (visa.type, visa.number, visa.issued) == ("V", "VV7654321", date(2025, 6, 30))


def test_a_single_name_is_a_surname(clean):
    assert (clean.travellers[1].surname, clean.travellers[1].given) == ("TARNOVEK", "")


def test_addresses_bags_and_free_text_are_dropped(clean):
    assert not re.search("HIGH STREET|SOMETOWN|10053|BA987654", repr(clean))


def test_released_characters_belong_to_the_value():
    text = CLEAN.replace("TARNOVEK", "D?'AMB??ELL?+?:")
    assert _read(text).messages[0].travellers[1].surname == "D'AMB?ELL+:"


def test_no_release_character_where_the_service_string_has_none():
    text = CLEAN.replace("UNA:+.? '", "UNA:+.  '").replace("TARNOVEK", "WHAT?")
    assert _read(text).messages[0].travellers[1].surname == "WHAT?"


def test_several_interchanges_in_one_file_are_all_read():
    second = _with_marks(":", "*", "?", "$").replace("TARNOVEK", "VAREM")
    reading = _read(CLEAN + "\r\nNNNN\r\n" + second + "\n" + CLEAN[9:])
    surnames = [message.travellers[1].surname for message in reading.messages]
    assert surnames == ["TARNOVEK", "VAREM", "TARNOVEK"]


def test_an_interchange_cut_off_before_the_next_keeps_both():
    cut = CLEAN[: CLEAN.index("UNT+")]
    reading = _read(cut + CLEAN)
    assert [len(message.travellers) for message in reading.messages] == [2, 2]
    assert "trailer-missing" in {fault.code for fault in reading.messages[0].faults}


@pytest.mark.parametrize("name", ["UNB-UNOA-1", "UNB?+UNOA?:4", "UNZ-1-REF1", "UNH", "UNZ?+1"])
def test_a_traveller_named_like_a_header_ends_nothing(name):
    (message,) = _read(CLEAN.replace("TARNOVEK", name)).messages
    assert message.travellers[1].surname == name.replace("?", "")
    assert len(message.travellers) == 2


def test_a_message_without_an_envelope_is_read_with_a_fault():
    bare = CLEAN[CLEAN.index("UNH+") : CLEAN.index("UNE+")]
    reading = _read(bare)
    assert len(reading.messages[0].travellers) == 2
    assert [fault.code for fault in reading.faults] == ["header-missing"]


# Each: what is changed in the clean list, the fault's code, and its segment.
BROKEN = [
    (("CNT+42:2", "CNT+42:3"), "count-differs", None),
    (("CNT+42:2'", ""), "count-missing", None),
    (("CNT+42:2", "CNT+42:MANY"), "count-unreadable", 37),
    (("UNT+38", "UNT+39"), "segment-count-differs", 38),
    (("UNT+38+PAX001", "UNT+38+PAX002"), "reference-differs", 38),
    (("D:05B:UN", "D:99Z:UN"), "version-unknown", None),
    (("BGM+745", "BGM+999"), "kind-unknown", 2),
    (("DTM+329:841212", "DTM+329:849912"), "date-unreadable", 13),
    (("DTM+329:841212'", ""), "birth-date-missing", 11),
    (("DTM+36:310101", "DTM+36:SOON"), "date-unreadable", 26),
    (("DTM+189:2603010905", "DTM+189:EARLY"), "date-unreadable", 8),
    (("ATT+2++F", "ATT+2++Q"), "sex-unknown", 12),
    (("NAT+2+XA", "NAT+2+QQQ"), "state-unknown", 22),
    (("NAT+2+XA", "NAT+2"), "state-missing", 22),
    (("NAD+FL+++TARNOVEK", "NAD+FL"), "name-missing", 32),
    (("NAD+FL+++TARNOVEK", "NAD+QQ+++TARNOVEK"), "role-unknown", 32),
    (("ZZ1234567", ""), "document-number-missing", 26),
    (("ATT+2++F'", "ATT+2++F'GARBAGE'"), "segment-unreadable", 13),
    (("ATT+2++F'", "ATT+2++F'ZZZ+1'"), "segment-unknown", 13),
]


@pytest.mark.parametrize(("change", "code", "segment"), BROKEN)
def test_a_bad_segment_is_a_fault_with_its_place_and_the_rest_is_read(change, code, segment):
    (message,) = _read(CLEAN.replace(*change, 1)).messages
    found = [fault for fault in message.faults if fault.code == code]
    assert found, [str(fault) for fault in message.faults]
    assert found[0].position.segment == segment
    assert len(message.travellers) == 2
    assert message.travellers[0].documents[-1].number == "VV7654321"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("UNE+1", "UNE+2"), "message-count-differs"),
        (("UNE+1+GRP1", "UNE+1+GRP2"), "reference-differs"),
        (("UNZ+1", "UNZ+7"), "message-count-differs"),
        (("UNZ+1+REF1", "UNZ+1+REF2"), "reference-differs"),
        (("UNZ+1+REF1'", ""), "trailer-missing"),
        (("UNH+", "LOC+1'UNH+"), "segment-outside"),
    ],
)
def test_a_fault_of_the_envelope_belongs_to_the_reading(change, code):
    reading = _read(CLEAN.replace(*change, 1))
    assert [fault.code for fault in reading.faults] == [code]
    assert len(reading.messages[0].travellers) == 2


def test_no_fault_repeats_what_a_traveller_is_called():
    text = CLEAN.replace("CNT+42:2", "CNT+42:OSTREGA").replace("UNT+38", "UNT+OSTREGA")
    text = text.replace("NAT+2+XA", "NAT+2+OSTREGA").replace("ATT+2++F", "ATT+2++OSTREGA")
    text = text.replace("UNZ+1", "UNZ+OSTREGA").replace("DTM+329:841212", "DTM+329:OSTREGA")
    text = text.replace("GEI+4+173'", "OSTREGA'OST+OSTREGA'").replace("BGM+745", "BGM+OSTREGA")
    reading = _read(text)
    faults = [*reading.faults, *reading.messages[0].faults]
    assert len(faults) > 7
    assert not [fault for fault in faults if "OST" in str(fault)]


@pytest.mark.parametrize(
    ("written", "surname", "code"),
    [
        ("MÜLLERIN".encode(), "MÜLLERIN", "characters-undeclared"),
        ("محمد".encode(), "محمد", "characters-undeclared"),
        ("MÜLLERIN".encode("latin-1"), "M\ufffdLLERIN", "characters-undecodable"),
    ],
)
def test_bytes_outside_the_declared_repertoire_are_a_fault(written, surname, code):
    reading = read_paxlst(CLEAN.encode().replace(b"TARNOVEK", written))
    assert reading.messages[0].travellers[1].surname == surname
    assert [fault.code for fault in reading.faults] == [code]


@pytest.mark.parametrize(
    ("syntax", "codec", "name"),
    [
        ("UNOC", "latin-1", "MÜLLERIN"),
        ("UNOD", "iso8859-2", "ŁUCZAK"),
        ("UNOE", "iso8859-5", "ИВАНОВСКИЙ"),
        ("UNOF", "iso8859-7", "ΝΙΚΟΥ"),
        ("UNOI", "iso8859-6", "محمد"),
        ("UNOK", "iso8859-9", "İŞIK"),
        ("UNOW", "utf-8", "山田"),
        ("UNOY", "utf-8", "محمد"),
    ],
)
def test_a_declared_repertoire_is_read_as_declared(syntax, codec, name):
    text = CLEAN.replace("UNOA", syntax).replace("TARNOVEK", name)
    reading = read_paxlst(text.encode(codec))
    assert reading.messages[0].travellers[1].surname == name
    assert reading.faults == ()


def test_utf_16_with_its_mark_is_read():
    assert len(read_paxlst(b"\xff\xfe" + CLEAN.encode("utf-16-le")).messages[0].travellers) == 2


@pytest.mark.parametrize(
    ("bgm", "kind", "purpose"),
    [
        ("745", "passenger list", Purpose.REPORT),
        ("745+CP", "passenger list", Purpose.CHANGE),
        ("745+XR", "passenger list", Purpose.CANCEL),
        ("745+RP", "passenger list", Purpose.REDUCE),
        ("266+CL", "close-out", Purpose.CLOSE_OUT),
        ("266+CLNB", "close-out", Purpose.CLOSE_OUT),
        ("266+CLOB", "close-out", Purpose.CLOSE_OUT),
        ("250+C", "crew list", Purpose.REPORT),
        ("250+CC", "crew list", Purpose.CHANGE),
        ("336", "master crew list", Purpose.REPORT),
        ("655", "gate pass request", Purpose.REPORT),
    ],
)
def test_the_header_says_which_list_and_what_it_does(bgm, kind, purpose):
    (message,) = _read(CLEAN.replace("BGM+745", f"BGM+{bgm}")).messages
    assert (message.kind, message.purpose) == (kind, purpose)


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("FL", Role.PASSENGER),
        ("FM", Role.CREW),
        ("DDU", Role.TRANSIT),
        ("DDT", Role.TRANSIT_CREW),
        ("ZZZ", Role.UNKNOWN),
    ],
)
def test_a_person_of_any_role_is_read(code, role):
    (message,) = _read(CLEAN.replace("NAD+FL+++TAR", f"NAD+{code}+++TAR")).messages
    assert message.travellers[1].role is role


def test_crew_are_counted_by_their_own_total():
    crew = CLEAN.replace("NAD+FL", "NAD+FM").replace("CNT+42:2", "CNT+41:2")
    (message,) = _read(crew.replace("BGM+745", "BGM+250")).messages
    assert (message.declared_travellers, message.declared_crew) == (2, 2)
    assert "count-differs" not in {fault.code for fault in message.faults}


@pytest.mark.parametrize(
    ("tdt", "flight"),
    [
        ("TDT+20+XQ0123+++XQ", "XQ123"),
        ("TDT+20+XQ123", "XQ123"),
        ("TDT+20+123+++XQ", "XQ123"),
        ("TDT+20+0007+++XQ", "XQ7"),
        ("TDT+20+X9707", "X9707"),
        ("TDT+20+9X0707A", "9X707A"),
        ("TDT+20+XQA0045", "XQA45"),
        ("TDT+20+XQ 45", "XQ45"),
    ],
)
def test_a_flight_is_called_by_carrier_and_number(tdt, flight):
    text = CLEAN.replace("TDT+20+XQ0123+++XQ", tdt)
    assert str(_read(text).messages[0].flight) == flight


def test_a_border_that_is_half_known_is_given_by_half():
    (message,) = _read(CLEAN.replace("LOC+125+AAA", "LOC+92+AAA")).messages
    assert (message.flight.departure, message.flight.arrival) == (None, "BBB")
    assert (message.legs[0].departure, message.legs[0].arrival) == ("AAA", "BBB")


def test_without_a_border_the_last_leg_is_the_flight_and_a_fault_says_so():
    text = CLEAN.replace("LOC+125+AAA", "LOC+92+AAA").replace("LOC+87+BBB", "LOC+92+BBB")
    (message,) = _read(text).messages
    assert (message.flight.departure, message.flight.arrival) == ("AAA", "BBB")
    assert "route-incomplete" in {fault.code for fault in message.faults}


def test_a_route_of_several_legs_keeps_them_in_order_and_knows_the_border():
    legs = (
        "TDT+20+XQ1+++XQ'LOC+92+AAA'DTM+189:2603010100:201'LOC+92+BBB'DTM+232:2603010200:201'"
        "TDT+20+XQ2+++XQ'LOC+125+BBB'DTM+189:2603010300:201'LOC+87+CCC'DTM+232:2603010500:201'"
        "TDT+20+XQ3+++XQ'LOC+92+CCC'DTM+189:2603010600:201'LOC+92+DDD'DTM+232:2603010700:201'"
    )
    text = re.sub(r"TDT\+20.*?(?=NAD\+FL)", legs, CLEAN, count=1)
    (message,) = _read(text).messages
    assert [(str(leg), leg.departure, leg.arrival) for leg in message.legs] == [
        ("XQ1", "AAA", "BBB"),
        ("XQ2", "BBB", "CCC"),
        ("XQ3", "CCC", "DDD"),
    ]
    assert (str(message.flight), message.flight.departure, message.flight.arrival) == (
        "XQ2",
        "BBB",
        "CCC",
    )


def test_stops_under_one_flight_number_become_legs():
    stops = (
        "TDT+20+XQ1+++XQ'LOC+92+AAA'DTM+189:2603010100:201'"
        "LOC+92+BBB'DTM+232:2603010200:201'LOC+125+BBB'DTM+189:2603010300:201'"
        "LOC+87+CCC'DTM+232:2603010500:201'"
    )
    text = re.sub(r"TDT\+20.*?(?=NAD\+FL)", stops, CLEAN, count=1)
    legs = _read(text).messages[0].legs
    assert [(leg.departure, leg.arrival) for leg in legs] == [("AAA", "BBB"), ("BBB", "CCC")]


def test_an_arrival_before_its_departure_is_still_one_leg():
    swapped = "TDT+20+XQ1'LOC+87+BBB'DTM+232:2603011340:201'LOC+125+AAA'DTM+189:2603010905:201'"
    text = re.sub(r"TDT\+20.*?(?=NAD\+FL)", swapped, CLEAN, count=1)
    (leg,) = _read(text).messages[0].legs
    assert (leg.departure, leg.arrival) == ("AAA", "BBB")


def test_segments_of_a_traveller_may_come_in_any_order():
    text = CLEAN.replace("DTM+329:841212'", "").replace(
        "LOC+91+XC'", "LOC+91+XC'DTM+329:841212'RFF+SEA:12A'"
    )
    her = _read(text).messages[0].travellers[0]
    assert her.birth_date == PartialDate.parse("1984-12-12")


@pytest.mark.parametrize(
    ("written", "alpha2"),
    [("GBR", "GB"), ("D", "DE"), ("RKS", "XK"), ("GBD", "GB"), ("gbr", "GB"), ("XXA", None)],
)
def test_states_become_two_letters_where_they_are_known(written, alpha2):
    text = CLEAN.replace("NAT+2+XA", f"NAT+2+{written}")
    state = _read(text).messages[0].travellers[0].nationality
    assert (state.written, state.alpha2) == (written, alpha2)


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"UNB", b"hello", b"UNA:+.? '", b"UNB+UNOA:4", b"'" * 99]
)
def test_what_is_no_list_gives_a_fault_and_no_message(data):
    reading = read_paxlst(data)
    assert reading.messages == ()
    assert reading.faults
    assert not sniff(data)


def test_another_message_type_is_passed_over_with_a_fault():
    reading = _read(CLEAN.replace("PAXLST:D", "CUSRES:D"))
    assert reading.messages == ()
    assert "message-foreign" in {fault.code for fault in reading.faults}
