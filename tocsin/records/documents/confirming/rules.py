"""Where a question to an issuer stands, and what its answer means. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where the question stands. That nobody answered in time is asked of the clock."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    RECOVERED = "recovered"
    MISTAKEN = "mistaken"


class Reply(StrEnum):
    """What the issuer says: it stands; the holder has it again; it was never to be reported."""

    STANDS = "stands"
    RECOVERED = "recovered"
    MISTAKEN = "mistaken"


NEXT: Mapping[State, Mapping[Reply, State]] = {
    State.ASKED: {
        Reply.STANDS: State.CONFIRMED,
        Reply.RECOVERED: State.RECOVERED,
        Reply.MISTAKEN: State.MISTAKEN,
    },
    State.CONFIRMED: {},
    State.RECOVERED: {},
    State.MISTAKEN: {},
}


def has_lapsed(state: State, reply_by: datetime, now: datetime) -> bool:
    """Whether the time to answer has run out: the holder goes on, and nothing is done to them."""
    return state is State.ASKED and now >= reply_by
