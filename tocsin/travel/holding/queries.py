"""Reading what is held. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.travel.holding import days
from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.models import HeldList
from tocsin.travel.models import Manifest

CHUNK = 50


def held_lists(actor: Actor, *, now: datetime) -> Iterator[HeldList]:
    """Every list of the member that is still lawfully held, oldest first."""
    require(actor, Permission.TRAVELLER_SCREEN)
    return (
        HeldList.objects.select_related("day", "manifest")
        .filter(member_id=actor.member_id, day__destroyed_at=None, day__deadline__gt=now)
        .order_by("id")
        .iterator(chunk_size=CHUNK)
    )


def held_of(actor: Actor, manifests: list[Manifest]) -> list[HeldList]:
    """The lists held of some manifests, locked until the transaction ends."""
    require(actor, Permission.TRAVELLER_SCREEN)
    found = HeldList.objects.select_for_update(of=("self",)).select_related("day")
    return list(found.filter(manifest__in=manifests).order_by("id"))


def particulars_in(files: KeyFiles, held: HeldList) -> list[dict[str, object]]:
    """Everybody on a held list; nobody where its key is gone."""
    try:
        key = days.key_of(files, held.day)
        opened = key.open_value(bytes(held.sealed), f"list:{held.manifest_id}:{held.part}")
    except DayEnded:
        return []
    return list(opened)


def counts(actor: Actor, *, now: datetime) -> tuple[int, int]:
    """How many lists are held, and how many travellers stand on them."""
    require(actor, Permission.FLIGHT_READ)
    found = HeldList.objects.filter(
        member_id=actor.member_id, day__destroyed_at=None, day__deadline__gt=now
    ).values_list("travellers", flat=True)
    return len(found), sum(found)
