"""Whoever listens is woken by what concerns them, and by nothing else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.entrances.events.hub import AT_ONCE, Hearer, Hub, Listener
from tocsin.entrances.events.stream import opening
from tocsin.entrances.events.topics import MANY, Change, Topic, change_of, heard_by, written
from tocsin.safeguards.access.rules import Actor, Permission, Role

ALL = frozenset(Topic)
CASE = "0198c0de-0000-7000-8000-000000000001"


def listening(hub: Hub, member: int = 1, topics: frozenset[Topic] = ALL, session: str = "s") -> Any:
    listener = Listener(Hearer(7, member, session), topics)
    hub.add(listener)
    return listener


@pytest.mark.parametrize(
    ("payload", "change"),
    [
        ("queue 12", Change(Topic.QUEUE, 12)),
        ("alerts 3", Change(Topic.ALERTS, 3)),
        (f"case 12 {CASE}", Change(Topic.CASE, 12, CASE)),
        ("case 12 Qasim", None),
        ("record 12", None),
        ("queue", None),
        ("queue twelve", None),
        ("", None),
    ],
)
def test_what_the_database_tells_is_a_topic_a_member_and_an_id_or_nothing(
    payload: str, change: Change | None
) -> None:
    assert change_of(payload) == change


@given(st.text(max_size=80))
def test_nothing_else_gets_into_a_stream(payload: str) -> None:
    change = change_of(payload)
    assert change is None or (change.thing == "" or len(change.thing) == 36)


@pytest.mark.parametrize(
    ("role", "heard"),
    [
        (Role.SCREENING_OFFICER, ALL),
        (Role.CONTRIBUTOR, {Topic.ALERTS}),
        (Role.OBSERVER, set()),
    ],
)
def test_an_officer_hears_only_of_what_they_may_read(role: Role, heard: set[Topic]) -> None:
    assert heard_by(Actor(1, frozenset({role}), 7)) == heard


def test_a_token_hears_only_of_what_it_is_for() -> None:
    only = frozenset({Permission.EVENT_HEAR, Permission.ALERT_READ})
    actor = Actor(1, frozenset({Role.SCREENING_OFFICER}), 7, only=only)
    assert heard_by(actor) == {Topic.ALERTS}


def test_a_change_wakes_the_members_own_listeners_alone() -> None:
    hub = Hub()
    ours, theirs = listening(hub, 1), listening(hub, 2)
    hub.ring(Change(Topic.QUEUE, 1))
    assert (ours.woken.is_set(), theirs.woken.is_set()) == (True, False)
    assert ours.take() == [(Topic.QUEUE, "")]


def test_a_change_that_they_may_not_hear_of_wakes_nobody() -> None:
    hub = Hub()
    deaf = listening(hub, topics=frozenset({Topic.ALERTS}))
    hub.ring(Change(Topic.QUEUE, 1))
    assert not deaf.woken.is_set()


def test_a_slow_listener_keeps_each_change_once_and_only_so_many_cases() -> None:
    hub = Hub()
    slow = listening(hub)
    for _ in range(1_000):
        hub.ring(Change(Topic.QUEUE, 1))
        hub.ring(Change(Topic.CASE, 1, str(uuid4())))
    untold = slow.take()
    assert untold.count((Topic.QUEUE, "")) == 1
    assert len(untold) <= MANY + 1
    assert slow.take() == []


def test_who_may_no_longer_listen_is_ended_and_the_others_hear_what_they_may_now() -> None:
    hub = Hub()
    gone, stays, new = listening(hub, 1), listening(hub, 2), listening(hub, 3)
    asked = {gone.hearer, stays.hearer}
    hub.keep({stays.hearer: frozenset({Topic.ALERTS})}, asked)
    assert [each.ended for each in (gone, stays, new)] == [True, False, False]
    assert (stays.topics, new.topics) == ({Topic.ALERTS}, ALL)
    assert gone.woken.is_set()


def test_one_session_holds_only_so_many_streams() -> None:
    hub = Hub()
    many = [listening(hub) for _ in range(AT_ONCE)]
    assert hub.is_full(many[0].hearer)
    assert not hub.is_full(Hearer(7, 1, "another"))
    hub.remove(many[0])
    assert not hub.is_full(many[0].hearer)


def test_a_stream_says_what_changed_and_never_how() -> None:
    assert written(Topic.CASE, CASE, 3) == f"id: 3\nevent: case\ndata: {CASE}\n\n".encode()


@pytest.mark.parametrize(
    ("held", "again", "told"), [(True, False, 0), (True, True, 2), (False, False, 2)]
)
def test_a_stream_that_begins_again_says_that_anything_may_have_changed(
    held: bool, again: bool, told: int
) -> None:
    assert opening(ALL, held=held, again=again).count(b"event: ") == told
