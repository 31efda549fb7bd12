"""An administrator appoints within their own member, and nobody raises themselves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.invented import NOW
from tests.safeguards.joining import administrator, appointed, founded, registrar
from tocsin.foundations.facts import subscribe
from tocsin.members.models import Member, Officer
from tocsin.members.rules import Capacity
from tocsin.safeguards.access.actions import actor_for, actor_of_token, create_token, viewing
from tocsin.safeguards.access.errors import MemberNotActive, NotPermitted
from tocsin.safeguards.access.rules import Actor, Permission, Role, permissions_of
from tocsin.safeguards.appointments import actions, links
from tocsin.safeguards.appointments.errors import (
    LinkSpent,
    NoRole,
    NotActive,
    NotYourself,
    OfficesNotYours,
    RolesExcluded,
    UnknownRole,
    UsernameTaken,
)
from tocsin.safeguards.appointments.facts import FactorsLost, IdentityBound, SessionsEnd
from tocsin.safeguards.appointments.rules import OFFICES, ROLES, needs_second_factor
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
MEMBERS_OWN = sorted(set(Role) - OFFICES)


def officer_of(actor: Actor) -> Officer:
    return Officer.objects.select_related("unit__member").get(pk=actor.officer_id)


def appoint(actor: Actor, member: Member, *roles: str, username: str = "new.officer") -> Officer:
    with viewing(actor):
        return actions.appoint(actor, member, "Border desk", username, "New", roles, now=NOW)


@pytest.mark.parametrize("role", MEMBERS_OWN)
def test_an_administrator_gives_every_role_of_a_full_member(role: Role) -> None:
    member = founded("XA")
    officer = appoint(administrator(member), member, role)
    assert (officer.roles, officer.appointed_at) == ([role], NOW)
    assert not officer.has_usable_password()


@pytest.mark.parametrize("role", sorted(OFFICES))
def test_an_administrator_gives_no_office_of_the_register(role: Role) -> None:
    member = founded("XA")
    with pytest.raises(OfficesNotYours, match=role.value):
        appoint(administrator(member), member, role, Role.OBSERVER)


@pytest.mark.parametrize("role", sorted(OFFICES))
def test_the_node_gives_the_offices(role: Role) -> None:
    assert appoint(registrar(), founded("XA"), role).roles == [role]


def test_an_administrator_takes_no_office_away_either() -> None:
    member = founded("XA")
    auditor = officer_of(appointed(member, "eye", Role.AUDITOR))
    chief = administrator(member)
    with viewing(chief), pytest.raises(OfficesNotYours):
        actions.change_roles(chief, auditor, [Role.OBSERVER])


def test_nobody_appoints_beyond_their_own_member() -> None:
    chief = administrator(founded("XA"))
    other = founded("XB")
    theirs = officer_of(appointed(other, "ada", Role.OBSERVER))
    with pytest.raises(NotPermitted):
        appoint(chief, other, Role.OBSERVER)
    for change in (
        lambda: actions.change_roles(chief, theirs, [Role.REVIEWER]),
        lambda: actions.end(chief, theirs, now=NOW),
        lambda: actions.issue_link(chief, theirs),
        lambda: actions.forget_factors(chief, theirs),
        lambda: actions.bind_identity(chief, theirs, "https://id.xa.example", "me"),
    ):
        with viewing(chief), pytest.raises(NotPermitted):
            change()


def test_nobody_changes_their_own_appointment() -> None:
    chief = administrator(founded("XA"))
    own = officer_of(chief)
    for change in (
        lambda: actions.change_roles(chief, own, [Role.MEMBER_ADMINISTRATOR, Role.REVIEWER]),
        lambda: actions.end(chief, own, now=NOW),
        lambda: actions.issue_link(chief, own),
        lambda: actions.forget_factors(chief, own),
        lambda: actions.bind_identity(chief, own, "https://id.xa.example", "me"),
    ):
        with viewing(chief), pytest.raises(NotYourself):
            change()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MEMBER_ADMINISTRATOR}))
def test_no_other_role_appoints_anybody(role: Role) -> None:
    member = founded("XA")
    actor = appointed(member, "ada", role)
    with pytest.raises(NotPermitted):
        appoint(actor, member, Role.OBSERVER)


@pytest.mark.parametrize("capacity", sorted(set(Capacity) - {Capacity.FULL}))
@pytest.mark.parametrize("role", MEMBERS_OWN)
def test_a_role_that_the_capacity_excludes_is_given_by_nobody(
    capacity: Capacity, role: Role
) -> None:
    member = founded("XY", capacity)
    for actor in (administrator(member), registrar()):
        if role in ROLES[capacity]:
            name = f"new.{actor.officer_id}"
            assert appoint(actor, member, role, username=name).roles == [role]
        else:
            with pytest.raises(RolesExcluded, match=role.value):
                appoint(actor, member, role)


def test_a_sanctions_committee_lists_and_cannot_ask_about_travel() -> None:
    every = {
        permission
        for role in ROLES[Capacity.CONTRIBUTOR]
        for permission in permissions_of(Actor(1, frozenset({role}), 1))
    }
    assert Permission.RECORD_CONTRIBUTE in every
    assert not every & {
        Permission.MATCH,
        Permission.MOVEMENT_READ,
        Permission.QUEUE_READ,
        Permission.TRAVELLER_SCREEN,
        Permission.FLIGHT_READ,
    }


def test_a_consumer_asks_and_cannot_list() -> None:
    every = {
        permission
        for role in ROLES[Capacity.CONSUMER]
        for permission in permissions_of(Actor(1, frozenset({role}), 1))
    }
    assert Permission.TRAVELLER_SCREEN in every
    assert Permission.RECORD_CONTRIBUTE not in every


@pytest.mark.parametrize(
    ("roles", "error"),
    [([], NoRole), (["emperor"], UnknownRole), (["ADMIN", "observer"], UnknownRole)],
)
def test_only_roles_that_exist_are_given(roles: list[str], error: type[Exception]) -> None:
    member = founded("XA")
    with pytest.raises(error):
        appoint(administrator(member), member, *roles)


def test_a_sign_in_name_is_one_persons() -> None:
    member = founded("XA")
    chief = administrator(member)
    appoint(chief, member, Role.OBSERVER)
    with pytest.raises(UsernameTaken):
        appoint(chief, member, Role.OBSERVER)


def test_roles_that_were_taken_hold_no_longer_with_the_next_request() -> None:
    member = founded("XA")
    ada = appointed(member, "ada", Role.SCREENING_OFFICER)
    with viewing(ada):
        _, secret = create_token(ada, "desk", now=NOW)
    chief = administrator(member)
    with viewing(chief):
        actions.change_roles(chief, officer_of(ada), [Role.OBSERVER])
    assert actor_of_token(secret, now=NOW).roles == {Role.OBSERVER}


def test_with_the_appointment_end_sessions_tokens_and_links() -> None:
    ended: list[SessionsEnd] = []
    subscribe(SessionsEnd, ended.append)
    member = founded("XA")
    ada = appointed(member, "ada", Role.SCREENING_OFFICER)
    chief = administrator(member)
    with viewing(ada):
        _, secret = create_token(ada, "desk", now=NOW)
    with viewing(chief):
        link = actions.issue_link(chief, officer_of(ada))
        actions.end(chief, officer_of(ada), now=NOW)
    assert ended == [SessionsEnd(ada.officer_id or 0)]
    with pytest.raises(MemberNotActive):
        actor_of_token(secret, now=NOW)
    with pytest.raises(LinkSpent):
        actions.take_link(*parts(link), "an invented sentence")
    with viewing(chief), pytest.raises(NotActive):
        actions.issue_link(chief, officer_of(ada))


def parts(link: str) -> tuple[int, str]:
    officer_id, token, _ = link.split("/")
    return int(officer_id), token


def test_a_link_gives_a_password_once() -> None:
    member = founded("XA")
    ada = appointed(member, "ada", Role.OBSERVER)
    chief = administrator(member)
    with viewing(chief):
        link = parts(actions.issue_link(chief, officer_of(ada)))
    assert actions.take_link(*link, "an invented sentence").check_password("an invented sentence")
    with pytest.raises(LinkSpent):
        actions.take_link(*link, "another sentence")


def test_a_link_is_one_officers() -> None:
    member = founded("XA")
    ada, ben = (officer_of(appointed(member, name, Role.OBSERVER)) for name in ("ada", "ben"))
    _, token = parts(links.make(ada))
    for other in (ben.pk, 10**9):
        with pytest.raises(LinkSpent):
            actions.take_link(other, token, "an invented sentence")


def test_what_an_administrator_does_is_in_the_ledger() -> None:
    heard: list[Any] = []
    for kind in (FactorsLost, IdentityBound):
        subscribe(kind, heard.append)
    member = founded("XA")
    chief = administrator(member)
    ada = appoint(chief, member, Role.OBSERVER)
    with viewing(chief):
        actions.change_roles(chief, ada, [Role.REVIEWER])
        actions.issue_link(chief, ada)
        actions.forget_factors(chief, ada)
        actions.bind_identity(chief, ada, "https://id.xa.example", "ada")
        actions.end(chief, ada, now=NOW)
        noted = Entry.objects.filter(officer_id=chief.officer_id).order_by("id")
        assert list(noted.values_list("did", "thing")) == [
            (did, f"officer:{ada.pk}")
            for did in (
                "officer.appoint",
                "officer.roles",
                "officer.link",
                "officer.factors-lost",
                "officer.identity",
                "officer.end",
            )
        ]
    assert heard == [
        FactorsLost(ada.pk),
        IdentityBound(ada.pk, "https://id.xa.example", "ada"),
    ]


def test_everybody_but_mere_observers_needs_a_second_factor() -> None:
    assert not needs_second_factor([Role.OBSERVER])
    assert needs_second_factor([Role.OBSERVER, Role.REVIEWER])
    assert all(needs_second_factor([role]) for role in Role if role is not Role.OBSERVER)


def test_an_officer_who_is_somebody_is_exactly_one_members() -> None:
    ada = appointed(founded("XA"), "ada", Role.OBSERVER)
    assert actor_for(officer_of(ada)).member_id == Member.objects.get(code="XA").id
