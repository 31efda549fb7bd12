"""A partial date stands for the days that it may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.foundations.vocabulary import PartialDate

CASES = [
    ("1970-05-02", date(1970, 5, 2), date(1970, 5, 2), False),
    ("1970-02", date(1970, 2, 1), date(1970, 2, 28), False),
    ("1972-02", date(1972, 2, 1), date(1972, 2, 29), False),
    ("1970", date(1970, 1, 1), date(1970, 12, 31), False),
    ("1970~", date(1970, 1, 1), date(1970, 12, 31), True),
    ("1970/1975", date(1970, 1, 1), date(1975, 12, 31), False),
    ("1970-03/1970-04", date(1970, 3, 1), date(1970, 4, 30), False),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "about"), CASES)
def test_each_written_form_means_its_days(
    text: str, earliest: date, latest: date, about: bool
) -> None:
    assert PartialDate.parse(text) == PartialDate(earliest, latest, about)


@pytest.mark.parametrize(("text", "_earliest", "_latest", "_about"), CASES)
def test_each_written_form_is_written_back_as_it_was(
    text: str, _earliest: date, _latest: date, _about: bool
) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "70", "1970-13", "1970-02-30", "May 1970", "1975/1970"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        PartialDate.parse(text)


def test_a_span_and_a_day_inside_it_overlap_and_one_outside_does_not() -> None:
    span = PartialDate.parse("1970/1975")
    assert span.overlaps(PartialDate.parse("1973-05-02"))
    assert not span.overlaps(PartialDate.parse("1980"))


@given(st.dates(), st.dates(), st.booleans())
def test_any_span_survives_being_written_and_read(one: date, other: date, about: bool) -> None:
    span = PartialDate(min(one, other), max(one, other), about)
    assert PartialDate.parse(str(span)) == span
