"""A member's own system hears of each event: over real HTTP, through an outage, through a death."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.alerts.test_alerting import HOOK, desk, met
from tests.entrances.test_carriers import outgoing, receiving
from tests.invented import NOW, WHY, node, officer
from tocsin.alerts.actions import answer, close, set_endpoint
from tocsin.alerts.delivering import deliver
from tocsin.alerts.models import Alert, Delivery
from tocsin.alerts.rules import Answer, Outcome
from tocsin.entrances.carriers import Outgoing
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db
NOBODY_LISTENS = "http://127.0.0.1:9/in"


class Killed(BaseException):
    """The sender is gone: nothing after this line of it runs."""


@dataclass
class Road:
    """From the member's address to where a test receives; ``dies`` ends the sender once sent."""

    outgoing: Outgoing
    to: str
    dies: bool = False

    def mail(self, address: str, message: Mapping[str, object]) -> None:
        raise AssertionError("no desk of these tests has a mail address")

    def post(self, address: str, body: bytes, event: str) -> None:
        assert address == HOOK
        self.outgoing.post(self.to, body, event)
        if self.dies:
            raise Killed


@pytest.fixture
def three_events(tmp_path: Path) -> list[str]:
    """XA keeps an address, and its alert goes through what it is told of."""
    set_endpoint(officer("Cleo", "XA", Role.MEMBER_ADMINISTRATOR), HOOK, now=NOW)
    alert = met(tmp_path)
    answer(desk(), alert.id, Answer.UNABLE, WHY, now=NOW)
    close(officer("Ben", "XB"), alert.id, Outcome.DONE, WHY, now=NOW)
    with viewing(desk()):
        assert Alert.objects.get().told == 3  # XB was told of the answer.
        hooked = Delivery.objects.filter(channel="webhook").order_by("number")
        return [str(each.id) for each in hooked]


def go(road: Road, minute: int) -> None:
    deliver(node("XA", Role.SCREENING_OFFICER), road, now=NOW + timedelta(minutes=minute))


def test_an_hour_without_a_receiver_loses_nothing_and_doubles_nothing(
    three_events: list[str], tmp_path: Path
) -> None:
    sender = outgoing(tmp_path / "keys")
    for minute in range(60):
        go(Road(sender, NOBODY_LISTENS), minute)
    with receiving(503) as (address, _refused):
        go(Road(sender, address), 64)
    with receiving(200) as (address, got):
        for minute in range(65, 200):
            go(Road(sender, address), minute)
    assert [headers["Tocsin-Event"] for headers, _body in got] == three_events


def test_what_a_killed_sender_sent_comes_again_under_the_same_event(
    three_events: list[str], tmp_path: Path
) -> None:
    sender = outgoing(tmp_path / "keys")
    with receiving(200) as (address, got):
        with pytest.raises(Killed):
            go(Road(sender, address, dies=True), 0)
        go(Road(sender, address), 1)
    came = [headers["Tocsin-Event"] for headers, _body in got]
    assert came == [three_events[0], *three_events]
    assert got[0][1] == got[1][1]
