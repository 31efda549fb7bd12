"""Who may do what, as one table: absent means no."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tocsin.safeguards.access.rules import (
    PERMITTED,
    Actor,
    Permission,
    Role,
    is_permitted,
    permissions_of,
)


@dataclass(frozen=True)
class Thing:
    member_id: int


SCREENING = set(Permission) - {Permission.LIST_IMPORT, Permission.RECORD_CONTRIBUTE}
CONTRIBUTING = {
    Permission.HOME_READ,
    Permission.LIST_READ,
    Permission.RECORD_CONTRIBUTE,
    Permission.RECORD_READ,
    Permission.TOKEN_OWN,
}
EXPECTED = {
    Role.CONTRIBUTOR: CONTRIBUTING,
    Role.OBSERVER: {Permission.HOME_READ, Permission.LIST_READ, Permission.TOKEN_OWN},
    Role.REGISTRAR: CONTRIBUTING | {Permission.LIST_IMPORT},
    Role.REVIEWER: SCREENING,
    Role.SCREENING_OFFICER: SCREENING,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_gives_exactly_the_permissions_of_its_row(
    role: Role, permission: Permission
) -> None:
    actor = Actor(member_id=1, roles=frozenset({role}))
    assert is_permitted(actor, permission) == (permission in EXPECTED[role])


def test_every_role_has_a_row() -> None:
    assert set(PERMITTED) == set(Role)


def test_an_actor_without_a_role_may_do_nothing() -> None:
    assert permissions_of(Actor(member_id=1, roles=frozenset())) == frozenset()


@pytest.mark.parametrize(
    "permission", [Permission.CANDIDATE_READ, Permission.DECISION_MAKE, Permission.FLIGHT_READ]
)
def test_what_belongs_to_another_member_is_refused(permission: Permission) -> None:
    officer = Actor(member_id=1, roles=frozenset({Role.REVIEWER}))
    assert is_permitted(officer, permission, Thing(member_id=1))
    assert not is_permitted(officer, permission, Thing(member_id=2))


def test_permissions_are_listed_in_alphabetical_order() -> None:
    values = [str(permission) for permission in Permission]
    assert values == sorted(values)
