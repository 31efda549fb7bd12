"""Whether a stream may be opened is decided like any other request; a server then holds it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.entrances.web.conftest import Desk, at_one_moment, desk, sit_down_again
from tests.invented import NOW
from tocsin.entrances.events.stream import GIVEN, Handover
from tocsin.entrances.events.topics import Topic
from tocsin.entrances.web.signing_in.sessions import SEEN
from tocsin.safeguards.access.rules import Role

__all__ = ["at_one_moment", "desk"]
pytestmark = pytest.mark.django_db
ACCEPT = {"Accept": "text/event-stream"}


def test_where_no_server_holds_it_the_browser_asks_again_later(desk: Desk) -> None:
    answer = desk("Ada").get("/events/", headers=ACCEPT)
    said = answer.content.decode()
    assert answer["Content-Type"] == "text/event-stream"
    assert said.startswith("retry: 15000\n")
    assert "event: queue" in said
    assert "event: alerts" in said


def test_a_server_that_can_hold_it_is_told_who_listens_and_to_what(desk: Desk) -> None:
    client, handover = desk("Ada", "XB", Role.CONTRIBUTOR), Handover()
    answer = client.get("/events/", headers=ACCEPT, **{GIVEN: handover})
    assert answer.content.count(b"event:") == 0
    assert handover.topics == {Topic.ALERTS}
    assert handover.hearer
    assert handover.hearer.session == client.session.session_key


def test_who_asks_for_the_headers_alone_opens_no_stream(desk: Desk) -> None:
    handover = Handover()
    answer = desk("Ada").head("/events/", headers=ACCEPT, **{GIVEN: handover})
    assert (answer.status_code, handover.hearer) == (200, None)


def test_nobody_listens_without_signing_in(desk: Desk) -> None:
    client, handover = desk("Ada"), Handover()
    client.logout()
    answer = client.get("/events/", headers=ACCEPT, **{GIVEN: handover})
    assert answer.status_code == 302
    assert handover.hearer is None


def test_to_listen_is_no_visit(desk: Desk) -> None:
    client = desk("Ada")
    early = NOW - timedelta(minutes=20)
    sit_down_again(client, early)
    client.get("/events/", headers=ACCEPT)
    assert client.session[SEEN] == early.isoformat()
    client.get("/queue/")
    assert client.session[SEEN] == NOW.isoformat()
