"""What is kept of a flight are codes; whatever else stands in their place is not."""

from __future__ import annotations

import pytest

from tocsin.travel.rules import carrier_code, flight_number, message_reference, place_code


@pytest.mark.parametrize("code", ["XQ", "9X", "X9", "XQA"])
def test_a_carrier_is_known_by_its_two_or_three_characters(code: str) -> None:
    assert carrier_code(code) == code


@pytest.mark.parametrize("number", ["1", "123", "4567B", "XQA12AB", "G-ABCD", "4X-ABC", "N123AB"])
def test_flight_numbers_call_signs_and_registration_marks_are_kept(number: str) -> None:
    assert flight_number(number) == number


@pytest.mark.parametrize("place", ["IST", "EGLL", "GBLHR", "GB LHR"])
def test_places_are_kept_by_their_codes(place: str) -> None:
    assert place_code(place) == place


@pytest.mark.parametrize(
    "text", ["QUILLON", "XQ123\nNAD", "MIRO QUILLON", "ZZ0000017X", "123NAD", "x", "", " 12"]
)
def test_what_is_no_code_is_not_kept(text: str) -> None:
    assert carrier_code(text) == flight_number(text) == place_code(text) == ""


def test_the_reference_of_a_message_is_at_most_fourteen_plain_characters() -> None:
    assert message_reference("PAX001") == "PAX001"
    assert message_reference("PAX001'NAD+FL") == ""
    assert message_reference("A" * 15) == ""
