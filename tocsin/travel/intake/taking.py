"""The workers' side of the inbox: taking messages up, and saying what became of them.

A message is taken with a lock that ends with the transaction, in which everything that follows from
it is written as well. Whoever is killed leaves it waiting; nobody else can take it meanwhile. What
was tried is counted beforehand in a transaction of its own, so that a message that kills its reader
is put aside in the end.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor
from tocsin.travel.holding import days
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.intake import rules
from tocsin.travel.intake.models import Message
from tocsin.travel.intake.rules import Event, State

_TRY = """
    update intake_message set attempts = attempts + 1, taken_by = pg_backend_pid(), taken_at = now()
    where id in (
        select id from intake_message message
        where member_id = %s and state = 'waiting'
            and (taken_by is null or taken_at < now() - interval '2 minutes'
                or not exists (select from pg_stat_activity where pid = message.taken_by))
        order by received_at for update skip locked limit %s
    ) returning id
"""
"""Another's is left to them while their session lives: whoever was killed has none."""


def take_up(actor: Actor, most: int = 1) -> list[UUID]:
    """The next messages to try, marked as this session's and counted as tried."""
    with transaction.atomic(), viewing(actor), connection.cursor() as cursor:
        cursor.execute(_TRY, [actor.member_id, most])
        return [row[0] for row in cursor.fetchall()]


def locked(message_id: UUID) -> Message | None:
    """The message, if it still waits and nobody else holds it; until the transaction ends."""
    found = Message.objects.select_for_update(skip_locked=True, of=("self",))
    return found.select_related("day", "line").filter(id=message_id, state=State.WAITING).first()


def let_go(actor: Actor, message_id: UUID) -> None:
    """Leave a message to be tried again at once, as if it hadn't been taken up."""
    with transaction.atomic(), viewing(actor):
        Message.objects.filter(id=message_id, state=State.WAITING).update(
            taken_by=None, attempts=F("attempts") - 1
        )


def content_of(files: KeyFiles, message: Message) -> bytes:
    """What was sent. Raises DayEnded where its day's key is gone."""
    return days.key_of(files, message.day).open(bytes(message.sealed), f"message:{message.id}")


def is_worn_out(message: Message) -> bool:
    """Whether it was tried so often that its readers must have died of it."""
    return message.attempts > rules.ATTEMPTS


def end(message: Message, event: Event, *, now: datetime, reason: str = "") -> None:
    """Move a message on; its content goes unless it may be tried again."""
    message.state = rules.NEXT[State(message.state)][event]
    message.ended_at, message.reason = now, reason[:64]
    if message.state != State.QUARANTINED:
        message.sealed = b""
    message.save(update_fields=["state", "ended_at", "reason", "sealed", "outcome"])


def expire(actor: Actor, *, now: datetime) -> int:
    """Let go of messages whose day has ended, read or not; how many they were."""
    with transaction.atomic(), viewing(actor):
        gone = Message.objects.filter(
            member_id=actor.member_id,
            state__in=[State.WAITING, State.QUARANTINED],
            day__deadline__lte=now,
        )
        count = gone.update(state=State.EXPIRED, sealed=b"", ended_at=now, reason="deadline")
        old = now - days.KEPT_AFTER
        Message.objects.filter(member_id=actor.member_id, received_at__lte=old).delete()
    return count
