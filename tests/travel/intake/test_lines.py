"""A carrier's signature opens the inbox of one member, for one message, for some minutes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.invented import NOW, node
from tests.travel.sending import desk
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Role
from tocsin.travel.intake import actions, rules
from tocsin.travel.intake.actions import Signed
from tocsin.travel.intake.errors import KeyUnusable, LineNameTaken, LineRefused

pytestmark = pytest.mark.django_db
RAW = b"UNB+..."
DIGEST = hashlib.sha256(RAW).hexdigest()


@pytest.fixture
def key() -> Ed25519PrivateKey:
    made = Ed25519PrivateKey.generate()
    add(made)
    return made


def add(key: Ed25519PrivateKey, name: str = "XQ-1", member: str = "XB") -> None:
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    actions.add_line(node(member, Role.MEMBER_ADMINISTRATOR), name, "XQ", public, now=NOW)


def signed(
    key: Ed25519PrivateKey,
    raw: bytes = RAW,
    sent: str = NOW.isoformat(),
    name: str = "XQ-1",
) -> Signed:
    text = rules.signed_text(name, sent, "KEY-1", hashlib.sha256(raw).hexdigest())
    return Signed(name, sent, base64.b64encode(key.sign(text)).decode())


def test_a_signed_message_is_taken_for_the_member_of_its_line(key: Ed25519PrivateKey) -> None:
    actor, held = actions.holder_of(signed(key), "KEY-1", DIGEST, now=NOW)
    assert (actor.member_id, actor.officer_id, held.name) == (desk().member_id, None, "XQ-1")


EARLIER = (NOW - timedelta(hours=1)).isoformat()
REFUSED: dict[str, Callable[[Ed25519PrivateKey], Signed]] = {
    "another key": lambda _key: signed(Ed25519PrivateKey.generate()),
    "another body": lambda key: signed(key, RAW + b" "),
    "another time": lambda key: signed(key, sent=EARLIER),
    "no zone": lambda key: signed(key, sent="2026-03-01T12:00:00"),
    "no such line": lambda key: signed(key, name="XX-9"),
    "no signature": lambda _key: Signed("XQ-1", NOW.isoformat(), "%%%"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_signature_that_is_not_the_line_s_is_refused(what: str, key: Ed25519PrivateKey) -> None:
    with pytest.raises(LineRefused):
        actions.holder_of(REFUSED[what](key), "KEY-1", DIGEST, now=NOW)


def test_an_ended_line_is_refused(key: Ed25519PrivateKey) -> None:
    keeper = node("XB", Role.MEMBER_ADMINISTRATOR)
    actions.end_line(keeper, "XQ-1", now=NOW)
    with pytest.raises(LineRefused):
        actions.holder_of(signed(key), "KEY-1", DIGEST, now=NOW)
    with pytest.raises(NotFound):
        actions.end_line(keeper, "XQ-1", now=NOW)


def test_a_name_stands_for_one_line_of_the_whole_node(key: Ed25519PrivateKey) -> None:
    with pytest.raises(LineNameTaken):
        add(Ed25519PrivateKey.generate(), member="XC")


def test_the_name_of_an_ended_line_is_free_again(key: Ed25519PrivateKey) -> None:
    actions.end_line(node("XB", Role.MEMBER_ADMINISTRATOR), "XQ-1", now=NOW)
    fresh = Ed25519PrivateKey.generate()
    add(fresh)
    assert actions.holder_of(signed(fresh), "KEY-1", DIGEST, now=NOW)[1].name == "XQ-1"
    with pytest.raises(LineRefused):
        actions.holder_of(signed(key), "KEY-1", DIGEST, now=NOW)


def test_a_key_that_is_none_is_refused() -> None:
    for text in ("", "AAAA", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"):
        with pytest.raises(KeyUnusable):
            actions.add_line(node("XB", Role.MEMBER_ADMINISTRATOR), "XQ-2", "XQ", text, now=NOW)


def test_only_an_administrator_keeps_lines() -> None:
    with pytest.raises(NotPermitted):
        actions.end_line(desk(), "XQ-1", now=NOW)
