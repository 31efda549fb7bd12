"""Which passenger lists are missing or late, against the schedule: of carriers, and of nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.invented import NOW, flight, traveller
from tests.travel.sending import desk
from tocsin.safeguards.access.actions import viewing
from tocsin.screening.manifests import arrival_of
from tocsin.travel.actions import receive
from tocsin.travel.intake.actions import expect
from tocsin.travel.intake.errors import ScheduleUnreadable
from tocsin.travel.intake.queries import lacking_lists, punctual
from tocsin.travel.intake.schedules import (
    Came,
    Lack,
    Punctuality,
    Scheduled,
    lacking,
    read_schedule,
)
from tocsin.travel.models import Manifest

AT = datetime(2026, 3, 1, 6, tzinfo=UTC)
FLIGHT = Scheduled("XB", "101", "IST", "VIE", AT, AT + timedelta(hours=2))
HOUR = timedelta(hours=1)
CASES = {
    "nothing came": ([], [(Lack.MISSING, 6 * HOUR)]),
    "in time": ([Came("XB", "101", AT, AT - HOUR)], []),
    "an hour late": ([Came("XB", "101", AT, AT + HOUR)], [(Lack.LATE, HOUR)]),
    "first late, then again": (
        [Came("XB", "101", AT, AT + 2 * HOUR), Came("XB", "101", AT, AT + HOUR)],
        [(Lack.LATE, HOUR)],
    ),
    "another flight": ([Came("XB", "102", AT, AT - HOUR)], [(Lack.MISSING, 6 * HOUR)]),
    "yesterday's": ([Came("XB", "101", AT - 24 * HOUR, AT - HOUR)], [(Lack.MISSING, 6 * HOUR)]),
    "delayed by three hours": ([Came("XB", "101", AT + 3 * HOUR, AT - HOUR)], []),
    "without a time of flight": ([Came("XB", "101", None, AT - HOUR)], []),
}


@pytest.mark.parametrize("what", CASES)
def test_a_list_is_lacking_when_it_is_missing_or_came_after_the_departure(what: str) -> None:
    came, expected = CASES[what]
    found = lacking([FLIGHT], came, now=AT + 6 * HOUR)
    assert [(each.lack, each.by) for each in found] == expected


def test_a_flight_that_has_not_departed_lacks_nothing() -> None:
    assert list(lacking([FLIGHT], [], now=AT - HOUR)) == []


def test_a_schedule_is_read_in_local_times() -> None:
    text = "flight,from,to,departs,arrives\nXB 0101,IST,VIE,2026-03-01 09:00,2026-03-01T10:00\n"
    assert read_schedule(text) == [
        Scheduled("XB", "101", "IST", "VIE", AT, datetime(2026, 3, 1, 9, tzinfo=UTC))
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("flight,from\n", 1),
        ("flight,from,to,departs,arrives\nXB1,IST,VIE,tomorrow,2026-03-01\n", 2),
        ("flight,from,to,departs,arrives\n,IST,VIE,2026-03-01,2026-03-01\n", 2),
    ],
)
def test_a_schedule_that_is_none_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ScheduleUnreadable, match=f"Line {line} "):
        read_schedule(text)


@pytest.mark.django_db
def test_the_member_is_told_of_its_own_schedule() -> None:
    departed = Scheduled("XB", "101", "IST", "VIE", NOW - HOUR, NOW + HOUR)
    other = Scheduled("XB", "102", "IST", "VIE", NOW - 2 * HOUR, NOW)
    assert expect(desk(), [departed, other]) == 2
    assert expect(desk(), [departed]) == 0
    olga = traveller("PLAIN", "OLGA")
    with viewing(desk()):
        receive(desk(), arrival_of(flight(olga, number="101", days=0)), now=NOW - 2 * HOUR)
    found = lacking_lists(desk(), now=NOW)
    assert [(each.flight.number, each.lack) for each in found] == [("102", Lack.MISSING)]


@pytest.mark.django_db
def test_each_carriers_lists_are_counted_by_how_they_came() -> None:
    def scheduled(carrier: str, number: str, hours: float) -> Scheduled:
        departs = NOW + timedelta(hours=hours)
        return Scheduled(carrier, number, "IST", "VIE", departs, departs + HOUR)

    def came(number: str, departs: float | None, received: float) -> None:
        Manifest.objects.create(
            member_id=desk().member_id,
            digest=number.encode(),
            carrier="XB",
            flight_number=number,
            departs_at=None if departs is None else NOW + timedelta(hours=departs),
            travellers=1,
            received_at=NOW + timedelta(hours=received),
        )

    expect(
        desk(),
        [
            scheduled("XB", "1", -5),
            scheduled("XB", "2", -5),
            scheduled("XB", "3", -5),
            scheduled("XB", "4", 5),
            scheduled("XB", "5", 5),
            scheduled("XC", "6", -1),
            scheduled("XC", "7", -90),
        ],
    )
    with viewing(desk()):
        came("1", -5, -8)
        came("2", -5, -4)
        came("4", 5, -1)
        came("5", 30, -1)  # of the next day
        came("3", None, -6)
    since, until = NOW - timedelta(hours=24), NOW + timedelta(hours=24)
    found = punctual(desk(), since, until, now=NOW)
    assert found == [
        Punctuality("XC", missing=1),
        Punctuality("XB", on_time=3, late=1, ahead=1),
    ]
    assert found[1].expected == 5
