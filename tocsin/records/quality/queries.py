"""Reading members' scores: public to all members."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import Sum

from tocsin.records.quality.models import Event
from tocsin.records.quality.rules import OVER, Kind, Score, score
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission


def scores(actor: Actor, *, now: datetime) -> dict[int, Score]:
    """The score of every member with events in the last year, by the member's key."""
    require(actor, Permission.QUALITY_READ)
    return {member: score(counts) for member, counts in _counts(now).items()}


def is_enhanced(member_id: int, *, now: datetime) -> bool:
    """Whether two reviewers have to read what this member contributes."""
    return score(_counts(now, member_id).get(member_id, {})).is_enhanced


def _counts(now: datetime, member_id: int | None = None) -> dict[int, dict[Kind, int]]:
    events = Event.objects.filter(at__gt=now - OVER, at__lte=now)
    if member_id is not None:
        events = events.filter(member_id=member_id)
    counted: dict[int, dict[Kind, int]] = defaultdict(dict)
    for member, kind, number in (
        events.values_list("member_id", "kind").annotate(Sum("number")).order_by()
    ):
        counted[member][Kind(kind)] = number
    return dict(counted)
