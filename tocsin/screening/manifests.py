"""Whole passenger lists: screened in memory, kept only where somebody must look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.formats.paxlst import ListedTraveller, PassengerList
from tocsin.foundations.facts import publish
from tocsin.foundations.vocabulary import Fault
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Index, Name, Traveller
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.counting import count_asked
from tocsin.safeguards.access.limits import Asking
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.actions import Found, forget_masked, screen
from tocsin.screening.facts import CandidatesProposed
from tocsin.screening.models import ProposedMatch, ScreenedTraveller
from tocsin.travel.actions import Arrival, receive
from tocsin.travel.models import Manifest
from tocsin.travel.rules import (
    carrier_code,
    flight_number,
    message_reference,
    place_code,
    to_utc,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A traveller somebody must look at, with what was found for them."""

    traveller: ListedTraveller
    found: tuple[Found, ...]


def screen_list(
    actor: Actor,
    index: Index,
    listed: PassengerList,
    *,
    now: datetime,
    why: Reasoned | None = None,
) -> tuple[Manifest, tuple[Proposal, ...]]:
    """Screen one list. Screened again, it gives the same candidates and adds none twice.

    Without a ``why`` the flight itself is the case.
    """
    travellers = [_traveller(each) for each in listed.travellers]
    arrived = arrival_of(listed)
    why = why or Reasoned(Purpose.TRAVEL_SCREENING, f"flight {arrived}")
    forget_masked(actor, now=now)
    count_asked(actor, Asking.FLIGHT, len(travellers), now=now)
    with viewing(actor):
        rows = screen(actor, index, travellers, why, now=now, counted=None)
        proposals = tuple(
            Proposal(traveller, tuple(found))
            for traveller, found in zip(listed.travellers, rows, strict=True)
            if found
        )
        manifest = _received(actor, arrived, proposals, now)
        kept = [each for proposal in proposals for each in _keep(manifest, proposal, now)]
        if kept:
            publish(CandidatesProposed(manifest.member_id, tuple(kept), now))
    return manifest, proposals


def _received(
    actor: Actor, arrival: Arrival, proposals: Sequence[Proposal], now: datetime
) -> Manifest:
    """The manifest of this list, never that of another list which gives itself out for it.

    The digest knows nothing of travellers, so two lists may share it; they are told apart by who
    stands at the place of a stored candidate.
    """
    manifest = receive(actor, arrival, now=now)
    while _is_another(manifest, proposals):
        arrival = replace(arrival, digest=hashlib.sha256(arrival.digest).digest())
        manifest = receive(actor, arrival, now=now)
    return manifest


def _is_another(manifest: Manifest, proposals: Sequence[Proposal]) -> bool:
    stored = dict(
        ScreenedTraveller.objects.filter(manifest=manifest, masked_at=None).values_list(
            "position", "particulars"
        )
    )
    given = {each.traveller.position: each.traveller for each in proposals}
    return any(particulars_of(given[at]) != stored[at] for at in stored.keys() & given.keys())


def arrival_of(listed: PassengerList) -> Arrival:
    """What is kept of a list: its flight, counts and faults, and a digest to know it again.

    Of the flight only what are codes: where segments ran together, a name can stand in their place.
    """
    flight = listed.flight
    departure, arrival = place_code(flight.departure), place_code(flight.arrival)
    return Arrival(
        digest=_digest(listed),
        message_reference=message_reference(listed.reference),
        kind=listed.kind,
        carrier=carrier_code(flight.carrier),
        flight_number=flight_number(flight.number),
        departure=departure,
        arrival=arrival,
        departs_at=to_utc(flight.departs, departure),
        arrives_at=to_utc(flight.arrives, arrival),
        travellers=len(listed.travellers),
        faults=[fault_as_stored(each) for each in listed.faults],
    )


def fault_as_stored(fault: Fault) -> dict[str, object]:
    return {"code": fault.code, "message": fault.message, "position": str(fault.position)}


def particulars_of(listed: ListedTraveller) -> dict[str, Any]:
    """What an officer needs to compare: names and identifiers as sent, and nothing more."""
    return {
        "names": list(listed.names),
        "birth_date": str(listed.birth_date) if listed.birth_date else None,
        "nationality": listed.nationality.alpha2 if listed.nationality else None,
        "sex": listed.sex,
        "documents": [
            {
                "type": each.type,
                "number": each.number,
                "issuer": each.issuer.alpha2 if each.issuer else None,
            }
            for each in listed.documents
        ],
    }


def _traveller(listed: ListedTraveller) -> Traveller:
    given = " ".join(filter(None, (listed.given, listed.middle)))
    full = " ".join(filter(None, (given, listed.surname)))
    return Traveller(
        [Name(full, given=given or None, family=listed.surname or None)],
        listed.birth_date,
        listed.nationality.alpha2 if listed.nationality else None,
        _documents(listed),
        listed.sex,
    )


def _documents(listed: ListedTraveller) -> list[tuple[str, str]]:
    return [
        ((each.issuer.alpha2 if each.issuer else None) or "", each.number)
        for each in listed.documents
        if each.number
    ]


def _digest(listed: PassengerList) -> bytes:
    """SHA-256 over what identifies the message, so that no traveller can be guessed from it."""
    parts: Sequence[object] = (
        listed.sender,
        listed.reference,
        listed.common_access_reference,
        listed.prepared,
        carrier_code(listed.flight.carrier),
        flight_number(listed.flight.number),
        place_code(listed.flight.departure),
        place_code(listed.flight.arrival),
        listed.flight.departs,
        listed.flight.arrives,
        listed.parts,
        len(listed.travellers),
    )
    return hashlib.sha256(repr(parts).encode()).digest()


def _keep(manifest: Manifest, proposal: Proposal, now: datetime) -> list[UUID]:
    """Store what is new of a proposal; the ids of the candidates that weren't there before."""
    traveller, _made = ScreenedTraveller.objects.get_or_create(
        manifest=manifest,
        position=proposal.traveller.position,
        defaults={
            "member_id": manifest.member_id,
            "particulars": particulars_of(proposal.traveller),
        },
    )
    known = set(traveller.candidates.values_list("record_id", flat=True))
    fresh = [each for each in proposal.found if each.record.id not in known]
    made = ProposedMatch.objects.bulk_create(_matches(traveller, fresh, now))
    return [each.id for each in made]


def _matches(
    traveller: ScreenedTraveller, found: Iterable[Found], now: datetime
) -> list[ProposedMatch]:
    return [
        ProposedMatch(
            traveller=traveller,
            member_id=traveller.member_id,
            record=each.record,
            record_version=each.record.version,
            score=each.candidate.score,
            band=each.candidate.band or "possible",
            reasons=[reason_as_stored(reason) for reason in each.candidate.reasons],
            scorer=str(each.candidate.scorer),
            proposed_at=now,
        )
        for each in found
    ]


def reason_as_stored(reason: Any) -> dict[str, object]:
    return {
        "feature": reason.feature,
        "weight": reason.weight,
        "theirs": reason.theirs,
        "ours": reason.ours,
    }
