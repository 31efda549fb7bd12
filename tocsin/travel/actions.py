"""Noting that a manifest arrived. The travellers on it pass through and are not written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.models import Manifest


@dataclass(frozen=True, slots=True)
class Arrival:
    """A manifest without its travellers: what is kept of it."""

    digest: bytes
    message_reference: str
    kind: str
    carrier: str
    flight_number: str
    departure: str
    arrival: str
    departs_at: datetime | None
    arrives_at: datetime | None
    travellers: int
    faults: Sequence[dict[str, object]] = ()

    def __str__(self) -> str:
        return f"{self.carrier}{self.flight_number}"


def receive(actor: Actor, arrival: Arrival, *, now: datetime) -> Manifest:
    """The manifest of this message; the same message again finds the one already there."""
    require(actor, Permission.TRAVELLER_SCREEN)
    manifest, _made = Manifest.objects.get_or_create(
        member_id=actor.member_id,
        digest=arrival.digest,
        defaults={
            "message_reference": arrival.message_reference[:64],
            "kind": arrival.kind[:32],
            "carrier": arrival.carrier[:8],
            "flight_number": arrival.flight_number[:16],
            "departure": arrival.departure[:8],
            "arrival": arrival.arrival[:8],
            "departs_at": arrival.departs_at,
            "arrives_at": arrival.arrives_at,
            "travellers": arrival.travellers,
            "faults": list(arrival.faults),
            "received_at": now,
        },
    )
    note(
        actor,
        "manifest.receive",
        f"manifest:{manifest.id}",
        permission=Permission.TRAVELLER_SCREEN,
        particulars={"travellers": arrival.travellers, "faults": len(arrival.faults)},
    )
    return manifest
