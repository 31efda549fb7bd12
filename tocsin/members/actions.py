"""Writing members, units, officers, desks and keys: without a word to the ledger, which lies above.

What brings them in for people (`safeguards.accession`, `.upkeep`, `.appointments`) asks for access
and notes it, and then calls these. Calls that ensure something may be repeated.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tocsin.members.errors import (
    KeyKnown,
    KeyNotOurs,
    KeyUnreadable,
    NotADutyNumber,
    OnlyInventedMembers,
    RegisterInUse,
)
from tocsin.members.keys import SignedKey, made, read_key, statement
from tocsin.members.models import (
    ContactPoint,
    Demonstration,
    Member,
    Officer,
    SigningKey,
    Unit,
)
from tocsin.members.queries import demonstration_began
from tocsin.members.rules import (
    THIS_NODE,
    Desk,
    Origin,
    dialled,
    is_duty_number,
    may_join_demonstration,
)


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


def ensure_member(
    code: str, name: str, kind: str, *, now: datetime, origin: Origin = Origin.FOUNDING
) -> Member:
    """The member with this code, active at once if it was not yet there.

    For the node itself, publishers of lists, and tests: a member that people let in declares first
    (`safeguards.accession`).
    """
    if not may_join_demonstration(code) and demonstration_began():
        raise OnlyInventedMembers(code=code)
    given = {"name": name, "kind": kind, "joined_at": now}
    given["origin"] = Origin.NODE if code == THIS_NODE else origin
    member, _made = Member.objects.get_or_create(code=code, defaults=given)
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


def add_key(member: Member, signed: SignedKey, *, now: datetime) -> SigningKey:
    """From now on the member signs with this key; the one before ends, and keeps what it signed.

    Raises KeyUnreadable, KeyNotOurs unless the key itself signed its registration, KeyKnown.
    """
    try:
        key = read_key(signed.key)
    except ValueError:
        raise KeyUnreadable from None
    if not made(key, signed.signature, statement(member.code, key)):
        raise KeyNotOurs
    if SigningKey.objects.filter(key=key).exists():
        raise KeyKnown
    SigningKey.objects.filter(member=member, ends_at=None).update(ends_at=now)
    return SigningKey.objects.create(member=member, key=key, begins_at=now)


def keep_desk(member: Member, desk: Desk) -> ContactPoint:
    """Write down the member's contact point in place of the one before. Raises NotADutyNumber."""
    numbers = [dialled(each) for each in desk.duty_numbers if each.strip()]
    for each in numbers:
        if not is_duty_number(each):
            raise NotADutyNumber(number=each)
    given = {"name": desk.name, "duty_numbers": numbers, "mail": desk.mail}
    point, _made = ContactPoint.objects.update_or_create(member=member, defaults=given)
    return point
