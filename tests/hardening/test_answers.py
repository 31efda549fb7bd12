"""Every answer keeps script out, and sends nobody elsewhere: generated over every address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.hardening.conftest import ALL_ROLES, PASSWORD, READ, SENT, World
from tocsin.entrances.web.routes import ACCOUNT

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example/",
    "https:elsewhere.example",
    "https:/elsewhere.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\thttps://elsewhere.example/",
    "/\t/elsewhere.example/",
    "https://testserver@elsewhere.example/",
    "https://testserver.elsewhere.example/",
]
NAMES = ("next", "url", "redirect", "return", "to", "continue")


def test_no_page_holds_or_admits_script_or_style_of_its_own(
    world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(*ALL_ROLES)
    for route in [*READ, *ACCOUNT]:
        answer = client.get(world.address(route))
        policy = answer.headers["Content-Security-Policy"]
        assert set(policy.split("; ")) >= STRICT, route.name
        assert "unsafe" not in policy, route.name
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
            _check_markup(answer.content.decode())


@pytest.mark.parametrize("path", ["/api/docs", "/api/v1/openapi.json", "/nothing/", "/api/x"])
def test_what_is_open_is_as_strict(db: None, path: str) -> None:
    answer = Client().get(path)
    assert set(answer.headers["Content-Security-Policy"].split("; ")) >= STRICT
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def _check_markup(page: str) -> None:
    tree = html.fromstring(page)
    for element in tree.iter(html.etree.Element):
        names = [name.lower() for name in element.attrib]
        assert not [name for name in names if name.startswith("on") or name == "style"], names
        for name in ("href", "src", "action", "formaction"):
            assert not re.match(r"\s*(javascript|data|vbscript):", element.get(name, ""), re.I)
    assert (
        tree.xpath("//script[not(@src)] | //style | //base | //object | //embed | //iframe") == []
    )


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_sent_elsewhere(
    world: World, signed_in: Callable[..., Client], elsewhere: str
) -> None:
    client = signed_in(*ALL_ROLES)
    sent: dict[str, Any] = dict.fromkeys(NAMES, elsewhere)
    for route in sorted([*SENT, *ACCOUNT], key=lambda each: each.name == "account_logout"):
        address = world.address(route)
        asked = [client.get(address, sent)] if route in ACCOUNT else []
        filled = {**sent, "text": "A reason.", "days": "7"}
        for answer in [*asked, client.post(address, filled)]:
            place = answer.headers.get("Location", "/")
            assert re.match(r"/(?![/\\])", place), (route.name, place)
            assert "elsewhere" not in place.partition("?")[0], (route.name, place)
    assert "elsewhere" not in _after_signing_in(elsewhere).partition("?")[0]


def _after_signing_in(elsewhere: str) -> str:
    """Where an officer comes who signs in by a link that somebody made for them."""
    form = {"login": "all.xb", "password": PASSWORD, "next": elsewhere}
    return str(Client().post("/account/sign-in/", form).headers["Location"])
