"""Noting that a manifest arrived. The travellers on it pass through and are not written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.models import Manifest
from tocsin.travel.rules import PART_CODES, part_faults


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
    purpose: str = "report"
    part: int | None = None
    is_last_part: bool = True
    declared: int | None = None

    def __str__(self) -> str:
        return f"{self.carrier}{self.flight_number}"


def receive(actor: Actor, arrival: Arrival, *, now: datetime) -> Manifest:
    """The manifest of this message; the same message again finds the one already there.

    Parts of one list have one manifest: its count grows, and what is missing is said in its faults.
    """
    require(actor, Permission.TRAVELLER_SCREEN)
    manifest, made = Manifest.objects.get_or_create(
        member_id=actor.member_id, digest=arrival.digest, defaults=_row(arrival, now)
    )
    if not made and arrival.part is not None:
        manifest = _with_part(manifest.id, arrival)
    note(
        actor,
        "manifest.receive",
        f"manifest:{manifest.id}",
        permission=Permission.TRAVELLER_SCREEN,
        particulars={"travellers": arrival.travellers, "faults": len(arrival.faults)},
    )
    return manifest


def _row(arrival: Arrival, now: datetime) -> dict[str, object]:
    parts = [] if arrival.part is None else [arrival.part]
    last = arrival.part if arrival.part is not None and arrival.is_last_part else None
    lacking = part_faults(parts, last, arrival.declared, arrival.travellers)
    return {
        "message_reference": arrival.message_reference[:64],
        "kind": arrival.kind[:32],
        "carrier": arrival.carrier[:8],
        "flight_number": arrival.flight_number[:16],
        "departure": arrival.departure[:8],
        "arrival": arrival.arrival[:8],
        "departs_at": arrival.departs_at,
        "arrives_at": arrival.arrives_at,
        "travellers": arrival.travellers,
        "faults": [*arrival.faults, *lacking],
        "received_at": now,
        "purpose": arrival.purpose[:16],
        "parts": parts,
        "last_part": last,
        "declared": arrival.declared,
    }


def _with_part(manifest_id: int, arrival: Arrival) -> Manifest:
    """The manifest with one part more; a part that came before changes nothing."""
    manifest = Manifest.objects.select_for_update().get(id=manifest_id)
    if arrival.part is None or arrival.part in manifest.parts:
        return manifest
    manifest.parts = sorted([*manifest.parts, arrival.part])
    manifest.travellers += arrival.travellers
    manifest.last_part = arrival.part if arrival.is_last_part else manifest.last_part
    manifest.declared = max(filter(None, (manifest.declared, arrival.declared)), default=None)
    kept = [each for each in manifest.faults if each["code"] not in PART_CODES]
    lacking = part_faults(
        manifest.parts, manifest.last_part, manifest.declared, manifest.travellers
    )
    manifest.faults = [*kept, *arrival.faults, *lacking]
    manifest.save(update_fields=["parts", "travellers", "last_part", "declared", "faults"])
    return manifest


def same_flight(actor: Actor, manifest: Manifest) -> list[Manifest]:
    """Other lists of the same flight that came before, and were not cancelled."""
    found = Manifest.objects.filter(
        member_id=actor.member_id,
        carrier=manifest.carrier,
        flight_number=manifest.flight_number,
        departs_at=manifest.departs_at,
        cancelled_at=None,
    )
    return list(found.exclude(id=manifest.id)) if manifest.flight_number else []


def cancel(actor: Actor, manifests: Sequence[Manifest], *, now: datetime) -> None:
    """Write that the carrier cancelled what these lists reported."""
    require(actor, Permission.TRAVELLER_SCREEN)
    for each in manifests:
        note(
            actor,
            "manifest.cancel",
            f"manifest:{each.id}",
            permission=Permission.TRAVELLER_SCREEN,
        )
    Manifest.objects.filter(id__in=[each.id for each in manifests]).update(cancelled_at=now)
