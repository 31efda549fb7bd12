"""Reading which messages an alert has, a message as it was sealed, and what to seal the next to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tocsin.alerts import queries as alerts
from tocsin.alerts.correspondence.models import SealedMessage, SealingKey
from tocsin.alerts.models import Alert
from tocsin.members.models import Member
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member of the alert and the key to seal to, with what shows that the key is its own.

    Without a key, the rest is empty.
    """

    member: Member
    key: str = ""
    endorsement: str = ""
    endorsed_by: bytes = b""


def recipients(actor: Actor, alert: Alert) -> list[Recipient]:
    """The two members that a message about an alert is sealed to."""
    require(actor, Permission.ALERT_READ)
    sides = (alert.owner, alert.reporter)
    with viewing(actor):
        keys = {
            each.member_id: each
            for each in SealingKey.objects.filter(member__in=sides, ends_at=None)
        }
    return [_recipient(each, keys.get(each.id)) for each in sides]


def _recipient(member: Member, key: SealingKey | None) -> Recipient:
    if key is None:
        return Recipient(member)
    return Recipient(member, key.key, key.endorsement, bytes(key.endorsed_by))


def sealing_keys(actor: Actor, member: Member) -> list[SealingKey]:
    """A member's sealing keys, oldest first, ended ones included: they are public."""
    require(actor, Permission.MEMBER_READ)
    with viewing(actor):
        return list(SealingKey.objects.filter(member=member))


def correspondence(actor: Actor, alert: Alert) -> list[SealedMessage]:
    """Who wrote to whom and when, about an alert that the actor has; without what was written."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        found = SealedMessage.objects.filter(alert=alert).select_related("writer", "reader")
        return list(found.defer("content"))


def sealed(actor: Actor, alert_id: UUID, message_id: UUID) -> SealedMessage:
    """One message, as it was sealed. Raises NotFound."""
    alert = alerts.alert(actor, alert_id)
    with viewing(actor):
        note(actor, "message.fetch", f"message:{message_id}", permission=Permission.ALERT_READ)
        found = SealedMessage.objects.filter(alert=alert, id=message_id).first()
    if found is None:
        raise NotFound
    return found
