"""Bringing members, units and officers in. Every call may be repeated: it finds what is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tocsin.members.errors import OnlyInventedMembers, RegisterInUse
from tocsin.members.models import Demonstration, Member, Officer, Unit
from tocsin.members.queries import demonstration_began
from tocsin.members.rules import THIS_NODE, may_join_demonstration


def begin_demonstration(*, now: datetime) -> datetime:
    """Mark the register as a demonstration, and say since when it is one.

    Raises RegisterInUse where anybody has acceded already.
    """
    if began := demonstration_began():
        return began
    if Member.objects.exclude(code=THIS_NODE).exists():
        raise RegisterInUse
    mark, _made = Demonstration.objects.get_or_create(defaults={"began_at": now})
    return mark.began_at


def ensure_member(code: str, name: str, kind: str, *, now: datetime) -> Member:
    """The member with this code, acceded now if it was not yet one."""
    if not may_join_demonstration(code) and demonstration_began():
        raise OnlyInventedMembers(code=code)
    member, _made = Member.objects.get_or_create(
        code=code, defaults={"name": name, "kind": kind, "joined_at": now}
    )
    return member


def ensure_unit(member: Member, name: str) -> Unit:
    unit, _made = Unit.objects.get_or_create(member=member, name=name)
    return unit


def ensure_officer(
    unit: Unit, username: str, name: str, roles: Iterable[str], *, password: str | None = None
) -> Officer:
    """The officer with this sign-in name; without a password nobody can sign in as them."""
    officer, made = Officer.objects.get_or_create(
        username=username, defaults={"name": name, "unit": unit, "roles": sorted(roles)}
    )
    if made:
        officer.set_password(password)
        officer.save(update_fields=["password"])
    return officer
