"""Machine-readable zones: written is what is read, and whatever arrives is answered."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats.countries import country
from tocsin.formats.mrz import (
    Kind,
    UnwritableZoneError,
    Zone,
    check_digit,
    read_mrz,
    write_mrz,
)
from tocsin.foundations.vocabulary import PartialDate

TODAY = date(2026, 3, 1)
PASSPORT = Zone(
    kind=Kind.TD3,
    type="P",
    issuer=country("XXA"),
    surname="AL ZARBAR",
    given="QASIM OMID",
    number="ZX5504471",
    nationality=country("XXA"),
    birth_date=PartialDate.parse("1970-05-02"),
    sex="M",
    expires=date(2031, 1, 31),
)


def read(*lines: str) -> Zone:
    zone = read_mrz("\n".join(lines), as_of=TODAY).zone
    assert zone is not None
    return zone


def codes(*lines: str) -> set[str]:
    return {fault.code for fault in read_mrz("\n".join(lines), as_of=TODAY).faults}


# Doc 9303-3, section 4.9 and the worked example of its appendix A.
CHECK_DIGITS = {"520727": "3", "AB2134<<<": "5", "HA672242<658022549601086<<<<<<<<<<<<<<0": "8"}


@pytest.mark.parametrize("text", CHECK_DIGITS)
def test_check_digits_are_those_of_the_standard(text: str) -> None:
    assert check_digit(text) == CHECK_DIGITS[text]


def test_the_specimen_passport_of_the_standard_is_written_as_it_is_printed() -> None:
    specimen = Zone(
        kind=Kind.TD3,
        type="P",
        issuer=country("UTO"),
        surname="ERIKSSON",
        given="ANNA MARIA",
        number="L898902C3",
        nationality=country("UTO"),
        birth_date=PartialDate.parse("1974-08-12"),
        sex="F",
        expires=date(2012, 4, 15),
        optional="ZE184226B",
    )
    assert write_mrz(specimen) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


WORDS = st.text("ABCXYZ", min_size=1, max_size=6)
NAMES = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
NUMBERS = st.text("ABZ0123456789", min_size=1, max_size=9)
STATES = st.sampled_from(["D", "XXA", "GBR", "RKS", "UTO"]).map(country)
BORN = st.one_of(
    st.dates(date(1930, 1, 1), date(2024, 12, 31)).map(PartialDate.of_day),
    st.integers(1930, 2024).map(PartialDate.of_year),
    st.integers(1930, 2024).map(lambda year: PartialDate.parse(f"{year}-07")),
)


@st.composite
def zones(draw: st.DrawFn) -> Zone:
    kind = draw(st.sampled_from([each for each in Kind if each is not Kind.FRENCH_CARD]))
    is_card = kind in (Kind.TD1, Kind.TD2)
    letter = "V" if kind in (Kind.MRV_A, Kind.MRV_B) else "P" if kind is Kind.TD3 else "I"
    return Zone(
        kind=kind,
        type=letter + draw(st.sampled_from(["", "A", "X"])),
        issuer=draw(STATES),
        surname=draw(NAMES | st.just("")),
        given=draw(NAMES),
        number=draw(NUMBERS | st.text("AB01", min_size=10, max_size=11) if is_card else NUMBERS),
        nationality=draw(STATES),
        birth_date=draw(st.none() | BORN),
        sex=draw(st.sampled_from(["M", "F", "X", None])),
        expires=draw(st.none() | st.dates(date(2000, 1, 1), date(2060, 12, 31))),
        optional=draw(st.text("AB01", max_size=2)),
        more=draw(st.text("AB01", max_size=9)) if kind is Kind.TD1 else "",
    )


@settings(max_examples=300, deadline=None)
@given(zones())
def test_what_is_written_is_what_is_read(zone: Zone) -> None:
    reading = read_mrz("\n".join(write_mrz(zone)), as_of=TODAY)
    assert reading.zone == zone
    assert {fault.code for fault in reading.faults} <= {"state-unknown"}


def test_a_zone_in_one_line_in_small_letters_with_blanks_is_read() -> None:
    first, second = write_mrz(PASSPORT)
    assert read((first + second).lower()) == PASSPORT
    assert read(f" {first[:20]} {first[20:]} ", "", second) == PASSPORT


def test_a_name_that_fills_its_field_may_be_cut_and_is_said_to_be() -> None:
    long = Zone(Kind.TD1, "I", country("XXA"), "ALRASHID", "MOHAMMED ABDULLAH RAHMAN", "X1")
    cut = read(*write_mrz(long))
    assert (cut.given, cut.may_be_truncated) == ("MOHAMMED ABDULLAH RA", True)
    assert not read(*write_mrz(PASSPORT)).may_be_truncated


def test_a_name_without_given_names_stands_alone() -> None:
    first, second = write_mrz(PASSPORT)
    alone = read("P<XXAMONONYM".ljust(44, "<"), second)
    assert (alone.surname, alone.given) == ("MONONYM", "")
    assert read(first, second).surname == "AL ZARBAR"


def test_a_wrong_check_digit_is_a_fault_at_its_place_and_the_number_stays() -> None:
    first, second = write_mrz(PASSPORT)
    wrong = "ZX5504472" + second[9:]
    reading = read_mrz(f"{first}\n{wrong}", as_of=TODAY)
    assert reading.zone
    assert reading.zone.number == "ZX5504472"
    places = [str(each.position) for each in reading.faults]
    assert places == ["line 2, column 10", "line 2, column 44"]


def test_a_letter_among_digits_is_read_as_the_digit_it_resembles() -> None:
    first, second = write_mrz(PASSPORT)
    scanned = second[:13] + second[13:19].replace("0", "O").replace("5", "S") + second[19:]
    assert read(first, scanned) == PASSPORT
    assert codes(first, scanned) == {"character-misread"}


def test_unknown_parts_of_a_birth_date_are_left_open() -> None:
    first, second = write_mrz(PASSPORT)
    for written, meant in (("7005<<", "1970-05"), ("70<<<<", "1970"), ("<<<<<<", None)):
        line = second[:13] + written + check_digit(written) + second[20:43]
        composite = check_digit(line[0:10] + line[13:20] + line[21:43])
        zone = read(first, line + composite)
        assert (str(zone.birth_date) if zone.birth_date else None) == meant
        assert codes(first, line + composite) == set()


def test_what_is_no_zone_is_a_fault_and_nothing_else() -> None:
    for text in ("", "HELLO", "A\nB\nC\nD", "\n\n", "<" * 30):
        reading = read_mrz(text, as_of=TODAY)
        assert reading.zone is None
        assert [each.code for each in reading.faults] == ["zone-missing"]


UNWRITABLE = {
    "a name in another script": {"surname": "Зарбаран"},
    "a number too long for a passport": {"number": "ABCDEFGHIJ"},
    "a birth date that is a span": {"birth_date": PartialDate.parse("1970/1975")},
    "an optional field too long": {"optional": "A" * 30},
}


@pytest.mark.parametrize("what", UNWRITABLE)
def test_what_a_zone_can_not_hold_is_refused(what: str) -> None:
    with pytest.raises(UnwritableZoneError):
        write_mrz(replace(PASSPORT, **UNWRITABLE[what]))  # type: ignore[arg-type]


def mutate(text: str, chance: random.Random) -> str:
    """A few characters changed, removed or doubled."""
    body = list(text)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(body) + 1)
        kind = chance.randrange(3)
        if kind == 0:
            body[at : at + 1] = [
                chr(chance.choice([10, 60, 48, 79, 0x416, chance.randrange(0x500)]))
            ]
        elif kind == 1:
            del body[at : at + chance.randint(1, 5)]
        else:
            body[at:at] = body[at : at + chance.randint(1, 40)]
    return "".join(body)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32), zones())
def test_any_damage_to_a_zone_gets_an_answer(seed: int, zone: Zone) -> None:
    damaged = mutate("\n".join(write_mrz(zone)), random.Random(seed))
    reading = read_mrz(damaged, as_of=TODAY)
    assert len(reading.faults) < 200


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    repr(read_mrz(text, as_of=TODAY))


def test_a_flood_is_answered() -> None:
    for text in ("<" * 5_000_000, "\n" * 5_000_000, "A<\n" * 1_000_000):
        assert read_mrz(text, as_of=TODAY).zone is None
