"""Counting what is asked, in the database, so that all processes keep one count.

Each connection counts in a row of its own, so that
nobody waits for another's transaction; the sum is over an hour of a member's rows. A question that
is refused isn't counted. Two asked in the same moment may both pass the last place: a limit is
against thousands.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import TooMuchAsked
from tocsin.safeguards.access.limits import (
    ALARM_LIFE,
    LIMITS,
    TALLY_LIFE,
    WINDOW,
    Asking,
    Spent,
    alarms,
    hour_of,
    is_within,
    minute_of,
)
from tocsin.safeguards.access.models import Alarm, Tally
from tocsin.safeguards.access.rules import Actor
from tocsin.safeguards.ledger.actions import note

NOBODY = 0
"""The officer's place in a row of what the node itself asks."""
_SPENT = """
    select coalesce(sum(number) filter (where officer_id = %s), 0), coalesce(sum(number), 0)
    from access_tally where member_id = %s and asking = %s and minute > %s
"""
_ADD = """
    insert into access_tally (member_id, officer_id, asking, minute, connection, number)
    values (%s, %s, %s, %s, pg_backend_pid(), %s)
    on conflict (member_id, officer_id, asking, minute, connection)
    do update set number = access_tally.number + excluded.number
    returning xmax = 0
"""


def count_asked(actor: Actor, asking: Asking, number: int = 1, *, now: datetime) -> None:
    """Count what is about to be asked. Raises TooMuchAsked beyond the limit.

    From the limit's alarm on, an auditor finds it. The alarm has to stay although the question is
    refused: so this is called before the transaction of the question, never inside it.
    """
    with viewing(actor):
        within = is_counted(actor, asking, number, now=now)
    if not within:
        raise TooMuchAsked


def is_counted(actor: Actor, asking: Asking, number: int, *, now: datetime) -> bool:
    """Count what is about to be asked, in the transaction of the question; no if it is too much.

    The caller is inside ``viewing(actor)``, and leaves it without an error before it refuses: the
    alarm has to stay.
    """
    limit, spent = LIMITS[asking], spent_by(actor, asking, now=now)
    if alarms(limit, spent, number):
        asked = spent.member if spent.officer is None else spent.officer
        _raise_alarm(actor, asking, asked + number, now)
    if not is_within(limit, spent, number):
        return False
    _add(actor, asking, number, now)
    return True


def spent_by(actor: Actor, asking: Asking, *, now: datetime) -> Spent:
    """What was asked in the hour before ``now``; the caller is inside ``viewing(actor)``."""
    officer = actor.officer_id or NOBODY
    with connection.cursor() as cursor:
        cursor.execute(_SPENT, [officer, actor.member_id, asking, now - WINDOW])
        by_officer, by_member = cursor.fetchone() or (0, 0)
    return Spent(None if actor.officer_id is None else int(by_officer), int(by_member))


def _add(actor: Actor, asking: Asking, number: int, now: datetime) -> None:
    officer = actor.officer_id or NOBODY
    row = (actor.member_id, officer, str(asking), minute_of(now), number)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, row)
        (is_new,) = cursor.fetchone() or (False,)
    if is_new:
        Tally.objects.filter(member_id=actor.member_id, minute__lt=now - TALLY_LIFE).delete()


def _raise_alarm(actor: Actor, asking: Asking, number: int, now: datetime) -> None:
    """One alarm for an officer and hour, with the highest number."""
    alarm, is_new = Alarm.objects.get_or_create(
        member_id=actor.member_id,
        officer_id=actor.officer_id or NOBODY,
        asking=asking,
        hour=hour_of(now),
        defaults={"number": number, "raised_at": now},
    )
    if is_new:
        note(actor, "alarm.raise", f"alarm:{alarm.id}", particulars={"asking": str(asking)})
        Alarm.objects.filter(member_id=actor.member_id, raised_at__lt=now - ALARM_LIFE).delete()
    elif number > alarm.number:
        Alarm.objects.filter(id=alarm.id, number__lt=number).update(number=number)
