"""Signing in through a member's own service: by issuer and subject, and by nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core.cache import cache
from django.test import Client

from tests.entrances.web.openid import OTHER, Service, serving
from tests.entrances.web.reading import text_of
from tests.invented import give_second_factor
from tests.safeguards.joining import founded, registrar
from tocsin.entrances.web.signing_in.services import read_services, service_id
from tocsin.foundations.errors import UsageError
from tocsin.members.actions import ensure_officer, ensure_unit
from tocsin.members.models import Member, Officer
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.appointments import actions
from tocsin.safeguards.appointments.errors import IdentityTaken

pytestmark = pytest.mark.django_db
SUBJECT = "248289761001"


@pytest.fixture
def service(settings: Any, tmp_path: Path) -> Iterator[Service]:
    cache.clear()
    registry.register(OpenIDConnectProvider)
    with serving() as service:
        file = tmp_path / "services.toml"
        file.write_text(
            f'[[service]]\nname = "Ministry"\nissuer = "{service.address}"\n'
            'client_id = "tocsin"\nclient_secret = "secret"\n'
        )
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": read_services(file)}}
        yield service


@pytest.fixture
def ada() -> Officer:
    unit = ensure_unit(founded("XB"), "Border desk")
    officer = ensure_officer(unit, "ada", "Ada", [Role.OBSERVER])
    officer.email = "ada@xb.example"
    officer.save()
    return officer


def bind(officer: Officer, issuer: str, subject: str = SUBJECT) -> None:
    node = registrar()
    with viewing(node):
        actions.bind_identity(node, officer, issuer, subject)


def go(client: Client, service: Service, process: str = "login") -> Any:
    """To the service and back, as a browser goes; the answer to its coming back."""
    place = f"/account/service/{service_id(service.address)}/"
    left = client.get(place, {"process": process})
    assert left.headers["Location"].startswith(f"{service.address}/authorise?")
    query = {k: v[0] for k, v in parse_qs(urlsplit(left.headers["Location"]).query).items()}
    assert query["scope"] == "openid"
    assert query["code_challenge_method"] == "S256"
    back = urlsplit(service.authorise(query))
    return client.get(f"{back.path}?{back.query}")


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_an_officer_who_is_bound_comes_in(service: Service, ada: Officer) -> None:
    bind(ada, service.address)
    client = Client()
    assert "Sign in through Ministry" in text_of(client.get("/account/sign-in/"))
    assert go(client, service).headers["Location"] == "/"
    assert is_in(client)
    assert service.asked.count("/keys") == 1, "the token's signature was checked"


def test_nothing_is_kept_but_the_subject(service: Service, ada: Officer) -> None:
    bind(ada, service.address)
    go(Client(), service)
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data) == (SUBJECT, {})


def test_nobody_comes_in_by_an_address_that_a_service_claims(
    service: Service, ada: Officer
) -> None:
    client = Client()
    answer = go(client, service)
    assert "no officer of this register is bound to it" in text_of(answer)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_the_same_subject_of_another_issuer_is_somebody_else(
    service: Service, ada: Officer
) -> None:
    bind(ada, "https://another.example")
    client = Client()
    go(client, service)
    assert not is_in(client)


def test_the_second_factor_is_asked_for_all_the_same(service: Service, ada: Officer) -> None:
    bind(ada, service.address)
    give_second_factor(ada.pk)
    client = Client()
    assert go(client, service).headers["Location"] == "/account/code/"
    assert not is_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"claims": {"iss": "https://another.example"}},
        {"claims": {"aud": "another client"}},
        {"claims": {"exp": int(time.time()) - 1000}},
        {"claims": {"sub": ""}},
        {"claims": {"nonce": "of another sign-in"}},
        {"claims": {"nonce": None}},
        {"signed_with": OTHER},
        {"signed_with": "secret-that-both-sides-know-and-is-long", "algorithm": "HS256"},
        {"signed_with": None, "algorithm": "none"},
        {"gives_id_token": False},
    ],
    ids=[
        "of another issuer",
        "for another client",
        "expired",
        "about nobody",
        "given for another sign-in",
        "given for no sign-in",
        "signed by another key",
        "signed with what both know",
        "not signed",
        "no ID token",
    ],
)
def test_a_token_that_is_not_as_it_must_be_lets_nobody_in(
    service: Service, ada: Officer, wrong: dict[str, Any]
) -> None:
    bind(ada, service.address)
    place = f"/account/service/{service_id(service.address)}/"
    client = Client()
    left = client.get(place, {"process": "login"})
    query = {k: v[0] for k, v in parse_qs(urlsplit(left.headers["Location"]).query).items()}
    for name, value in wrong.items():
        setattr(service, name, value)
    back = urlsplit(service.authorise(query))
    assert "You are not signed in" in text_of(client.get(f"{back.path}?{back.query}"))
    assert not is_in(client)


def test_a_service_that_names_another_issuer_is_not_asked(service: Service, ada: Officer) -> None:
    service.named = "https://another.example"
    place = f"/account/service/{service_id(service.address)}/"
    assert "You are not signed in" in text_of(Client().get(place, {"process": "login"}))


def test_a_code_that_another_browser_asked_for_lets_nobody_in(
    service: Service, ada: Officer
) -> None:
    bind(ada, service.address)
    place = f"/account/service/{service_id(service.address)}/"
    left = Client().get(place, {"process": "login"})
    query = {k: v[0] for k, v in parse_qs(urlsplit(left.headers["Location"]).query).items()}
    back = urlsplit(service.authorise(query))
    other = Client()
    other.get(f"{back.path}?{back.query}")
    assert not is_in(other)


def test_a_code_and_a_token_of_another_sign_in_let_nobody_in(
    service: Service, ada: Officer
) -> None:
    """Code injection, against a service that checks no verifier: the nonce alone stops it."""
    bind(ada, service.address)
    place = f"/account/service/{service_id(service.address)}/"
    stolen, victim = Client(), Client()
    queries = [
        {k: v[0] for k, v in parse_qs(urlsplit(each.headers["Location"]).query).items()}
        for each in (each.get(place, {"process": "login"}) for each in (victim, stolen))
    ]
    of_victim = urlsplit(service.authorise(queries[0]))
    code, nonce = parse_qs(of_victim.query)["code"][0], service.nonce
    service.authorise(queries[1])
    service.nonce, service.challenges[code] = nonce, queries[1]["code_challenge"]
    answer = stolen.get(of_victim.path, {"code": code, "state": queries[1]["state"]})
    assert "You are not signed in" in text_of(answer)
    assert not is_in(stolen)


def test_a_link_tells_the_service_nothing(service: Service, ada: Officer) -> None:
    """Whoever makes a link chooses neither what is asked of the service nor the way back."""
    place = f"/account/service/{service_id(service.address)}/"
    wanted = "redirect_uri=https://elsewhere.example/&nonce=known&prompt=none"
    left = Client().get(place, {"process": "login", "auth_params": wanted, "scope": "email"})
    query = parse_qs(urlsplit(left.headers["Location"]).query)
    assert query["scope"] == ["openid"]
    assert "prompt" not in query
    assert query["redirect_uri"][0].startswith("http://testserver/account/service/")
    assert len(query["nonce"]) == 1
    assert query["nonce"] != ["known"]


def test_an_officer_who_follows_a_link_binds_nothing(service: Service, ada: Officer) -> None:
    client = Client()
    client.force_login(ada)
    service.subject = "a stranger's"
    go(client, service, process="connect")
    assert not SocialAccount.objects.exists()


def test_a_suspended_members_officers_stay_outside(service: Service, ada: Officer) -> None:
    bind(ada, service.address)
    Member.objects.filter(code="XB").update(state="suspended")
    client = Client()
    assert go(client, service).headers["Location"] == "/account/inactive/"
    assert client.get("/account/").status_code == 302


def test_an_identity_is_one_officers(service: Service, ada: Officer) -> None:
    bind(ada, service.address)
    bind(ada, service.address, "another subject")
    assert SocialAccount.objects.get().uid == "another subject"
    ben = ensure_officer(ada.unit, "ben", "Ben", [Role.OBSERVER])
    with pytest.raises(IdentityTaken):
        bind(ben, service.address, "another subject")


def test_a_service_that_the_settings_do_not_name_is_not_there(service: Service) -> None:
    for path in ("/account/service/nothing/", "/account/service/nothing/back/"):
        assert Client().get(path, {"process": "login"}).status_code == 404


@pytest.mark.parametrize("text", ["", "[[service]]\nname = 'x'", "not TOML", "service = 3"])
def test_a_file_of_services_that_can_not_be_read_stops_the_node(tmp_path: Path, text: str) -> None:
    file = tmp_path / "services.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=r"services\.toml"):
        read_services(file)
    with pytest.raises(UsageError):
        read_services(tmp_path / "nothing")


def test_the_way_back_is_the_nodes_own(service: Service) -> None:
    left = Client().get(f"/account/service/{service_id(service.address)}/?process=login"
                        "&next=https://elsewhere.example/")  # fmt: skip
    query = parse_qs(urlsplit(left.headers["Location"]).query)
    assert query["redirect_uri"][0].startswith("http://testserver/account/service/")
