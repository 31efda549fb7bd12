"""Tokens for programs: never wider than their officer, from where and for what they were made."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.invented import NOW, officer
from tocsin.members.models import Officer
from tocsin.safeguards.access.actions import actor_of_token, create_token, viewing
from tocsin.safeguards.access.errors import NotAnAddress, ScopeTooWide, TokenRefused
from tocsin.safeguards.access.models import Token
from tocsin.safeguards.access.rules import (
    Actor,
    Permission,
    Role,
    is_from,
    is_permitted,
    networks,
    permissions_of,
)

pytestmark = pytest.mark.django_db


def made(actor: Actor, **wishes: object) -> str:
    with viewing(actor):
        return create_token(actor, "test", now=NOW, **wishes)[1]


def test_a_token_is_for_what_it_was_made_for_and_nothing_else() -> None:
    ann = officer("ann")
    program = actor_of_token(made(ann, permissions=[Permission.QUEUE_READ]), now=NOW)
    assert permissions_of(program) == {Permission.QUEUE_READ}
    assert permissions_of(ann) > permissions_of(program)


def test_a_token_cannot_be_made_for_more_than_its_officer_may() -> None:
    with pytest.raises(ScopeTooWide, match=r"record\.contribute"):
        made(officer("ann"), permissions=[Permission.QUEUE_READ, Permission.RECORD_CONTRIBUTE])


def test_a_token_loses_what_its_officer_loses_and_gains_nothing_that_they_gain() -> None:
    ann = officer("ann")
    secret = made(ann)
    Officer.objects.filter(id=ann.officer_id).update(roles=[Role.CONTRIBUTOR])
    program = actor_of_token(secret, now=NOW)
    assert not is_permitted(program, Permission.QUEUE_READ)
    assert not is_permitted(program, Permission.RECORD_CONTRIBUTE)
    assert is_permitted(program, Permission.RECORD_READ)


def test_a_permission_that_no_longer_exists_gives_nothing() -> None:
    secret = made(officer("ann"))
    Token.objects.update(permissions=["queue.rule"])
    assert permissions_of(actor_of_token(secret, now=NOW)) == frozenset()


@pytest.mark.parametrize(
    ("bound_to", "address", "let_in"),
    [
        ((), "", True),
        ((), "203.0.113.9", True),
        (("192.0.2.0/24",), "192.0.2.77", True),
        (("192.0.2.0/24",), "::ffff:192.0.2.77", True),
        (("192.0.2.0/24",), "192.0.3.1", False),
        (("192.0.2.7",), "192.0.2.7", True),
        (("192.0.2.7",), "192.0.2.8", False),
        (("2001:db8::/48",), "2001:db8:0:1::1", True),
        (("2001:db8::/48",), "192.0.2.7", False),
        (("192.0.2.0/24",), "", False),
        (("192.0.2.0/24",), "unknown, 192.0.2.7", False),
    ],
)
def test_a_token_works_only_from_the_networks_that_it_is_bound_to(
    bound_to: tuple[str, ...], address: str, let_in: bool
) -> None:
    assert is_from(address, networks(bound_to)) == let_in
    secret = made(officer("ann"), addresses=bound_to)
    if let_in:
        assert actor_of_token(secret, now=NOW, address=address).officer_id
    else:
        with pytest.raises(TokenRefused):
            actor_of_token(secret, now=NOW, address=address)


def test_what_is_no_network_is_refused_when_the_token_is_made() -> None:
    with pytest.raises(NotAnAddress, match="everywhere"):
        made(officer("ann"), addresses=["everywhere"])


def test_unknown_expired_and_from_elsewhere_are_refused_in_the_same_words() -> None:
    secret = made(officer("ann"), addresses=["192.0.2.7"], life=timedelta(days=1))
    refusals = set()
    for given, now, address in (
        ("tocsin_unknown", NOW, "192.0.2.7"),
        (secret, NOW + timedelta(days=2), "192.0.2.7"),
        (secret, NOW, "192.0.2.8"),
        ("", NOW, ""),
    ):
        with pytest.raises(TokenRefused) as refused:
            actor_of_token(given, now=now, address=address)
        refusals.add(str(refused.value))
    assert len(refusals) == 1


def test_nothing_of_the_secret_is_kept_but_its_digest_and_how_it_begins() -> None:
    secret = made(officer("ann"))
    row = Token.objects.values().get()
    kept = {name: value for name, value in row.items() if isinstance(value, str)}
    assert bytes(row["digest"]) not in secret.encode()
    assert not [name for name, value in kept.items() if value and value in secret[11:]]
    assert kept["hint"] == secret[:11]
