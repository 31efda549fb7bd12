"""Reading alerts: an inbox for the owner, and for the reporter what its sightings came to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from tocsin.alerts.models import Alert, Delivery, Endpoint, Escalation
from tocsin.alerts.rules import State
from tocsin.records.registers.sight import seen_by
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def inbox(actor: Actor, *, offset: int = 0, limit: int = 50) -> list[Alert]:
    """The member's alerts, either side, those that wait first, the nearest deadline first."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        note(actor, "alert.list", permission=Permission.ALERT_READ)
        return list(_own(actor).order_by("closed_at", "answer_by")[offset : offset + limit])


def count(actor: Actor) -> int:
    """How many alerts the member has, either side."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        return _own(actor).count()


def waiting(actor: Actor) -> int:
    """How many alerts wait for the actor's member to take a step."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        answer = Q(owner_id=actor.member_id, state__in=[State.RAISED, State.ACKNOWLEDGED])
        closing = Q(reporter_id=actor.member_id, state=State.ANSWERED)
        return _own(actor).filter(answer | closing).count()


def alert(actor: Actor, alert_id: UUID) -> Alert:
    """One alert between the actor's member and another. Raises NotFound."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        note(actor, "alert.read", f"alert:{alert_id}", permission=Permission.ALERT_READ)
        found = _own(actor).filter(id=alert_id).first()
    if found is None:
        raise NotFound
    return found


def escalations(actor: Actor, alert_: Alert) -> list[Escalation]:
    """To whom an alert was carried up, and since when."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        return list(alert_.escalations.all())


def undelivered(actor: Actor) -> list[Delivery]:
    """What could not be sent to the actor's member yet, or was given up."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        own = Delivery.objects.filter(member_id=actor.member_id)
        return list(own.exclude(state=Delivery.State.DELIVERED).exclude(problem="no address"))


def endpoint(actor: Actor) -> str:
    """The address at which the member's own system hears of alerts; empty where there is none."""
    require(actor, Permission.ALERT_READ)
    with viewing(actor):
        kept = Endpoint.objects.filter(member_id=actor.member_id).first()
        return kept.address if kept else ""


def _own(actor: Actor) -> QuerySet[Alert]:
    between = Q(owner_id=actor.member_id) | Q(reporter_id=actor.member_id)
    return (
        Alert.objects.select_related("record__originator", "owner", "reporter")
        .filter(between)
        .filter(seen_by(actor, "record__"))
    )
