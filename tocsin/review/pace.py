"""How long a decision takes at each desk, from the claim to the conclusion: a measure of the desk.

There is no figure of an officer, and none from which one could be read: a desk where only one
person decided, or hardly anything was decided, has no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F

from tocsin.review.models import Decision
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission

SPAN = timedelta(days=30)
FEWEST_DECISIONS = 5
FEWEST_OFFICERS = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """The median time of a desk's decisions, and of how many."""

    desk: str
    median: timedelta
    decisions: int


class _Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"


def pace(actor: Actor, *, now: datetime) -> list[Pace]:
    """The desks of the actor's member over the last `SPAN`, by name."""
    require(actor, Permission.QUEUE_READ)
    taken = ExpressionWrapper(F("decided_at") - F("claimed_at"), output_field=DurationField())
    measured = Decision.objects.filter(
        member_id=actor.member_id, claimed_at__isnull=False, decided_at__gt=now - SPAN
    )
    with viewing(actor):
        rows = list(
            measured.order_by()
            .values(desk=F("officer__unit__name"))
            .annotate(
                median=_Median(taken, output_field=DurationField()),
                decisions=Count("id"),
                officers=Count("officer", distinct=True),
            )
            .filter(decisions__gte=FEWEST_DECISIONS, officers__gte=FEWEST_OFFICERS)
            .order_by("desk")
        )
    return [Pace(each["desk"], each["median"], each["decisions"]) for each in rows]
