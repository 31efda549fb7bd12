"""What awaits at a desk, by when the traveller's flight departs: the deadline of a candidate."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Case, CharField, Count, Q, Value, When
from django.db.models.expressions import Combinable

from tocsin.records.registers.sight import seen_by
from tocsin.review.models import Adjudication
from tocsin.review.rules import AWAITING, State
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission

SOON = timedelta(hours=3)
TODAY = timedelta(hours=24)
DEPARTS = "candidate__traveller__manifest__departs_at"


class Deadline(StrEnum):
    """How near the departure is, the most pressing first."""

    DEPARTED = "departed"
    SOON = "soon"
    TODAY = "today"
    LATER = "later"
    UNKNOWN = "unknown"


def by_deadline(actor: Actor, *, now: datetime) -> dict[Deadline, dict[State, int]]:
    """How many of the desk's candidates await a decision, by departure and by state."""
    require(actor, Permission.QUEUE_READ)
    with viewing(actor):
        own = Adjudication.objects.filter(member_id=actor.member_id, state__in=AWAITING)
        seen = own.filter(seen_by(actor, "candidate__record__")).order_by()
        rows = seen.values_list(_deadline(now), "state").annotate(Count("candidate_id"))
        found = {(deadline, state): number for deadline, state, number in rows}
    return {
        deadline: {state: found.get((deadline, state), 0) for state in sorted(AWAITING)}
        for deadline in Deadline
    }


def _deadline(now: datetime) -> Combinable:
    return Case(
        When(Q(**{DEPARTS: None}), then=Value(Deadline.UNKNOWN.value)),
        When(Q(**{f"{DEPARTS}__lte": now}), then=Value(Deadline.DEPARTED.value)),
        When(Q(**{f"{DEPARTS}__lte": now + SOON}), then=Value(Deadline.SOON.value)),
        When(Q(**{f"{DEPARTS}__lte": now + TODAY}), then=Value(Deadline.TODAY.value)),
        default=Value(Deadline.LATER.value),
        output_field=CharField(),
    )
