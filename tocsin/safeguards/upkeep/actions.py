"""Keys and desks, kept up by their member. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from datetime import datetime

from tocsin.members.actions import add_key, keep_desk
from tocsin.members.errors import NoCurrentKey
from tocsin.members.keys import SignedKey, key_id
from tocsin.members.models import ContactPoint, Member, SigningKey
from tocsin.members.queries import keys_of
from tocsin.members.rules import Desk, State, is_ring_due
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def register_key(actor: Actor, member: Member, signed: SignedKey, *, now: datetime) -> SigningKey:
    """Sign with this key from now on; a key of before ends, and what it signed stays signed.

    Raises KeyUnreadable, KeyNotOurs or KeyKnown.
    """
    require(actor, Permission.KEY_KEEP, member)
    added = add_key(member, signed, now=now)
    _note(actor, "key.register", member, Permission.KEY_KEEP, key=added.key_id)
    return added


def revoke_key(
    actor: Actor, member: Member, revoked: str, *, void_from: datetime, now: datetime
) -> SigningKey:
    """A key is lost or in other hands: nothing that came in since ``void_from`` counts.

    Raises NoCurrentKey where no key of the member has this id, or it is revoked already.
    """
    require(actor, Permission.KEY_KEEP, member)
    found = [each for each in keys_of(member.id) if each.key_id == revoked and not each.void_from]
    if not found:
        raise NoCurrentKey(code=member.code, key_id=revoked)
    (key,) = found
    _note(actor, "key.revoke", member, Permission.KEY_KEEP, key=key_id(bytes(key.key)))
    key.void_from, key.ends_at = min(void_from, now), key.ends_at or now
    key.save(update_fields=["void_from", "ends_at"])
    return key


def change_desk(actor: Actor, member: Member, desk: Desk) -> ContactPoint:
    """Say anew where others call. Raises NotADutyNumber."""
    require(actor, Permission.DESK_KEEP, member)
    _note(actor, "desk.change", member, Permission.DESK_KEEP)
    return keep_desk(member, desk)


def ring_all(actor: Actor, *, now: datetime) -> int:
    """Test every desk: each has a day to answer. Gives how many were rung."""
    require(actor, Permission.DESK_RING)
    note(actor, "desk.ring", permission=Permission.DESK_RING)
    rung = ContactPoint.objects.filter(member__state=State.ACTIVE)
    return rung.update(rung_at=now)


def ring_due(actor: Actor, *, now: datetime) -> list[ContactPoint]:
    """Test the desks whose last test is a month old; gives those that were rung now."""
    require(actor, Permission.DESK_RING)
    desks = ContactPoint.objects.filter(member__state=State.ACTIVE)
    due = [each for each in desks if is_ring_due(each.rung_at, now)]
    if due:
        particulars = {"desks": len(due)}
        note(actor, "desk.ring", permission=Permission.DESK_RING, particulars=particulars)
        desks.filter(id__in=[each.id for each in due]).update(rung_at=now)
    return due


def answer(actor: Actor, *, now: datetime) -> None:
    """Answer the test of the actor's own desk: somebody is on duty."""
    require(actor, Permission.DESK_ANSWER)
    note(actor, "desk.answer", permission=Permission.DESK_ANSWER)
    ContactPoint.objects.filter(member_id=actor.member_id).update(answered_at=now)


def _note(actor: Actor, did: str, member: Member, permission: Permission, **more: str) -> None:
    note(actor, did, f"member:{member.code}", permission=permission, particulars=more)
