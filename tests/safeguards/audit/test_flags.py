"""What calls for a look, as tables: names by their hashes, and how many searches in how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.safeguards.audit.flags import BURSTS, Burst, Kind, Search, found

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA, BEN = 11, 12
ADAS, BENS, OTHER = ("2026-03", "a" * 64), ("2026-03", "b" * 64), ("2026-03", "c" * 64)
NAMED = {ADAS: [ADA], BENS: [BEN]}


def search(entry: int, seconds: float = 0, **given: object) -> Search:
    values = {"officer": ADA, "travellers": 1, "names": (), **given}
    return Search(entry, NOON + timedelta(seconds=seconds), **values)  # type: ignore[arg-type]


def evenly(count: int, apart: float, **given: object) -> list[Search]:
    return [search(number, number * apart, **given) for number in range(count)]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ((ADAS,), Kind.SELF),
        ((OTHER, ADAS), Kind.SELF),
        ((ADAS, BENS), Kind.SELF),
        ((BENS,), Kind.COLLEAGUE),
        ((OTHER, BENS), Kind.COLLEAGUE),
    ],
)
def test_a_search_for_an_officer_is_flagged(names: tuple[tuple[str, str], ...], kind: Kind) -> None:
    (flag,) = found([search(7, names=names)], NAMED)
    assert (flag.kind, flag.officer, flag.entries) == (kind, ADA, (7,))


def test_a_search_for_anybody_else_is_not() -> None:
    assert found([search(7, names=(OTHER,)), search(8)], NAMED) == []


def test_a_hash_of_another_month_is_another_name() -> None:
    assert found([search(7, names=(("2026-02", ADAS[1]),))], NAMED) == []


def test_a_colleagues_flag_says_which_officers_have_the_name() -> None:
    (flag,) = found([search(7, names=(OTHER,))], {OTHER: [14, 13]})
    assert flag.about == (13, 14)


@pytest.mark.parametrize(
    ("count", "apart", "flagged"),
    [(30, 1, 0), (31, 1, 1), (31, 20, 1), (31, 21, 0), (60, 300, 0), (200, 400, 0), (201, 400, 1)],
)
def test_very_many_single_searches_in_a_while_are_flagged(
    count: int, apart: float, flagged: int
) -> None:
    flags = found(evenly(count, apart), {})
    assert [flag.kind for flag in flags] == [Kind.ENUMERATION] * flagged


def test_one_burst_is_one_flag_with_all_its_entries() -> None:
    (flag,) = found(evenly(120, 2), {})
    assert len(flag.entries) == 120
    assert (flag.first_at, flag.last_at) == (NOON, NOON + timedelta(seconds=238))


def test_two_bursts_with_a_pause_between_are_two_flags() -> None:
    later = [search(1_000 + each.entry, 86_400 * 2 + each.entry) for each in evenly(40, 1)]
    assert len(found([*evenly(40, 1), *later], {})) == 2


def test_passenger_lists_are_not_single_searches() -> None:
    assert found(evenly(500, 1, travellers=300), {}) == []


def test_the_searches_of_two_officers_are_not_added_up() -> None:
    half = evenly(20, 1)
    others = [search(100 + each.entry, each.entry, officer=BEN) for each in half]
    assert found([*half, *others], {}) == []


@given(st.lists(st.integers(0, 5_000), max_size=120))
def test_a_flag_is_raised_exactly_where_some_window_holds_too_many(seconds: list[int]) -> None:
    searches = [search(number, at) for number, at in enumerate(seconds)]
    moments = sorted(each.at for each in searches)

    def is_broken(burst: Burst) -> bool:
        return any(
            sum(start <= other <= start + burst.within for other in moments) > burst.most
            for start in moments
        )

    assert bool(found(searches, {})) == any(map(is_broken, BURSTS))


@given(st.permutations(evenly(40, 1)))
def test_the_order_in_which_searches_are_read_does_not_matter(searches: list[Search]) -> None:
    assert found(searches, {}) == found(evenly(40, 1), {})
