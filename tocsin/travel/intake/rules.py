"""When a message is taken, what a signature covers, and the states of a message. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

LARGEST = 16 * 1024 * 1024
"""Bytes of a message, as its readers take them."""
DEEPEST = 20_000
"""Messages that may wait for one member before senders are asked to wait."""
HEAVIEST = 1 << 30
"""Bytes of ciphertext that may wait for one member."""
RETRY_AFTER = 20
"""Seconds that a sender is asked to wait."""
CLOCKS_APART = timedelta(minutes=5)
"""A signature is taken so long before and after the time that it says."""
ATTEMPTS = 6
"""How often a message is taken up before it is put aside: it must not kill every reader."""


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SCREENED = "screened"
    QUARANTINED = "quarantined"
    EXPIRED = "expired"


class Event(StrEnum):
    """What moves a message."""

    SCREEN = "screen"
    PUT_ASIDE = "put aside"
    REPLAY = "replay"
    EXPIRE = "expire"


NEXT: Mapping[State, Mapping[Event, State]] = {
    State.WAITING: {
        Event.SCREEN: State.SCREENED,
        Event.PUT_ASIDE: State.QUARANTINED,
        Event.EXPIRE: State.EXPIRED,
    },
    State.QUARANTINED: {Event.REPLAY: State.WAITING, Event.EXPIRE: State.EXPIRED},
    State.SCREENED: {},
    State.EXPIRED: {},
}


def is_full(messages: int, weight: int) -> bool:
    """Whether so many waiting messages of so many bytes are too many to take another."""
    return messages >= DEEPEST or weight >= HEAVIEST


def is_timely(sent: datetime, now: datetime) -> bool:
    """Whether a signature of that time counts now."""
    return abs(now - sent) <= CLOCKS_APART


def signed_text(line: str, sent: str, reference: str, digest: str) -> bytes:
    """What the holder of a line signs; ``digest`` is the body's SHA-256 in hexadecimal."""
    return f"tocsin-message-1\n{line}\n{sent}\n{reference}\n{digest}\n".encode()
