"""A session begins when an officer signs in, and is worth nothing to anybody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.hardening.conftest import PASSWORD
from tests.invented import NOW, give_second_factor
from tocsin.members.actions import ensure_member, ensure_officer, ensure_unit
from tocsin.members.queries import officer_by_username
from tocsin.safeguards.access.rules import Role

SETTINGS = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SAMESITE",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "DEBUG",
)


@pytest.fixture
def ada(db: None) -> None:
    cache.clear()
    unit = ensure_unit(ensure_member("XB", "State XB", "state", now=NOW), "Border desk")
    ensure_officer(unit, "ada.xb", "Ada", [Role.SCREENING_OFFICER], password=PASSWORD)


def sign_in(client: Client) -> Any:
    """By the password; a second factor is set up afterwards, so that it isn't asked for here."""
    account = officer_by_username("ada.xb")
    Authenticator.objects.filter(user=account).delete()
    answer = client.post("/account/sign-in/", {"login": "ada.xb", "password": PASSWORD})
    give_second_factor(account.pk)
    return answer


def test_a_session_that_somebody_prepared_is_not_the_one_that_is_signed_in(ada: None) -> None:
    """Session fixation: who planted a session in a browser doesn't share what it becomes."""
    attacker, victim = Client(), Client()
    attacker.get("/account/sign-in/")
    session = attacker.session
    session["planted"] = "so that there is a session"
    session.save()
    victim.cookies["tocsin"] = planted = session.session_key
    assert sign_in(victim).status_code == 302
    assert victim.session.session_key != planted
    attacker.cookies["tocsin"] = planted
    assert attacker.get("/queue/").status_code == 302


def test_a_session_that_was_signed_out_opens_nothing(ada: None) -> None:
    client, thief = Client(), Client()
    sign_in(client)
    thief.cookies["tocsin"] = client.session.session_key
    assert thief.get("/queue/").status_code == 200
    client.post("/account/sign-out/")
    assert thief.get("/queue/").status_code == 302


def test_another_session_ends_when_the_password_is_changed(ada: None) -> None:
    client, other = Client(), Client()
    sign_in(client)
    sign_in(other)
    new = "another invented sentence"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", form).status_code == 302
    assert other.get("/queue/").status_code == 302


def settings_with(**environment: str) -> dict[str, Any]:
    """The settings as a process of its own reads them."""
    code = (
        "import json, django.conf as c; s = c.settings;"
        f"print(json.dumps({{n: getattr(s, n) for n in {SETTINGS!r}}}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tocsin.entrances.settings", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_where_browsers_come_by_https_cookies_go_by_no_other_way() -> None:
    assert settings_with(TOCSIN_HTTPS="1") == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-tocsin",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "DEBUG": False,
    }


def test_cookies_are_closed_to_script_and_other_sites_everywhere(ada: None) -> None:
    client = Client()
    client.get("/account/sign-in/")
    sign_in(client)
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_an_answer_by_https_tells_the_browser_to_come_by_https_again(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    answer = Client().get("/static/tocsin/tocsin.css", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_request_under_a_foreign_name_is_refused(db: None) -> None:
    """A forged Host header could make links of ours point elsewhere."""
    answer = Client().get("/account/sign-in/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
