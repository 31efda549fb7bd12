"""What must hold for all names, dates and documents, tried on many by Hypothesis."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.matching import Name, PartialDate, Subject, Traveller
from tocsin.matching.names import read_name
from tocsin.matching.score import THRESHOLD, score

PARTS = (
    "mirwais", "zarghunai", "mohammed", "abdullah", "halvorsen", "dmitri", "volkonsky", "tanaka",
    "haruki", "giorgi", "chavchanidze", "oyelaran", "quispe", "rasheed", "kaya", "benedek",
)  # fmt: skip
NAMES = st.lists(st.sampled_from(PARTS), min_size=2, max_size=4, unique=True).map(" ".join)
DAYS = st.dates(min_value=PartialDate.parse("1930").earliest).map(PartialDate.of_day)
ANY = st.text(max_size=300)
DATES = st.one_of(
    DAYS, st.integers(1930, 2010).map(PartialDate.of_year),
    st.integers(1930, 2010).map(lambda year: PartialDate.of_year(year, approximate=True)),
)  # fmt: skip
NUMBERS = st.text("ABP0123456789OI", min_size=1, max_size=9)
quick = settings(deadline=None, max_examples=60)


def self_score(written: str, name: str) -> float:
    return score(Traveller([written]), Subject("x", [name])).score


@quick
@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_parts_changes_nothing(name: str, chance: object) -> None:
    parts = name.split()
    chance.shuffle(parts)  # type: ignore[attr-defined]
    assert self_score(" ".join(parts), name) == self_score(name, name)


@quick
@given(NAMES, st.sampled_from([str.upper, str.title, str.swapcase]))
def test_case_changes_nothing(name: str, cased: object) -> None:
    assert self_score(cased(name), name) == self_score(name, name)  # type: ignore[operator]


@quick
@given(NAMES, st.sampled_from("\u0301\u0308\u200b\u200d\u202a\u2069'"), st.integers(1, 9))
def test_marks_and_hidden_characters_change_nothing(name: str, mark: str, at: int) -> None:
    assert self_score(name[:at] + mark + name[at:], name) == self_score(name, name)


@quick
@given(NAMES, NAMES, DATES, DATES)
def test_reasons_add_up_to_the_score(theirs: str, ours: str, born: object, held: object) -> None:
    found = score(
        Traveller([theirs], birth_date=born, nationality="XA", sex="F"),  # type: ignore[arg-type]
        Subject("x", [ours], birth_dates=[held], nationalities=["XB"], sex="M"),  # type: ignore[list-item]
    )
    assert round(sum(reason.weight for reason in found.reasons), 4) == found.score


@quick
@given(NAMES, NAMES, DAYS)
def test_an_agreeing_birth_date_never_lowers(theirs: str, ours: str, day: PartialDate) -> None:
    without = score(Traveller([theirs]), Subject("x", [ours])).score
    agreeing = score(Traveller([theirs], birth_date=day), Subject("x", [ours], birth_dates=[day]))
    assert agreeing.score >= without


@quick
@given(NAMES, NAMES, DAYS, DAYS)
def test_a_birth_date_years_away_never_raises(
    theirs: str, ours: str, day: PartialDate, other: PartialDate
) -> None:
    if abs(day.earliest.year - other.earliest.year) < 2:
        return
    without = score(Traveller([theirs]), Subject("x", [ours])).score
    against = score(Traveller([theirs], birth_date=day), Subject("x", [ours], birth_dates=[other]))
    assert against.score <= without


@quick
@given(NAMES, NAMES, NUMBERS, NUMBERS)
def test_a_document_never_lowers(theirs: str, ours: str, number: str, other: str) -> None:
    without = score(Traveller([theirs]), Subject("x", [ours])).score
    traveller = Traveller([theirs], documents=[("XA", number)])
    assert score(traveller, Subject("x", [ours], documents=[("XA", other)])).score >= without


@quick
@given(NAMES, NAMES)
def test_sex_and_nationality_move_a_score_the_way_they_point(theirs: str, ours: str) -> None:
    subject = Subject("x", [ours], nationalities=["XA"], sex="M")
    without = score(Traveller([theirs]), subject).score
    assert score(Traveller([theirs], nationality="XA", sex="M"), subject).score >= without
    assert score(Traveller([theirs], nationality="XB", sex="F"), subject).score <= without


@quick
@given(st.one_of(NAMES, ANY), st.one_of(NAMES, ANY))
def test_a_name_alone_is_never_strong(theirs: str, ours: str) -> None:
    assert score(Traveller([theirs]), Subject("x", [ours])).band != "strong"
    assert score(Traveller([theirs]), Subject("x", [theirs])).band != "strong"


@quick
@given(st.one_of(NAMES, ANY))
def test_a_weak_alias_alone_is_never_a_candidate(name: str) -> None:
    assert score(Traveller([name]), Subject("x", [Name(name, weak=True)])).score < THRESHOLD


@quick
@given(ANY, ANY)
def test_any_text_is_answered_and_the_same_way_each_time(theirs: str, ours: str) -> None:
    first = score(Traveller([theirs]), Subject("x", [ours]))
    assert first == score(Traveller([theirs]), Subject("x", [ours]))
    assert 0.0 <= first.score <= 1.0


LONG = (
    "a" * 100_000, "ab " * 50_000, "محمد" * 20_000, "习" * 50_000, "ـ" * 50_000, "김" * 50_000,
    "\u0301" * 50_000, "abdul" * 20_000, "kkkk eo " * 10_000, "ff" * 50_000, "ガ" * 50_000,
)  # fmt: skip


def test_names_of_any_length_are_answered_within_a_second() -> None:
    for name in LONG:
        began = time.process_time()
        score(Traveller([name]), Subject("x", [name[::-1], name]))
        assert time.process_time() - began < 1.0, name[:12]


@quick
@given(ANY)
def test_reading_never_fails_and_keeps_parts_among_tokens(name: str) -> None:
    read = read_name(name)
    assert set(map(id, read.parts)) <= set(map(id, read.tokens))
    assert all(0 < token.weight <= 1.15 for token in read.tokens)
