"""Reading the inbox: receipts, what is put aside, how deep it is, and which lists are lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Least

from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.intake.models import ExpectedFlight, Line, Message
from tocsin.travel.intake.rules import State
from tocsin.travel.intake.schedules import (
    SAME_FLIGHT,
    Came,
    Lacking,
    Punctuality,
    Scheduled,
    lacking,
    most_lacking_first,
)
from tocsin.travel.models import Manifest

PAGE = 200
LOOKED_BACK = timedelta(days=3)
"""How long a missing list is told of."""
_OF_A_FLIGHT = (
    "carrier",
    "flight_number",
    "departure",
    "arrival",
    "departs_at",
    "arrives_at",
)


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
        return list(lacking(_flights(actor, since, now), _lists(actor, since, now), now=now))


def punctual(actor: Actor, since: datetime, until: datetime, *, now: datetime) -> list[Punctuality]:
    """How each carrier's lists came, for the flights of the schedule that depart in a span."""
    require(actor, Permission.FLIGHT_READ)
    first, departs = F("first"), F("departs_at")
    expected = ExpectedFlight.objects.order_by().filter(
        member_id=actor.member_id, departs_at__range=(since, until)
    )
    with viewing(actor):
        counted = expected.annotate(first=_first_list(actor)).values("carrier")
        rows = counted.annotate(
            on_time=Count("id", filter=Q(first__lte=departs)),
            late=Count("id", filter=Q(departs_at__lt=first)),
            missing=Count("id", filter=Q(first=None, departs_at__lte=now)),
            ahead=Count("id", filter=Q(first=None, departs_at__gt=now)),
        )
        return most_lacking_first(Punctuality(**each) for each in rows)


def _first_list(actor: Actor) -> Least:
    """When the first list of a scheduled flight came; asked for each by the index of flights."""
    around = (OuterRef("departs_at") - SAME_FLIGHT, OuterRef("departs_at") + SAME_FLIGHT)
    lists = Manifest.objects.order_by().filter(
        member_id=actor.member_id,
        carrier=OuterRef("carrier"),
        flight_number=OuterRef("flight_number"),
    )
    named = lists.filter(departs_at__range=around)
    unnamed = lists.filter(departs_at=None, received_at__range=around)
    first, second = (
        Subquery(found.values("carrier").annotate(at=Min("received_at")).values("at"))
        for found in (named, unnamed)
    )
    return Least(first, second)  # PostgreSQL passes over what is null


def _flights(actor: Actor, since: datetime, until: datetime) -> list[Scheduled]:
    expected = ExpectedFlight.objects.filter(
        member_id=actor.member_id, departs_at__range=(since, until)
    ).order_by("departs_at", "id")
    return [Scheduled(*each) for each in expected.values_list(*_OF_A_FLIGHT)]


def _lists(actor: Actor, since: datetime, until: datetime) -> Iterator[Came]:
    """Lists that may be of flights departing in a span: by the departure that they name, or else
    by when they came."""
    around = (since - SAME_FLIGHT, until + SAME_FLIGHT)
    own = Manifest.objects.order_by().filter(member_id=actor.member_id)
    named = own.filter(departs_at__range=around)
    unnamed = own.filter(departs_at=None, received_at__range=around)
    for found in (named, unnamed):
        for each in found.values_list("carrier", "flight_number", "departs_at", "received_at"):
            yield Came(*each)
