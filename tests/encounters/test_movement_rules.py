"""What a chain of sightings amounts to: route, crossings, gaps, and what can't be one person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.encounters.movements.rules import Movement, Seen, Spot, kilometres_between, movement_of

START = datetime(2026, 1, 1, tzinfo=UTC)
IST = Spot("IST", "TR", 41.26, 28.74)
VIE = Spot("VIE", "AT", 48.11, 16.57)
SYD = Spot("SYD", "AU", -33.95, 151.18)
UNKNOWN = Spot("QQQ")


def seen(hours: float, spot: Spot, origin: Spot | None = None) -> Seen:
    return Seen(START + timedelta(hours=hours), spot, origin, spot if origin else None)


def test_no_sightings_make_no_movement() -> None:
    assert movement_of([]) == Movement()


def test_the_route_names_each_place_once_where_it_follows_itself() -> None:
    movement = movement_of([seen(0, VIE, IST), seen(50, VIE), seen(100, SYD, VIE)])
    assert movement.route == ("IST", "VIE", "SYD")
    assert (movement.crossings, movement.countries, movement.days) == (2, 3, 4)


def test_a_speed_that_no_traveller_has_doubts_the_identity() -> None:
    (doubt,) = movement_of([seen(0, VIE), seen(4, SYD)]).doubts
    assert (doubt.first, doubt.second) == (0, 1)
    assert doubt.speed > 3_000


def test_two_places_at_the_same_moment_doubt_the_identity() -> None:
    assert movement_of([seen(0, VIE), seen(0, SYD)]).doubts[0].speed == float("inf")


@pytest.mark.parametrize(
    "chain",
    [
        [seen(0, VIE), seen(24, SYD)],
        [seen(0, VIE), seen(0, VIE)],
        [seen(0, VIE), seen(0, UNKNOWN)],
    ],
)
def test_what_a_traveller_can_have_done_raises_no_doubt(chain: list[Seen]) -> None:
    assert movement_of(chain).doubts == ()


def test_a_long_silence_is_pointed_out() -> None:
    (gap,) = movement_of([seen(0, VIE), seen(24 * 90, VIE)]).gaps
    assert gap.days == 90


def test_the_distance_from_vienna_to_sydney_is_known() -> None:
    assert kilometres_between(VIE, SYD) == pytest.approx(15_980, rel=0.01)


@given(st.lists(st.sampled_from([IST, VIE, SYD, UNKNOWN]), max_size=8))
def test_a_route_never_repeats_a_place_at_once_and_crosses_fewer_borders_than_it_has_places(
    spots: list[Spot],
) -> None:
    movement = movement_of([seen(100 * at, spot) for at, spot in enumerate(spots)])
    assert all(a != b for a, b in zip(movement.route, movement.route[1:], strict=False))
    assert movement.crossings <= max(0, len(movement.route) - 1)
