"""Registering a sealing key, and keeping what was sealed with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.alerts import queries as alerts
from tocsin.alerts.actions import tell_of_message
from tocsin.alerts.correspondence.errors import NoSealingKey, NotEndorsed, SealingKeyKnown
from tocsin.alerts.correspondence.models import SealedMessage, SealingKey
from tocsin.alerts.correspondence.rules import check_sealed, checked_key, registration
from tocsin.members.keys import made
from tocsin.members.models import Member
from tocsin.members.queries import key_valid_at
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def register_sealing_key(
    actor: Actor, member: Member, key: str, endorsement: str, *, now: datetime
) -> SealingKey:
    """From now on messages to the member are sealed to this key; the one before ends.

    Raises SealingKeyUnreadable, SealingKeyKnown, and NotEndorsed unless the member's signing key
    of this moment signed the registration.
    """
    require(actor, Permission.KEY_KEEP, member)
    checked, signing = checked_key(key), key_valid_at(member.id, now)
    text = registration(member.code, checked)
    if signing is None or not made(signing.key, endorsement, text):
        raise NotEndorsed
    with viewing(actor):
        if SealingKey.objects.filter(key=checked).exists():
            raise SealingKeyKnown
        thing = f"member:{member.code}"
        note(actor, "sealing-key.register", thing, permission=Permission.KEY_KEEP)
        SealingKey.objects.filter(member=member, ends_at=None).update(ends_at=now)
        return SealingKey.objects.create(
            member=member,
            key=checked,
            endorsed_by=signing.key,
            endorsement=endorsement.strip(),
            begins_at=now,
        )


def write(actor: Actor, alert_id: UUID, content: bytes, *, now: datetime) -> SealedMessage:
    """Keep a message between the two members of an alert, as it was sealed, and tell the reader.

    Raises NotFound, NotSealed, MessageTooLong, and NoSealingKey while a side has no key.
    """
    require(actor, Permission.ALERT_ANSWER)
    officer = officer_of(actor)
    check_sealed(content)
    alert = alerts.alert(actor, alert_id)
    with viewing(actor):
        note(actor, "message.write", f"alert:{alert_id}", permission=Permission.ALERT_ANSWER)
        sides = (alert.owner, alert.reporter)
        for each in sides:
            if not SealingKey.objects.filter(member=each, ends_at=None).exists():
                raise NoSealingKey(code=each.code)
        reader = next(each for each in sides if each.id != actor.member_id)
        written = SealedMessage.objects.create(
            alert=alert,
            writer_id=actor.member_id,
            reader=reader,
            officer_id=officer,
            written_at=now,
            content=content,
            size=len(content),
        )
        tell_of_message(alert, reader.id, now)
    return written
