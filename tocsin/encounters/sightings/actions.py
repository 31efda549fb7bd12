"""Making a sighting of a confirmed hit, in the transaction that confirmed it."""

from __future__ import annotations

from tocsin.encounters.sightings.facts import SightingMade
from tocsin.encounters.sightings.models import Sighting
from tocsin.encounters.sightings.rules import Kind, confidence, encounter_on
from tocsin.foundations.facts import publish
from tocsin.review.facts import HitConfirmed
from tocsin.review.models import Hit
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.ledger.actions import note


def sight(fact: HitConfirmed) -> None:
    """Keep where and when the subject was met; runs inside the decision's transaction."""
    hit = Hit.objects.select_related("candidate__traveller__manifest", "candidate__record").get(
        id=fact.hit_id
    )
    if hit.candidate.traveller.cancelled_at:
        return  # who doesn't travel is met nowhere
    sighting = _sighting(hit, fact)
    note(fact, "sighting.make", f"sighting:{sighting.id}", permission=Permission.DECISION_MAKE)
    sighting.save(force_insert=True)
    publish(SightingMade(sighting.id, sighting.record_id, fact.member_id, fact.officer_id, fact.at))


def _sighting(hit: Hit, fact: HitConfirmed) -> Sighting:
    manifest = hit.candidate.traveller.manifest
    met = encounter_on(manifest)
    issuer, number = _document(hit)
    return Sighting(
        hit=hit,
        record=hit.candidate.record,
        member_id=fact.member_id,
        officer_id=fact.officer_id,
        kind=Kind.AIR,
        direction=met.direction,
        confidence=confidence(hit.candidate.reasons),
        at=met.at,
        place=met.place,
        origin=manifest.departure,
        destination=manifest.arrival,
        flight=manifest.flight,
        document_issuer=issuer,
        document_number=number,
        reported_at=fact.at,
        record_expiry=hit.candidate.record.expires_at,
    )


def _document(hit: Hit) -> tuple[str, str]:
    """The first document of the traveller: a passport stands first in a list's own order."""
    documents = hit.candidate.traveller.particulars.get("documents", [])
    first = documents[0] if documents else {}
    return first.get("issuer") or "", first.get("number") or ""
