"""No address can be asked for that isn't in a table with its permission, or named here as open."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tocsin.entrances.api.operations import OPERATIONS
from tocsin.entrances.api.urls import PREFIX
from tocsin.entrances.web.routes import READ, ROUTES, Open, Route
from tocsin.safeguards.access.rules import Permission

OPEN_TO_PROGRAMS = {
    "api/v1/openapi.json": "the description of the API holds nobody's particulars",
    "api/docs": "the same, to read",
    "^api/(?P<_rest>(?s:.*))$": "answers that there is nothing",
}
PROTECTED = [route for route in ROUTES if isinstance(route.needs, Permission)]


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every pattern that Django would answer, written out."""
    for each in resolver.url_patterns:
        whole = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, whole)
        elif isinstance(each, URLPattern):
            yield whole


def of_programs() -> set[str]:
    """The operations of the API in the way Django writes addresses."""
    paths = (operation.path.replace("{", "<").replace("}", ">") for operation in OPERATIONS)
    return {f"{PREFIX}{path}"[1:] for path in paths}


def test_every_address_is_in_a_table_with_its_permission_or_named_as_open() -> None:
    known = {route.path for route in ROUTES} | of_programs() | set(OPEN_TO_PROGRAMS)
    assert set(addresses(get_resolver())) - known == set()


def test_every_route_and_operation_names_a_permission_or_why_it_needs_none() -> None:
    assert all(isinstance(route.needs, Permission | Open) for route in ROUTES)
    assert all(isinstance(operation.needs, Permission) for operation in OPERATIONS)


def test_only_account_pages_and_the_public_register_need_no_permission() -> None:
    open_routes = [route.path for route in ROUTES if isinstance(route.needs, Open)]
    assert [path for path in open_routes if not path.startswith(("account/", "members/"))] == []


@pytest.mark.django_db
@pytest.mark.parametrize("route", PROTECTED, ids=lambda route: route.name)
def test_who_is_not_signed_in_is_shown_nothing(route: Route) -> None:
    path = re.sub(r"<uuid:\w+>", "019a0000-0000-7000-8000-000000000000", route.path)
    path = re.sub(r"<int:\w+>", "1", path)
    path = re.sub(r"<slug:\w+>", "nothing", path)
    assert "<" not in path
    ask = Client().get if "GET" in route.methods else Client().post
    answer = ask(f"/{path}")
    assert (answer.status_code, "sign-in" in answer.headers.get("Location", "")) == (302, True)


def test_pages_that_only_show_can_not_be_sent_to() -> None:
    changing = [route for route in PROTECTED if route.methods != READ]
    assert {route.name for route in changing} >= {"candidate-decide", "tokens", "token-revoke"}
