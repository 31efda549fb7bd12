"""The century that EDIFACT leaves out, told by the day of the flight and never by today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.formats.paxlst.dates import CREW_MINIMUM_AGE, OLDEST, birth_date, document_date

FLIGHT = date(2026, 3, 1)
DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))


@pytest.mark.parametrize(
    ("written", "crew", "born"),
    [
        ("841212", False, "1984-12-12"),
        ("260301", False, "2026-03-01"),  # born on the day of the flight
        ("260302", False, "1926-03-02"),  # never after it
        ("250101", False, "2025-01-01"),
        ("250101", True, "1925-01-01"),  # no infant flies as crew
        ("120101", True, "2012-01-01"),
        ("000229", False, "2000-02-29"),
        ("19840000", False, "1984"),
        ("840000", False, "1984"),
        ("840500", False, "1984-05"),
        ("8405XX", False, "1984-05"),
        ("84XXXX", False, "1984"),
        ("84", False, "1984"),
        ("1984", False, "1984"),
        ("19841212", False, "1984-12-12"),
        ("19010102", False, "1901-01-02"),
        ("1984 12 12", False, "1984-12-12"),
        ("", False, None),
        ("841312", False, None),
        ("840230", False, None),
        ("840012", False, None),
        ("20260302", False, None),
        ("18000101", False, None),
        ("12DEC84", False, None),
        ("8412121", False, None),
        ("٨٤١٢١٢", False, None),
    ],
)
def test_a_date_of_birth_is_read_by_the_day_of_the_flight(written, crew, born):
    found = birth_date(written, FLIGHT, crew=crew)
    assert (str(found) if found else None) == born


@pytest.mark.parametrize(
    ("written", "issue", "day"),
    [
        ("310101", False, date(2031, 1, 1)),
        ("610218", False, date(2061, 2, 18)),
        ("990101", False, date(1999, 1, 1)),
        ("960101", False, date(1996, 1, 1)),
        ("950101", False, date(2095, 1, 1)),
        ("20310101", False, date(2031, 1, 1)),
        ("250630", True, date(2025, 6, 30)),
        ("270630", True, date(1927, 6, 30)),
        ("000000", False, None),
        ("31", False, None),
        ("NEVER", False, None),
    ],
)
def test_a_document_s_date_is_read_by_the_day_of_the_flight(written, issue, day):
    assert document_date(written, FLIGHT, issue=issue) == day


@given(st.from_regex(r"[0-9X]{6}|[0-9]{8}|[0-9]{4}", fullmatch=True), DAYS, st.booleans())
def test_nobody_is_born_after_the_flight_or_too_long_before(written, flight, crew):
    born = birth_date(written, flight, crew=crew)
    if born:
        assert born.earliest <= flight
        assert flight.year - born.earliest.year <= OLDEST


@given(DAYS, st.integers(0, 99 * 365))
def test_a_passenger_under_a_hundred_is_always_read_right(flight, days):
    born = date.fromordinal(max(1, flight.toordinal() - days))
    found = birth_date(born.strftime("%y%m%d"), flight)
    assert found
    assert found.earliest == born


@given(DAYS, st.integers(CREW_MINIMUM_AGE + 1, CREW_MINIMUM_AGE + 85))
def test_crew_are_never_read_as_children(flight, age):
    born = date(flight.year - age, 6, 15)
    found = birth_date(born.strftime("%y%m%d"), flight, crew=True)
    assert found
    assert found.earliest == born


@given(st.text(max_size=12), DAYS)
def test_any_text_is_a_date_or_nothing(text, flight):
    birth_date(text, flight)
    document_date(text, flight)
