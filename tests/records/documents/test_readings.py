"""A document number as it is written, as it is kept, and as a careless eye reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records.documents.errors import NumberUnreadable
from tocsin.records.documents.readings import (
    CONFUSED,
    PLAIN,
    careless,
    check_digit_of,
    normalised,
    readings,
)

KEPT = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("l898902c3", "L898902C3"),
        (" L 898-902/C3 ", "L898902C3"),
        ("L898902C3<", "L898902C3"),
        ("Ｌ８９８９０２Ｃ３", "L898902C3"),
        ("٤٥٦٧٨٩", "456789"),
        ("۴۵۶", "456"),
        ("АВ123456", "AB123456"),
        ("ΑΒ123456", "AB123456"),
        ("AB\u200b123\u202e456", "AB123456"),
    ],
)
def test_what_people_and_machines_put_around_a_number_is_taken_off(written: str, kept: str) -> None:
    assert normalised(written) == kept


@pytest.mark.parametrize("written", ["", "<<<", "号码123", "A" * 21, "12é4", "AB\x00"])
def test_what_is_no_document_number_is_refused(written: str) -> None:
    with pytest.raises(NumberUnreadable):
        normalised(written)


@pytest.mark.parametrize(
    ("field", "digit"), [("L898902C3", "6"), ("D23145890", "7"), ("D23145890<", "7"), ("0", "0")]
)
def test_the_check_digit_is_that_of_doc_9303(field: str, digit: str) -> None:
    """The first two stand in the specimens of ICAO Doc 9303, parts 4 and 5."""
    assert check_digit_of(field) == digit


@given(KEPT)
def test_a_number_is_read_with_the_check_digit_that_fits(number: str) -> None:
    (reading,) = readings(number, check_digit_of(number))
    assert (reading.number, reading.check) == (number, check_digit_of(number))


@given(KEPT, st.integers(1, 9))
def test_a_wrong_check_digit_leaves_no_reading(number: str, off: int) -> None:
    wrong = str((int(check_digit_of(number)) + off) % 10)
    assert readings(number, wrong) == ()


@pytest.mark.parametrize("letter", CONFUSED)
def test_a_check_digit_tells_most_letters_from_the_digits_that_they_look_like(letter: str) -> None:
    read, meant = f"A{letter}12", f"A{PLAIN[CONFUSED.index(letter)]}12"
    (reading,) = readings(read, check_digit_of(read))
    assert reading.may_be(meant) is (letter in "LG")
    assert readings(read)[0].may_be(meant)
    assert not reading.may_be("")


def test_ten_characters_may_be_a_field_with_its_check_digit() -> None:
    assert [(each.number, each.check) for each in readings("L898902C36")] == [
        ("L898902C36", ""),
        ("L898902C3", "6"),
    ]
    assert [each.number for each in readings("AB12345<<" + check_digit_of("AB12345"))] == [
        "AB12345" + check_digit_of("AB12345"),
        "AB12345",
    ]
    assert [each.number for each in readings("L898902C37")] == ["L898902C37"]


@given(KEPT)
def test_a_careless_reading_is_as_long_and_read_again_the_same(number: str) -> None:
    assert len(careless(number)) == len(number)
    assert careless(careless(number)) == careless(number)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(written: str) -> None:
    try:
        kept = normalised(written)
    except NumberUnreadable:
        return
    assert normalised(kept) == kept
    assert readings(written)
