"""Sending what waits: at least once, in the order of the case, until it has arrived.

What is sent says that something waits and which step was taken, and nothing of anybody: the alert
itself is read here, by an officer who signed in. A receiver knows a message that comes twice by its
event's id. Whoever calls this brings the means to send; nothing here opens a socket.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from django.db import transaction

from tocsin.alerts import rules
from tocsin.alerts.models import Delivery, Endpoint
from tocsin.members.models import ContactPoint
from tocsin.safeguards.access.actions import look_as, require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

Message = Mapping[str, object]
AT_ONCE = 200
"""Deliveries that one call attempts for a member."""


class Undelivered(Exception):
    """It did not arrive; the word says why, and names no one."""


class Carrier(Protocol):
    """How messages leave this node. Either method raises Undelivered."""

    def mail(self, address: str, message: Message) -> None: ...
    def post(self, address: str, body: bytes, event: str) -> None: ...


def deliver(actor: Actor, carrier: Carrier, *, now: datetime) -> tuple[int, int]:
    """Attempt what waits for the actor's member; how many arrived, and how many did not.

    Each is a transaction of its own, with its row locked: two processes never send one message at
    the same time, and what was sent by a process that died meanwhile is sent again.
    """
    require(actor, Permission.ALERT_DELIVER)
    arrived = failed = 0
    for _ in range(AT_ONCE):
        done = _next(actor, carrier, now)
        if done is None:
            break
        arrived, failed = arrived + done, failed + (not done)
    return arrived, failed


def _next(actor: Actor, carrier: Carrier, now: datetime) -> bool | None:
    """Whether the next one arrived; None where nothing is due."""
    with transaction.atomic():
        look_as(actor)
        delivery = next(_due(actor, now), None)
        if delivery is None:
            return None
        return _attempt(actor, carrier, delivery, now)


def _due(actor: Actor, now: datetime) -> Iterator[Delivery]:
    """What may be sent now: of each case and channel the earliest that has not arrived."""
    waiting = Delivery.objects.filter(member_id=actor.member_id, state=Delivery.State.WAITING)
    locked = waiting.select_for_update(skip_locked=True).filter(next_at__lte=now)
    for each in locked.order_by("made_at", "number"):
        before = waiting.filter(alert=each.alert_id, channel=each.channel, number__lt=each.number)
        if not before.exists():
            yield each


def _attempt(actor: Actor, carrier: Carrier, delivery: Delivery, now: datetime) -> bool:
    try:
        _send(carrier, delivery, _address(delivery))
    except Undelivered as problem:
        _failed(delivery, str(problem), now)
    else:
        delivery.state, delivery.delivered_at = Delivery.State.DELIVERED, now
        delivery.problem = ""
        thing = f"delivery:{delivery.id}"
        note(actor, "alert.deliver", thing, permission=Permission.ALERT_DELIVER)
    delivery.attempts += 1
    delivery.save()
    return delivery.state == Delivery.State.DELIVERED


def _address(delivery: Delivery) -> str:
    """Where the member wants it now; empty where it wants it nowhere."""
    if delivery.channel == Delivery.Channel.WEBHOOK:
        kept = Endpoint.objects.filter(member_id=delivery.member_id).first()
        return kept.address if kept else ""
    desk = ContactPoint.objects.filter(member_id=delivery.member_id).first()
    return desk.mail if desk else ""


def _send(carrier: Carrier, delivery: Delivery, address: str) -> None:
    message = message_of(delivery)
    if not address:
        raise Undelivered(NO_ADDRESS)
    if delivery.channel == Delivery.Channel.MAIL:
        carrier.mail(address, message)
    else:
        carrier.post(address, body_of(message), str(delivery.id))


NO_ADDRESS = "no address"


def _failed(delivery: Delivery, problem: str, now: datetime) -> None:
    """Try again later; what has no address, or was tried for a week, is given up."""
    delivery.problem = problem[:64]
    delivery.next_at = rules.next_attempt(delivery.attempts + 1, now)
    over = now - delivery.made_at >= rules.GIVEN_UP_AFTER
    if over or problem == NO_ADDRESS:
        delivery.state = Delivery.State.GIVEN_UP


def message_of(delivery: Delivery) -> Message:
    """What is sent: which case, which step, and by when something is due. No one's particulars."""
    alert = delivery.alert
    deadline = rules.due(alert)
    return {
        "event": str(delivery.id),
        "case": str(alert.id),
        "number": delivery.number,
        "step": delivery.event,
        "action": alert.action,
        "due": deadline.isoformat() if deadline else None,
        "at": delivery.made_at.isoformat(),
    }


def body_of(message: Message) -> bytes:
    """The message as JSON, keys sorted: the bytes that are signed."""
    return json.dumps(message, sort_keys=True, separators=(",", ":")).encode()
