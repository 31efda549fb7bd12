"""Only appointed officers come in, and a stolen password alone can be made not enough."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.entrances.web.reading import text_of
from tests.invented import NOW, give_second_factor, node
from tocsin.entrances.web.signing_in.factors import SecondFactors
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


def test_an_officer_signs_in_and_comes_where_they_wanted(ada: Officer) -> None:
    client = Client()
    assert client.get("/queue/").headers["Location"] == "/account/sign-in/?next=/queue/"
    assert sign_in(client, next="/queue/").headers["Location"] == "/queue/"
    give_second_factor(ada.pk)
    assert client.get("/queue/").status_code == 200


def test_without_a_second_factor_there_is_one_page_and_it_says_what_to_do() -> None:
    client = Client()
    sign_in(client)
    for path in ("/", "/queue/", "/tokens/", "/match/"):
        assert client.get(path).headers["Location"] == "/account/", path
    assert (
        client.get("/queue/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/account/"
    )
    page = client.get("/account/")
    assert "set up a second factor" in text_of(page)
    assert 'href="/queue/"' not in page.content.decode()


@pytest.mark.parametrize("roles", [["observer"], ["observer", "reviewer"]])
def test_only_who_is_an_observer_and_nothing_else_needs_none(
    ada: Officer, roles: list[str]
) -> None:
    ada.roles = roles
    ada.save(update_fields=["roles"])
    client = Client()
    sign_in(client)
    assert client.get("/").status_code == (200 if roles == ["observer"] else 302)


def test_in_a_demonstration_nobody_needs_one_and_every_page_says_so() -> None:
    from tocsin.members.models import Demonstration

    Demonstration.objects.create(began_at=NOW)
    client = Client()
    sign_in(client)
    assert "no second factor is asked for" in text_of(client.get("/"))


def test_who_takes_the_last_factor_off_is_back_at_the_one_page(ada: Officer) -> None:
    client = Client()
    sign_in(client)
    give_second_factor(ada.pk)
    assert client.get("/").status_code == 200
    Authenticator.objects.filter(user=ada).delete()
    assert client.get("/").headers["Location"] == "/account/"


def test_secrets_of_second_factors_are_not_in_the_database(ada: Officer) -> None:
    TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(ada)
    seed = codes.instance.data["seed"]
    kept = [json.dumps(each.data) for each in Authenticator.objects.filter(user=ada)]
    assert not any("JBSWY3DPEHPK3PXP" in each for each in kept)
    assert all("f1:" in each for each in kept)
    assert SecondFactors().decrypt(seed) != seed
    assert codes.get_unused_codes() == codes.get_unused_codes()


def test_under_another_secret_of_the_node_no_code_fits(ada: Officer, settings: Any) -> None:
    totp = TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY = "another secret of the node"
    assert not totp.validate_code(code_of("JBSWY3DPEHPK3PXP"))


def test_what_was_kept_in_clear_is_encrypted_by_the_migration(ada: Officer) -> None:
    hide = importlib.import_module("tocsin.entrances.migrations.0002_hide_secrets").hide
    clear = Authenticator.objects.create(
        user=ada, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    for _ in range(2):
        hide(apps, connection.schema_editor())
    clear.refresh_from_db()
    assert clear.data["secret"].startswith("f1:")
    assert clear.wrap().validate_code(code_of("JBSWY3DPEHPK3PXP"))


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
        noted = Entry.objects.order_by("id").values_list("did", flat=True)
        assert list(noted.filter(did__startswith="officer")) == [
            "officer.sign-in",
            "officer.factor-added",
            "officer.factor-added",
            "officer.sign-in",
        ]


def test_the_account_page_says_who_one_is(ada: Officer) -> None:
    client = Client()
    sign_in(client)
    give_second_factor(ada.pk)
    page = text_of(client.get("/account/"))
    assert "Screening officer" in page
    assert "Border desk" in page
