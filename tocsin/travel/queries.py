"""Reading the flights that the viewer's member screened."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Sum

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


def count() -> int:
    return Manifest.objects.count()
