"""Reading the inbox: receipts, what is put aside, how deep it is, and which lists are lacking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Sum

from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.intake.models import ExpectedFlight, Line, Message
from tocsin.travel.intake.rules import State
from tocsin.travel.intake.schedules import Came, Lacking, Scheduled, lacking
from tocsin.travel.models import Manifest

PAGE = 200
LOOKED_BACK = timedelta(days=3)
"""How long a missing list is told of."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages stand where, and since when the oldest waits."""

    waiting: int
    quarantined: int
    bytes_waiting: int
    oldest: datetime | None


def receipt(actor: Actor, message_id: UUID) -> Message:
    """What became of a message that the actor's member was sent."""
    require(actor, Permission.MESSAGE_DELIVER)
    with viewing(actor):
        found = Message.objects.filter(id=message_id, member_id=actor.member_id).first()
        if found is None:
            raise NotFound
        note(
            actor,
            "message.read",
            f"message:{message_id}",
            permission=Permission.MESSAGE_DELIVER,
        )
    return found


def put_aside(actor: Actor) -> list[Message]:
    """Messages in quarantine, oldest first."""
    require(actor, Permission.INTAKE_TEND)
    with viewing(actor):
        note(actor, "message.list", permission=Permission.INTAKE_TEND)
        found = Message.objects.filter(member_id=actor.member_id, state=State.QUARANTINED)
        return list(found.order_by("received_at", "id")[:PAGE])


def depth(actor: Actor) -> Depth:
    require(actor, Permission.FLIGHT_READ)
    with viewing(actor):
        waiting = Message.objects.filter(member_id=actor.member_id, state=State.WAITING)
        found = waiting.aggregate(count=Count("id"), size=Sum("size"), oldest=Min("received_at"))
        aside = Message.objects.filter(member_id=actor.member_id, state=State.QUARANTINED).count()
    return Depth(found["count"], aside, found["size"] or 0, found["oldest"])


def lines(actor: Actor) -> list[Line]:
    """The member's lines, ended ones included."""
    require(actor, Permission.LINE_KEEP)
    with viewing(actor):
        return list(Line.objects.filter(member_id=actor.member_id).order_by("name"))


def lacking_lists(actor: Actor, *, now: datetime) -> list[Lacking]:
    """Flights of the member's schedule of the last three days whose list is missing or late."""
    require(actor, Permission.FLIGHT_READ)
    since = now - LOOKED_BACK
    with viewing(actor):
        expected = ExpectedFlight.objects.filter(
            member_id=actor.member_id, departs_at__range=(since, now)
        )
        flights = [_scheduled(each) for each in expected]
        arrived = Manifest.objects.filter(
            member_id=actor.member_id, received_at__gte=since - LOOKED_BACK
        ).values_list("carrier", "flight_number", "departs_at", "received_at")
        came = [Came(*each) for each in arrived]
    return list(lacking(flights, came, now=now))


def _scheduled(it: ExpectedFlight) -> Scheduled:
    return Scheduled(
        it.carrier, it.flight_number, it.departure, it.arrival, it.departs_at, it.arrives_at
    )
