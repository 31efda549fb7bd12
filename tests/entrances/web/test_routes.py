"""A page opens to who has its permission, tells others what to do, and takes no other method."""

from __future__ import annotations

import re
from typing import Any, cast
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.entrances.web.conftest import Desk
from tocsin.entrances.web.routes import ACCOUNT, ROUTES, Open, Route
from tocsin.safeguards.access.rules import Actor, Permission, Role, is_permitted

NOBODY = UUID(int=0)
GIVEN: dict[str, object] = {"uuid": NOBODY, "int": 0, "slug": "nothing", "str": "nothing"}
PARAMETER = re.compile(r"<(\w+):(\w+)>")
PAGES = [route for route in ROUTES if isinstance(route.needs, Permission)]
OPEN_TO_ALL = {
    "account_begin",
    "account_inactive",
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_login_cancelled",
}
SENT_ON = {"mfa_authenticate", "mfa_login_webauthn"}
"""Open to strangers, who have to begin at the sign-in page all the same."""


def address(route: Route) -> str:
    """Where nothing is: what a page says then doesn't matter here."""
    given = {name: GIVEN[kind] for kind, name in PARAMETER.findall(route.path)}
    return reverse(route.name, kwargs=given)


def ask(client: Client, route: Route) -> Any:
    method = client.post if "GET" not in route.methods else client.get
    return method(address(route))


@pytest.mark.parametrize("route", ACCOUNT, ids=lambda route: route.name)
def test_only_the_way_in_is_open_to_strangers(db: None, route: Route) -> None:
    answer = ask(Client(), route)
    sent_away = "sign-in" in answer.headers.get("Location", "")
    assert sent_away == (route.name not in OPEN_TO_ALL - SENT_ON)
    assert (route.needs is Open.BEFORE_SIGN_IN) == (route.name in OPEN_TO_ALL)


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_told_what_to_do(
    desk: Desk, route: Route, role: Role
) -> None:
    answer = ask(desk("Ada", "XB", role), route)
    an_officer = Actor(member_id=1, roles=frozenset({role}), officer_id=1)
    if is_permitted(an_officer, cast(Permission, route.needs)):
        assert answer.status_code != 403
    else:
        assert answer.status_code == 403
        assert "Ask your member&#x27;s administrator" in answer.content.decode()


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_a_page_takes_only_the_methods_of_its_route(desk: Desk, route: Route) -> None:
    client = desk("Ada")
    assert client.put(address(route)).status_code == 405
    if "POST" not in route.methods:
        assert client.post(address(route)).status_code == 405


def test_the_navigation_shows_only_where_the_officer_may_go(desk: Desk) -> None:
    page = desk("Olga", "XB", Role.OBSERVER).get("/").content.decode()
    assert 'href="/lists/"' in page
    assert 'href="/queue/"' not in page
    assert 'href="/match/"' not in page


def test_officers_of_a_suspended_member_are_refused(desk: Desk) -> None:
    from tocsin.members.models import Member

    client = desk("Ada")
    Member.objects.filter(code="XB").update(state="suspended")
    answer = client.get("/queue/")
    assert answer.status_code == 403
    assert "active in the register" in answer.content.decode()
