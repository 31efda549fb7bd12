"""What people concluded is counted once for its list, border and script, and small cells hide."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.invented import NOW, STATEMENTS, candidate_on, conclude, listed, officer, traveller
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.records.registers.rules import Statement
from tocsin.review.outcomes.models import Outcome
from tocsin.review.outcomes.queries import outcomes
from tocsin.review.outcomes.rules import LEAST, Share, script_group, shown
from tocsin.safeguards.access.actions import viewing
from tocsin.screening.actions import MASKED_LIFE, forget_masked

SHARES = some.lists(
    some.builds(
        Share, some.text(min_size=1, max_size=2), some.integers(0, 30), some.integers(0, 30)
    ),
    max_size=12,
)


@given(SHARES)
def test_no_cell_that_is_shown_is_small_and_none_can_be_told_from_the_total(
    shares: list[Share],
) -> None:
    may = shown(shares)
    assert all(each.concluded >= LEAST for each in may)
    whole = sum(each.concluded for each in shares)
    assert sum(each.concluded for each in may) in (0, whole)
    assert bool(may) == (whole >= LEAST)


def test_a_single_small_cell_takes_the_next_larger_one_with_it() -> None:
    may = shown([Share("un", 5, 95), Share("XA", 2, 18), Share("XB", 1, 2)])
    assert [(each.name, each.concluded) for each in may] == [("un", 100), ("", 23)]


@pytest.mark.parametrize(
    ("names", "script"),
    [
        (["Qasim Zarbaran"], "latin"),
        (["Qasim Zarbaran", "قاسم زرباران"], "arabic"),
        (["Касим"], "cyrillic"),
        (["王小明"], "han"),
        ([], "latin"),
    ],
)
def test_a_record_is_of_the_first_script_that_is_not_latin(names: list[str], script: str) -> None:
    assert script_group(names) == script


@pytest.mark.django_db
def test_each_conclusion_is_counted_where_it_belongs(tmp_path: Path) -> None:
    arabic = Statement("name", {"full": "قاسم زرباران", "script": "Arab", "language": "ar"})
    record = listed(statements=(*STATEMENTS, arabic))
    ann = officer("ann")
    conclude(ann, candidate_on(record, tmp_path / "1", number="1"), Verdict.DIFFERENT)
    conclude(ann, candidate_on(record, tmp_path / "2", number="2"), Verdict.SAME)
    conclude(ann, candidate_on(record, tmp_path / "3", number="3"), Verdict.CANNOT_TELL)
    with viewing(ann):
        it = Outcome.objects.get()
    assert (it.month, it.listed_by, it.border, it.script) == (
        date(2026, 3, 1),
        "XA",
        "VIE",
        "arabic",
    )
    assert (it.rejected, it.confirmed) == (1, 1)


@pytest.mark.django_db
def test_the_count_outlives_the_dismissed_candidate_and_names_nobody(tmp_path: Path) -> None:
    ann = officer("ann")
    conclude(ann, candidate_on(listed(), tmp_path), Verdict.DIFFERENT)
    forget_masked(ann, now=NOW + MASKED_LIFE)
    with viewing(ann):
        assert Outcome.objects.get().rejected == 1
    assert "traveller" not in str([field.name for field in Outcome._meta.get_fields()])


@pytest.mark.django_db
def test_a_desk_reads_its_own_counts_of_three_months_and_no_others(tmp_path: Path) -> None:
    ann, record = officer("ann"), listed()
    for at, number in enumerate("123456789A"):
        person = traveller("ZARBARAN", "QASIM", born="1970-05-02", number=f"ZX550447{at}")
        found = candidate_on(record, tmp_path / number, number=f"10{at}", person=person)
        conclude(ann, found, Verdict.DIFFERENT)
        assert (outcomes(ann, now=NOW).whole is None) == (at < LEAST - 1)
    told = outcomes(ann, now=NOW)
    assert told.since == date(2026, 1, 1)
    assert told.whole == Share("", 0, LEAST)
    assert told.by["border"] == [Share("VIE", 0, LEAST)]
    assert outcomes(officer("eve", "XC"), now=NOW).whole is None
    assert outcomes(ann, now=NOW + timedelta(days=100)).whole is None
