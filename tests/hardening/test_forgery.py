"""No other site makes an officer's browser do anything: generated over everything that is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.hardening.conftest import ALL_ROLES, READ, SENT, World, changed_since, changes
from tocsin.entrances.api.operations import OPERATIONS
from tocsin.entrances.api.urls import PREFIX
from tocsin.entrances.web.routes import ACCOUNT

SENT_FROM_ACCOUNT = [route for route in ACCOUNT if "POST" in route.methods]
NOBODY = "00000000-0000-0000-0000-000000000000"
FILLED = {"text": "A reason.", "days": "7", "label": "x", "reason": "A reason.", "verdict": "same"}
Asked = Callable[..., Client]


def outcome(answer: Any, before: dict[str, tuple[int, int, int]]) -> tuple[int, object]:
    """The status, and what was changed but for when the session was last used."""
    changed = changed_since(before)
    changed.pop("django_session", None)
    return answer.status_code, changed


@pytest.mark.parametrize("token", [{}, {"csrfmiddlewaretoken": "x" * 64}])
def test_what_comes_without_the_forms_token_changes_nothing(
    world: World, signed_in: Asked, token: dict[str, str]
) -> None:
    client = signed_in(*ALL_ROLES, strict=True)
    client.get("/")
    for route in [*SENT, *SENT_FROM_ACCOUNT]:
        before = changes()
        answer = client.post(world.address(route), {**FILLED, **token})
        assert (route.name, *outcome(answer, before)) == (route.name, 403, {})


def test_what_comes_from_another_site_changes_nothing_even_with_the_token(
    world: World, signed_in: Asked
) -> None:
    """Over https a browser says where a form came from (Origin)."""
    client = signed_in(*ALL_ROLES, strict=True)
    token = str(client.get("/").context["csrf_token"])
    for route in SENT:
        before = changes()
        answer = client.post(
            world.address(route),
            {**FILLED, "csrfmiddlewaretoken": token},
            headers={"Origin": "https://elsewhere.example"},
            secure=True,
        )
        assert (route.name, *outcome(answer, before)) == (route.name, 403, {})


def test_every_form_on_a_page_is_sent_here_and_carries_its_token(
    world: World, signed_in: Asked
) -> None:
    client = signed_in(*ALL_ROLES)
    for route in READ:
        answer = client.get(world.address(route))
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for form in html.fromstring(answer.content.decode()).iter("form"):
            method = form.get("method", "get").lower()
            assert method in ("get", "post"), route.name
            assert re.match(r"/(?!/)|\?|$", form.get("action", "")), route.name
            carries = form.xpath(".//input[@name='csrfmiddlewaretoken']")
            assert bool(carries) == (method == "post"), route.name


def test_a_browsers_session_is_no_credential_for_the_api(world: World, signed_in: Asked) -> None:
    client = signed_in(*ALL_ROLES)
    for operation in OPERATIONS:
        path = re.sub(r"\{int:\w+\}", "1", operation.path)
        path = re.sub(r"\{(\w+:)?\w+\}", NOBODY, path)
        before = changes()
        ask = getattr(client, operation.method.lower())
        answer = ask(f"{PREFIX}{path}", content_type="application/json")
        assert (operation.name, *outcome(answer, before)) == (operation.name, 401, {})
