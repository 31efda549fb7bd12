"""Only appointed officers come in, and a stolen password alone can be made not enough."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.entrances.web.reading import text_of
from tests.invented import NOW, node
from tocsin.members.actions import ensure_member, ensure_officer, ensure_unit
from tocsin.members.models import Officer
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "an invented sentence"


@pytest.fixture(autouse=True)
def ada() -> Officer:
    cache.clear()
    unit = ensure_unit(ensure_member("XB", "State XB", "state", now=NOW), "Border desk")
    return ensure_officer(unit, "ada", "Ada", ["screening_officer"], password=PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    form = {"login": "ada", "password": password, **more}
    return client.post("/account/sign-in/", form)


def test_an_officer_signs_in_and_comes_where_they_wanted() -> None:
    client = Client()
    assert client.get("/queue/").headers["Location"] == "/account/sign-in/?next=/queue/"
    assert sign_in(client, next="/queue/").headers["Location"] == "/queue/"
    assert client.get("/queue/").status_code == 200


def test_nobody_is_sent_to_another_place_after_signing_in() -> None:
    answer = sign_in(Client(), next="https://elsewhere.example/")
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_words() -> None:
    wrong = sign_in(Client(), "not this")
    unknown = sign_in(Client(), login="nobody")
    assert wrong.status_code == unknown.status_code == 200
    told = "The username and/or password you specified are not correct."
    assert told in text_of(wrong)
    assert told in text_of(unknown)


def test_after_five_wrong_passwords_the_account_rests() -> None:
    for _ in range(5):
        sign_in(Client(), "not this")
    assert "Too many failed login attempts" in text_of(sign_in(Client()))


def test_an_account_that_was_closed_lets_nobody_in(ada: Officer) -> None:
    client = Client()
    sign_in(client)
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    assert client.get("/").headers["Location"].startswith("/account/sign-in/")
    assert sign_in(Client()).headers["Location"] == "/account/inactive/"


def test_signing_out_ends_the_session() -> None:
    client = Client()
    sign_in(client)
    assert client.post("/account/sign-out/").headers["Location"] == "/account/sign-in/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_up_and_nothing_goes_by_mail(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_password_is_changed_by_who_knows_it() -> None:
    client = Client()
    sign_in(client)
    new = "another invented sentence"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/account/password/", form).status_code == 302
    assert sign_in(Client(), new).headers["Location"] == "/"


def test_a_short_password_is_refused() -> None:
    client = Client()
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "at least 12 characters" in text_of(client.post("/account/password/", form))


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_with_an_app_the_password_alone_is_not_enough() -> None:
    client = Client()
    sign_in(client)
    asked_again = client.get("/account/app/").headers["Location"]
    assert "Confirm that it is you" in text_of(client.get(asked_again))
    client.post(asked_again, {"password": PASSWORD, "next": "/account/app/"})
    page = client.get("/account/app/")
    assert "<svg" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    done = client.post("/account/app/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/account/codes/"
    codes = client.get("/account/codes/").content.decode()
    assert codes.count('class="token"') == 10
    other = Client()
    assert sign_in(other).headers["Location"] == "/account/code/"
    assert other.get("/").status_code == 302
    cache.clear()
    assert other.post("/account/code/", {"code": code_of(secret)}).headers["Location"] == "/"
    assert other.get("/").status_code == 200
    with viewing(node("XB")):
        assert Entry.objects.filter(did="officer.sign-in").count() == 2


def test_the_account_page_says_who_one_is() -> None:
    client = Client()
    sign_in(client)
    page = text_of(client.get("/account/"))
    assert "Screening officer" in page
    assert "Border desk" in page
