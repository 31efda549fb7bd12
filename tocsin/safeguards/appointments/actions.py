"""Appointing officers and what follows. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tocsin.foundations.facts import publish
from tocsin.members.actions import ensure_officer, ensure_unit
from tocsin.members.models import Member, Officer
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.appointments import links
from tocsin.safeguards.appointments.errors import (
    NoRole,
    NotActive,
    NotYourself,
    OfficesNotYours,
    RolesExcluded,
    UnknownRole,
    UsernameTaken,
)
from tocsin.safeguards.appointments.facts import FactorsLost, IdentityBound, SessionsEnd
from tocsin.safeguards.appointments.rules import excluded, offices_in
from tocsin.safeguards.ledger.actions import note


def appoint(
    actor: Actor,
    member: Member,
    unit: str,
    username: str,
    name: str,
    roles: Iterable[str],
    *,
    now: datetime,
) -> Officer:
    """A new officer of a unit of the member, who can't sign in before a link gave a password.

    Raises RolesExcluded, OfficesNotYours, UsernameTaken, UnknownRole or NoRole.
    """
    require(actor, _by(actor), member)
    given = _may_give(actor, member, roles)
    if Officer.objects.filter(username=username).exists():
        raise UsernameTaken
    officer = ensure_officer(ensure_unit(member, unit), username, name, given)
    officer.appointed_at = now
    officer.save(update_fields=["appointed_at"])
    _note(actor, "officer.appoint", officer, roles=given)
    return officer


def change_roles(actor: Actor, officer: Officer, roles: Iterable[str]) -> Officer:
    """Give an officer these roles instead of theirs; they hold from the next request on."""
    require(actor, _by(actor), officer)
    _not_oneself(actor, officer)
    given = _may_give(actor, officer.unit.member, roles)
    _may_give(actor, officer.unit.member, officer.roles, taking=True)
    _note(actor, "officer.roles", officer, roles=given)
    officer.roles = given
    officer.save(update_fields=["roles"])
    return officer


def end(actor: Actor, officer: Officer, *, now: datetime) -> None:
    """End an appointment: sessions, tokens and links with it, at once."""
    require(actor, _by(actor), officer)
    _not_oneself(actor, officer)
    _note(actor, "officer.end", officer)
    officer.is_active, officer.ended_at = False, now
    officer.save(update_fields=["is_active", "ended_at"])
    publish(SessionsEnd(officer.pk))


def issue_link(actor: Actor, officer: Officer) -> str:
    """What a link to a new password ends in: shown once, handed over in person."""
    require(actor, _by(actor), officer)
    _not_oneself(actor, officer)
    if not officer.is_active:
        raise NotActive
    _note(actor, "officer.link", officer)
    return links.make(officer)


def take_link(officer_id: int, token: str, password: str) -> Officer:
    """Choose a password by a link, which ends with it; every session of before ends too."""
    officer = links.officer_of(officer_id, token)
    actor = Actor(officer.member_id, frozenset(), officer.pk, officer.name)
    with viewing(actor):
        note(actor, "officer.password")
        officer.set_password(password)
        officer.save(update_fields=["password"])
    publish(SessionsEnd(officer.pk))
    return officer


def forget_factors(actor: Actor, officer: Officer) -> None:
    """An officer lost what they sign in with: they set it up anew, after their password."""
    require(actor, _by(actor), officer)
    _not_oneself(actor, officer)
    _note(actor, "officer.factors-lost", officer)
    publish(FactorsLost(officer.pk))
    publish(SessionsEnd(officer.pk))


def bind_identity(actor: Actor, officer: Officer, issuer: str, subject: str) -> None:
    """Let an officer sign in as this subject of this issuer, and nobody else as the officer.

    Raises IdentityTaken.
    """
    require(actor, _by(actor), officer)
    _not_oneself(actor, officer)
    _note(actor, "officer.identity", officer, issuer=issuer)
    publish(IdentityBound(officer.pk, issuer, subject))


def _by(actor: Actor) -> Permission:
    """An officer appoints within their member; the node, which is nobody's officer, anywhere."""
    return Permission.OFFICER_APPOINT if actor.officer_id else Permission.OFFICER_INSTALL


def _not_oneself(actor: Actor, officer: Officer) -> None:
    if actor.officer_id == officer.pk:
        raise NotYourself


def _may_give(
    actor: Actor, member: Member, roles: Iterable[str], *, taking: bool = False
) -> list[str]:
    """The roles, in order, if the actor may give them to an officer of the member."""
    given = sorted(frozenset(map(str, roles)))
    if unknown := [each for each in given if each not in list(Role)]:
        raise UnknownRole(role=unknown[0], roles=", ".join(Role))
    if actor.officer_id is not None and (offices := offices_in(given)):
        raise OfficesNotYours(roles=", ".join(offices))
    if not taking:
        _fits(member, given)
    return given


def _fits(member: Member, roles: list[str]) -> None:
    if not roles:
        raise NoRole
    if barred := excluded(roles, member.capacity):
        raise RolesExcluded(code=member.code, capacity=member.capacity, roles=", ".join(barred))


def _note(actor: Actor, did: str, officer: Officer, **particulars: object) -> None:
    thing = f"officer:{officer.pk}"
    permission = _by(actor)
    note(actor, did, thing, permission=permission, particulars=particulars)
