"""What a stream can tell: that something of one's member changed, and which case. Pure.

It carries nothing of a record or a person. Whoever hears it asks again, and is asked for their
rights again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tocsin.safeguards.access.rules import Actor, Permission, is_permitted


class Topic(StrEnum):
    """What changed, in alphabetical order: the name of the event in a stream."""

    ALERTS = "alerts"
    CASE = "case"
    QUEUE = "queue"


HEARD_WITH: Mapping[Topic, Permission] = {
    Topic.ALERTS: Permission.ALERT_READ,
    Topic.CASE: Permission.CANDIDATE_READ,
    Topic.QUEUE: Permission.QUEUE_READ,
}
"""The permission to read what a topic says has changed."""
MANY = 50
"""Cases that are named one by one; more are told as a change of the queue alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something of one member changed; ``thing`` is the id of a case, or nothing."""

    topic: Topic
    member_id: int
    thing: str = ""


def heard_by(actor: Actor) -> frozenset[Topic]:
    """What the actor may hear of."""
    return frozenset(each for each, needed in HEARD_WITH.items() if is_permitted(actor, needed))


def change_of(payload: str) -> Change | None:
    """A change as the database tells it, ``topic member [id]``; None for anything else."""
    match payload.split(" "):
        case [topic, member] if topic in set(Topic) and member.isdecimal():
            return Change(Topic(topic), int(member))
        case [topic, member, thing] if topic in set(Topic) and member.isdecimal():
            return Change(Topic(topic), int(member), thing) if _is_id(thing) else None
        case _:
            return None


def _is_id(thing: str) -> bool:
    try:
        return str(UUID(thing)) == thing
    except ValueError:
        return False


# --- as a stream writes it (HTML Living Standard, 9.2, server-sent events) ---

BEAT = b": \n\n"
"""Says nothing; shows both ends that the other is there."""


def retry_after(milliseconds: int) -> bytes:
    """After how long a browser whose stream ended asks for another; the id tells it did before."""
    return f"retry: {milliseconds}\nid: 0\n\n".encode()


def written(topic: Topic, thing: str, number: int) -> bytes:
    """One event. Its id only tells a stream that begins again from one that begins."""
    return f"id: {number}\nevent: {topic}\ndata: {thing}\n\n".encode()
