"""How long a record lives and when it is to be looked at again. Pure: now is handed in.

Silence means deletion: nothing here renews anything. Terms are after Regulation (EU) 2018/1862,
Art. 53, and for minors after requirement B12.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tocsin.foundations.vocabulary.codes import ActionCode, Ground

LIFE_BY_ACTION: Mapping[ActionCode, timedelta] = {
    ActionCode.ARREST: timedelta(days=5 * 365),
    ActionCode.REFUSE_ENTRY: timedelta(days=3 * 365),
}
DEFAULT_LIFE = timedelta(days=365)
"""Checks, warnings and information: one year."""
REVIEW_BY_GROUND: Mapping[Ground, timedelta] = {
    Ground.UN_DESIGNATION: timedelta(days=3 * 365),
    Ground.NATIONAL_DESIGNATION: timedelta(days=365),
    Ground.WARRANT: timedelta(days=365),
    Ground.FIGHTER_ALERT: timedelta(days=182),
    Ground.PROTECTED_CHILD: timedelta(days=182),
}
"""When the originator has to ask itself whether the ground still stands."""
MONTHS_OF_MINORS = 6
REMINDERS: tuple[str, ...] = ("four_months", "one_month", "seven_days")


@dataclass(frozen=True, slots=True)
class Life:
    """When a record ends by itself, and when it is to be reviewed; the review is never later."""

    expires_at: datetime
    review_at: datetime


def longest_life(
    ground: str, action: str, now: datetime, *, minor: bool = False, act_ends: date | None = None
) -> Life:
    """The latest that a record may live to; an act that ends takes its record with it."""
    ends = now + LIFE_BY_ACTION.get(ActionCode(action), DEFAULT_LIFE)
    if minor:
        ends = min(ends, months_after(now, MONTHS_OF_MINORS))
    if act_ends:
        ends = min(ends, end_of(act_ends))
    review = now + REVIEW_BY_GROUND[Ground(ground)]
    return Life(ends, min(review, ends))


def life(
    ground: str,
    action: str,
    now: datetime,
    *,
    minor: bool = False,
    act_ends: date | None = None,
    wanted: date | None = None,
) -> Life:
    """How long it lives when its contributor wishes it to end on ``wanted``; never longer."""
    longest = longest_life(ground, action, now, minor=minor, act_ends=act_ends)
    ends = min(longest.expires_at, end_of(wanted)) if wanted else longest.expires_at
    return Life(ends, min(longest.review_at, ends))


def end_of(day: date) -> datetime:
    """The first moment after a day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day, months later or (negative) earlier; the month's last where it has no such."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def reminder_times(expires_at: datetime) -> Mapping[str, datetime]:
    """When the originator is reminded that a record ends: 4 months, 1 month, 7 days before."""
    return {
        "four_months": months_after(expires_at, -4),
        "one_month": months_after(expires_at, -1),
        "seven_days": expires_at - timedelta(days=7),
    }


def reminders_due(expires_at: datetime, now: datetime, since: datetime) -> tuple[str, ...]:
    """The reminders whose time has come by ``now`` and that the record lived to see.

    A record that began after the time of a reminder never gets it; one that has ended gets none.
    """
    if expires_at <= now:
        return ()
    times = reminder_times(expires_at)
    return tuple(each for each in REMINDERS if since < times[each] <= now)
