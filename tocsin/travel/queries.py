"""Reading the flights that the viewer's member screened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.models import Manifest

PAGE = 200


def manifests(actor: Actor) -> list[Manifest]:
    """The latest flights, next departure first."""
    require(actor, Permission.FLIGHT_READ)
    note(actor, "flight.list", permission=Permission.FLIGHT_READ)
    return list(Manifest.objects.filter(member_id=actor.member_id)[:PAGE])


def manifest(actor: Actor, manifest_id: int) -> Manifest:
    require(actor, Permission.FLIGHT_READ)
    note(actor, "flight.read", f"manifest:{manifest_id}", permission=Permission.FLIGHT_READ)
    found = Manifest.objects.filter(id=manifest_id, member_id=actor.member_id).first()
    if found is None:
        raise NotFound
    return found


def arrived_since(actor: Actor, since: datetime) -> tuple[int, int]:
    """How many lists came in since then, and how many travellers were counted on them."""
    require(actor, Permission.FLIGHT_READ)
    lately = Manifest.objects.filter(member_id=actor.member_id, received_at__gte=since)
    counted = lately.order_by().aggregate(lists=Count("id"), travellers=Sum("travellers"))
    return counted["lists"], counted["travellers"] or 0


@dataclass(frozen=True, slots=True)
class Departing:
    """Lists of flights that depart in a span: how many, and what they count together."""

    lists: int
    travellers: int
    with_faults: int
    cancelled: int


def departing(actor: Actor, since: datetime, until: datetime) -> Departing:
    """What was received of the flights that depart in a span."""
    require(actor, Permission.FLIGHT_READ)
    own = Manifest.objects.filter(member_id=actor.member_id, departs_at__range=(since, until))
    counted = own.order_by().aggregate(
        lists=Count("id"),
        travellers=Coalesce(Sum("travellers", filter=Q(cancelled_at=None)), 0),
        with_faults=Count("id", filter=~Q(faults=[])),
        cancelled=Count("id", filter=Q(cancelled_at__isnull=False)),
    )
    return Departing(**counted)


def count() -> int:
    return Manifest.objects.count()
