"""Time is handed in: every stage that needs "now" takes a Clock, so that a test can hold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC, aware."""
    return datetime.now(UTC)


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """The first and the last moment of the day, in UTC, in which a moment lies."""
    begun = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return begun, begun + timedelta(days=1) - timedelta.resolution
