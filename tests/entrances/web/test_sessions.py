"""Sessions end: when nobody is there, after a day's work, and when something is taken away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from tests.entrances.web.reading import text_of
from tests.invented import NOW, give_second_factor, node
from tests.safeguards.joining import administrator, founded, suspended
from tocsin.entrances.web.signing_in.sessions import IDLE, WHOLE
from tocsin.members.actions import ensure_officer, ensure_unit
from tocsin.members.models import Member, Officer
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.appointments import actions as appointments
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "an invented sentence"
SECOND = timedelta(seconds=1)


@pytest.fixture
def ada() -> Officer:
    cache.clear()
    unit = ensure_unit(founded("XB"), "Border desk")
    return ensure_officer(unit, "ada", "Ada", [Role.SCREENING_OFFICER], password=PASSWORD)


def signed_in(ada: Officer, **headers: str) -> Client:
    client = Client(headers=headers)
    client.post("/account/sign-in/", {"login": "ada", "password": PASSWORD})
    return client


@pytest.fixture
def client(ada: Officer) -> Client:
    """Ada's browser; her second factor is there, and was not asked for."""
    client = signed_in(ada)
    give_second_factor(ada.pk)
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def wait(settings: Any, time: timedelta) -> None:
    now = settings.CLOCK() + time
    settings.CLOCK = lambda: now


def test_half_an_hour_without_a_visit_ends_a_session(client: Client, settings: Any) -> None:
    wait(settings, IDLE - SECOND)
    assert is_in(client)
    wait(settings, IDLE)
    assert not is_in(client)


def test_a_day_of_work_ends_a_session_however_busy(client: Client, settings: Any) -> None:
    for _ in range(int(WHOLE / timedelta(minutes=20)) - 1):
        wait(settings, timedelta(minutes=20))
        assert is_in(client)
    wait(settings, timedelta(minutes=20))
    assert not is_in(client)


def test_a_page_that_renews_itself_keeps_no_session_alive(client: Client, settings: Any) -> None:
    wait(settings, IDLE - SECOND)
    assert client.get("/queue/", headers={"HX-Request": "true"}).status_code == 200
    wait(settings, SECOND)
    assert not is_in(client)


def test_who_signs_in_gets_another_session_than_before(ada: Officer) -> None:
    """A session that somebody else planted in the browser is not the one that is signed in."""
    client = Client()
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    planted = session.session_key
    client.cookies["tocsin"] = planted
    client.post("/account/sign-in/", {"login": "ada", "password": PASSWORD})
    assert client.session.session_key != planted
    stranger = Client()
    stranger.cookies["tocsin"] = planted
    assert stranger.get("/account/").status_code == 302


def test_a_changed_password_ends_the_other_sessions_and_not_this_one(
    ada: Officer, client: Client
) -> None:
    Officer.objects.filter(pk=ada.pk).update(roles=["observer"])
    other = signed_in_beside(ada)
    assert is_in(other)
    new = "another invented sentence"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", form).status_code == 302
    assert not is_in(other)
    assert client.get("/account/").status_code == 200
    with viewing(node("XB")):
        assert Entry.objects.filter(did="officer.password").count() == 1


def signed_in_beside(ada: Officer) -> Client:
    """Another browser of hers, signed in past the second factor."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=ada).delete()
    other = signed_in(ada, user_agent="Another browser")
    give_second_factor(ada.pk)
    return other


def test_a_suspended_members_session_is_refused_with_its_next_request(client: Client) -> None:
    suspended("XB")
    answer = client.get("/queue/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/sign-in/")


def test_officers_of_a_suspended_member_do_not_come_in_either(ada: Officer) -> None:
    Member.objects.filter(code="XB").update(state="suspended")
    client = Client()
    answer = client.post("/account/sign-in/", {"login": "ada", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/inactive/"
    assert client.get("/account/").status_code == 302


def test_with_the_appointment_end_the_sessions(ada: Officer, client: Client) -> None:
    chief = administrator(Member.objects.get(code="XB"))
    with viewing(chief):
        appointments.end(chief, ada, now=NOW)
    assert not is_in(client)
    assert UserSession.objects.filter(user=ada).count() == 0


def test_lost_second_factors_are_taken_off_and_sessions_with_them(
    ada: Officer, client: Client
) -> None:
    chief = administrator(Member.objects.get(code="XB"))
    with viewing(chief):
        appointments.forget_factors(chief, ada)
    assert not is_in(client)
    assert signed_in(ada).get("/").headers["Location"] == "/account/"


def test_an_officer_sees_where_they_are_signed_in_and_signs_out_there(
    ada: Officer, client: Client
) -> None:
    other = signed_in_beside(ada)
    page = text_of(client.get("/account/devices/"))
    assert "Another browser" in page
    assert "this one" in page
    device = UserSession.objects.get(user_agent="Another browser")
    assert client.post(f"/account/devices/{device.pk}/end/").status_code == 302
    assert not is_in(other)
    assert is_in(client)


def test_nobody_signs_another_officer_out(ada: Officer, client: Client) -> None:
    unit = ensure_unit(Member.objects.get(code="XB"), "Border desk")
    ensure_officer(unit, "ben", "Ben", [Role.OBSERVER], password=PASSWORD)
    ben = Client()
    ben.post("/account/sign-in/", {"login": "ben", "password": PASSWORD})
    theirs = UserSession.objects.get(user=ada)
    answers = [ben.post(f"/account/devices/{pk}/end/") for pk in (theirs.pk, 10**9)]
    assert [each.headers["Location"] for each in answers] == ["/account/devices/"] * 2
    assert is_in(client)


def test_a_link_of_the_administrator_gives_a_password_once(ada: Officer) -> None:
    chief = administrator(Member.objects.get(code="XB"))
    with viewing(chief):
        path = f"/account/begin/{appointments.issue_link(chief, ada)}"
    client, new = Client(), "another invented sentence"
    assert "You will sign in as ada" in text_of(client.get(path))
    short = client.post(path, {"password": "short", "again": "short"})
    assert "at least 12 characters" in text_of(short)
    unlike = client.post(path, {"password": new, "again": "something else"})
    assert "not what you wrote above" in text_of(unlike)
    assert client.post(path, {"password": new, "again": new}).status_code == 302
    assert "no longer works" in text_of(client.get(path))
    assert client.post(path, {"password": new, "again": new}).status_code == 410
    signed = client.post("/account/sign-in/", {"login": "ada", "password": new})
    assert signed.headers["Location"] == "/"
