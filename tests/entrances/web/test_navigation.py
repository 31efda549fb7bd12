"""Where an officer may go: in parts, only what opens to them, and where they are is marked."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tocsin.entrances.web.navigation import BELOW, PLACES, Waiting, navigation
from tocsin.entrances.web.routes import ROUTES
from tocsin.entrances.web.templatetags.words import ALL
from tocsin.safeguards.access.rules import Actor, Role, is_permitted

NAMES = {route.name: route for route in ROUTES}
NAVIGATION = "//nav[@aria-label='Main']"
ALL_ROLES = frozenset(Role)
WAITING: Waiting = {"justifications": 1, "unmaskings": 1}


def an_officer(*roles: Role) -> Actor:
    return Actor(member_id=1, roles=frozenset(roles), officer_id=1)


def test_every_place_is_a_page_that_opens_with_the_same_permission_and_has_words() -> None:
    for part, places in PLACES.items():
        assert part in ALL["navigation_part"]
        for place, permission in places.items():
            assert NAMES[place].needs == permission
            assert place in ALL["destination"]


def test_every_page_below_a_place_exists_and_so_does_the_place() -> None:
    places = {place for part in PLACES.values() for place in part}
    assert set(BELOW) <= set(NAMES)
    assert set(BELOW.values()) <= places


@pytest.mark.parametrize("role", Role)
def test_a_part_holds_what_the_role_may_open_and_no_part_is_empty(role: Role) -> None:
    actor = an_officer(role)
    parts = navigation(actor, "home", WAITING)
    shown = {item.name for part in parts for item in part.places}
    assert all(part.places for part in parts)
    assert shown == {
        place
        for places in PLACES.values()
        for place, permission in places.items()
        if is_permitted(actor, permission)
    }


def test_no_part_grows_so_long_that_it_must_be_searched() -> None:
    parts = navigation(an_officer(*ALL_ROLES), "home", WAITING)
    assert len(parts) <= 8
    assert max(len(part.places) for part in parts) <= 7


def test_a_place_where_nothing_waits_is_shown_only_where_it_is_of_use() -> None:
    actor = an_officer(Role.SCREENING_OFFICER)
    shown = {item.name for part in navigation(actor, "home", {}) for item in part.places}
    assert "justifications" not in shown


def test_the_page_is_marked_and_the_place_that_it_lies_below_too() -> None:
    actor = an_officer(Role.SCREENING_OFFICER)
    for route, here in (("flights", "page"), ("flight", "true"), ("queue", "")):
        travel = next(each for each in navigation(actor, route, {}) if each.name == "travel")
        assert travel.places[0].here == here


def test_what_waits_in_a_closed_part_is_told_on_its_name(desk: Desk) -> None:
    parts = navigation(an_officer(*ALL_ROLES), "home", {"audit": 2, "justifications": 3})
    assert {part.name: part.count for part in parts}["oversight"] == 5


def test_the_part_tells_where_the_officer_is_before_it_is_opened(desk: Desk) -> None:
    page = desk("Ada").get("/flights/")
    marked = "".join(found(page, f"{NAVIGATION}//summary[@aria-current='true']//text()"))
    assert " ".join(marked.split()) == "Travel: Flights"
    assert found(page, f"{NAVIGATION}//a[@aria-current='page']/@href") == ["/flights/"]


def test_opening_one_part_closes_another(desk: Desk) -> None:
    page = desk("Ada").get("/")
    assert set(found(page, f"{NAVIGATION}//details/@name")) == {"navigation"}
    assert found(page, f"{NAVIGATION}//details/@open") == []


def test_a_part_with_one_place_is_that_place(desk: Desk) -> None:
    page = desk("Ada").get("/")
    assert "/alerts/" in found(page, f"{NAVIGATION}/ul/li/a/@href")


def test_who_has_not_signed_in_is_shown_nowhere_to_go(db: None) -> None:
    page = Client().get("/account/sign-in/")
    assert found(page, NAVIGATION) == []
    assert "Sign in" in text_of(page)
