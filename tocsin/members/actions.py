"""Bringing members, units and officers in. Every call may be repeated: it finds what is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tocsin.members.models import Member, Officer, Unit


def ensure_member(code: str, name: str, kind: str, *, now: datetime) -> Member:
    """The member with this code, acceded now if it was not yet one."""
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
