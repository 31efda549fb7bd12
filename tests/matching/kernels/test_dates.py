"""The kernels compare birth dates as the score does."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.matching import PartialDate
from tocsin.matching.index.days import span_of
from tocsin.matching.kernels.dates import date_points
from tocsin.matching.score.evidence import compare_dates

DAYS = st.dates(date(1890, 1, 1), date(2024, 12, 31))
CLOSE = st.builds(date, st.integers(1968, 1972), st.integers(1, 12), st.integers(1, 28))
DATES = st.one_of(
    CLOSE.map(PartialDate.of_day),
    DAYS.map(PartialDate.of_day),
    st.builds(PartialDate.of_year, st.integers(1960, 1980), approximate=st.booleans()),
    st.builds(
        lambda a, b, about: PartialDate(min(a, b), max(a, b), about), CLOSE, DAYS, st.booleans()
    ),
    st.sampled_from(("1970-05", "1969-12", "1971-02~")).map(PartialDate.parse),
)


@settings(deadline=None, max_examples=500)
@given(DATES, DATES)
def test_points_of_two_birth_dates_are_those_of_the_score(
    theirs: PartialDate, ours: PartialDate
) -> None:
    assert date_points(*span_of(theirs), *span_of(ours)) == compare_dates(theirs, ours)[0]
