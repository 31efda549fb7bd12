"""How long travellers may be held, and what for. Pure.

What is held is ciphertext under a key of its own for each purpose, member and day. The deadline is
that of the day, so that one destroyed key ends all of it. No setting reaches beyond the limits
here: they are part of the program, and changing them is changing the program.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from tocsin.travel.holding.errors import HoursOutOfRange

DEFAULT_HOURS = 12
MOST_HOURS = 24
"""After the end of the flight day (UTC): nobody is held for longer than 48 hours after a flight."""
MOST_AHEAD = timedelta(days=21)
"""A flight further ahead is screened, and its travellers are not held for new listings."""
ARRIVAL_HOURS = 24
"""A message that could not be read may be tried again so long after the day on which it came."""
MASKED_DAYS = 30
"""A dismissed candidate can be shown again, with independent approval, for so long."""


class What(StrEnum):
    """What a key is for."""

    MESSAGES = "messages"
    TRAVELLERS = "travellers"
    MASKED = "masked"


def checked_hours(hours: int) -> int:
    """The hours that a member may set. Raises HoursOutOfRange."""
    if not 0 <= hours <= MOST_HOURS:
        raise HoursOutOfRange(most=MOST_HOURS)
    return hours


def flight_day(departs: datetime | None, arrives: datetime | None, received: datetime) -> date:
    """The day that a flight belongs to: of its arrival, or what is known of it; in UTC."""
    return (arrives or departs or received).astimezone(UTC).date()


def deadline(what: What, day: date, hours: int) -> datetime:
    """When the key of a day is destroyed; ``hours`` are the member's, for travellers only."""
    after = {
        What.MESSAGES: timedelta(hours=ARRIVAL_HOURS),
        What.TRAVELLERS: timedelta(hours=min(hours, MOST_HOURS)),
        What.MASKED: timedelta(days=MASKED_DAYS),
    }[what]
    return datetime.combine(day, time(), UTC) + timedelta(days=1) + after


def may_hold(day: date, hours: int, now: datetime) -> bool:
    """Whether travellers of a flight on that day are held at all."""
    is_near = day - now.astimezone(UTC).date() <= MOST_AHEAD
    return hours > 0 and is_near and now < deadline(What.TRAVELLERS, day, hours)
