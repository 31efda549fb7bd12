"""Screening the invented flights, each by the member it flies to, as `tocsin screen` would.

What comes back is only what a table shows; what is kept is what every screening keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.entrances.demo.deciding import decide_as_written
from tocsin.entrances.demo.flights import CARRIER, departure, message, sent_at
from tocsin.entrances.demo.joining import MemberIds
from tocsin.entrances.demo.reading import InventedFlight, InventedTraveller, flights
from tocsin.formats.paxlst import read_paxlst
from tocsin.matching import Index, Reason
from tocsin.review import queries as review
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.screening.manifests import Proposal, screen_list


@dataclass(frozen=True, slots=True)
class Call:
    """One candidate: who travels, which record it proposes and why, and where it stands."""

    candidate_id: UUID
    names: tuple[str, ...]
    born: str
    reference: str
    record_name: str
    originator: str
    action: str
    band: str
    score: float
    reasons: tuple[Reason, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One flight after screening: how many were aboard, and for whom the bell rang."""

    flight: str
    origin: str
    destination: str
    departs_at: datetime
    screened_by: str
    travellers: int
    calls: tuple[Call, ...]
    silent: tuple[InventedTraveller, ...]


def ring(ids: MemberIds, index: Index, began: datetime) -> Iterator[Rung]:
    """Screen every flight in order of time, and let the invented officers decide as written."""
    for flight in sorted(flights(), key=lambda each: each.departs):
        yield _ring(flight, ids[flight.screened_by], index, began)


def _ring(flight: InventedFlight, member_id: int, index: Index, began: datetime) -> Rung:
    actor = Actor(member_id, frozenset({Role.SCREENING_OFFICER}))
    sent = sent_at(flight, began)
    (listed,) = read_paxlst(message(flight, began)).messages
    manifest, proposals = screen_list(actor, index, listed, now=sent)
    decide_as_written(flight, actor, manifest.id, sent)
    return Rung(
        flight=f"{CARRIER}{flight.number}",
        origin=flight.origin,
        destination=flight.destination,
        departs_at=departure(flight, began),
        screened_by=flight.screened_by,
        travellers=manifest.travellers,
        calls=tuple(_calls(actor, manifest.id, proposals)),
        silent=tuple(each for each in flight.travellers if each.role == "silent"),
    )


def _calls(actor: Actor, manifest_id: int, proposals: tuple[Proposal, ...]) -> Iterator[Call]:
    """Each candidate of the screening, with the state that review keeps of it."""
    standing = {
        (each.candidate.traveller.position, each.candidate.record_id): each
        for each in review.on_manifest(actor, manifest_id)
    }
    for proposal in proposals:
        traveller = proposal.traveller
        for found in proposal.found:
            kept = standing[traveller.position, found.record.id]
            yield Call(
                candidate_id=kept.candidate_id,
                names=traveller.names,
                born=str(traveller.birth_date or ""),
                reference=found.record.reference,
                record_name=found.record.primary_name,
                originator=found.record.originator.code,
                action=found.record.requested_action,
                band=found.candidate.band or "",
                score=found.candidate.score,
                reasons=found.candidate.reasons,
                state=kept.state,
            )
