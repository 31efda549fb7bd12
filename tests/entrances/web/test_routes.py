"""No page can be reached but through the table of routes, and each asks for its permission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.entrances.web.conftest import Desk
from tocsin.entrances.web.routes import ACCOUNT, PAGES, ROUTES, Open, Route
from tocsin.safeguards.access.rules import PERMITTED, Permission, Role

NOBODY = UUID(int=0)
GIVEN = {
    "candidate_id": NOBODY,
    "manifest_id": 0,
    "record_id": NOBODY,
    "run_id": 0,
    "token_id": 0,
}
OPEN_TO_ALL = {
    "account_login",
    "account_inactive",
    "mfa_authenticate",
}


def address(route: Route) -> str:
    given = {name: value for name, value in GIVEN.items() if f":{name}>" in route.path}
    return reverse(route.name, kwargs=given)


def ask(client: Client, route: Route) -> Any:
    method = client.post if "GET" not in route.methods else client.get
    return method(address(route))


def test_every_address_outside_the_api_is_in_the_table() -> None:
    known = {route.name for route in ROUTES}
    patterns = [each for each in get_resolver().url_patterns if isinstance(each, URLPattern)]
    pages = {each.name for each in patterns if not str(each.pattern).startswith("api/")}
    assert pages == known
    assert len(known) == len(ROUTES)


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_every_page_names_a_permission_that_some_role_has(route: Route) -> None:
    assert isinstance(route.needs, Permission)
    assert any(route.needs in permissions for permissions in PERMITTED.values())


@pytest.mark.parametrize("route", ACCOUNT, ids=lambda route: route.name)
def test_what_needs_no_permission_says_why(route: Route) -> None:
    assert isinstance(route.needs, Open)
    assert (route.needs is Open.BEFORE_SIGN_IN) == (route.name in OPEN_TO_ALL)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_stranger_is_sent_to_the_sign_in_page(route: Route) -> None:
    if route.name in OPEN_TO_ALL:
        return
    answer = ask(Client(), route)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_told_what_to_do(
    desk: Desk, route: Route, role: Role
) -> None:
    answer = ask(desk("Ada", "XB", role), route)
    if route.needs in PERMITTED[role]:
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
