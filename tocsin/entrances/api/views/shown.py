"""Rows of the stages as the API's answers: values moved, nothing asked and nothing judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tocsin.entrances.api import answered, answered_review
from tocsin.entrances.api.answered import Candidate, Flight, Reason, Record, TravellerSeen
from tocsin.safeguards.access.handling import (
    needs_permission_in_court,
    needs_permission_to_pass_on,
)


def permissions_needed(row: Any) -> list[str]:
    """What the originator has to be asked for before it is done with the record."""
    needed = {
        "use in court": needs_permission_in_court(row),
        "passing on": needs_permission_to_pass_on(row),
    }
    return [use for use, is_needed in needed.items() if is_needed]


def record(row: Any) -> Record:
    basis = f"{row.legal_basis_type}: {row.legal_basis_citation}, {row.legal_basis_authority}"
    return Record(
        id=row.id,
        reference=row.reference,
        source_list=row.source_list,
        name=row.primary_name,
        kind=row.register,
        originator=row.originator.code,
        ground=row.ground,
        legal_basis=basis,
        requested_action=row.requested_action,
        action=row.asked_here,
        tlp=row.tlp,
        handling_code=row.handling_code,
        permission_needed=permissions_needed(row),
        expires_at=row.expires_at,
    )


def reasons(stored: Sequence[Any]) -> list[Reason]:
    """Reasons of the matcher, or as they are stored with a candidate."""
    return [Reason.model_validate(each) for each in stored]


def flight(manifest: Any) -> Flight:
    return Flight(
        id=manifest.id,
        flight=manifest.flight,
        departure=manifest.departure,
        arrival=manifest.arrival,
        departs_at=manifest.departs_at,
        arrives_at=manifest.arrives_at,
    )


def candidate(adjudication: Any) -> Candidate:
    return Candidate(**candidate_values(adjudication))


def candidate_values(adjudication: Any) -> dict[str, Any]:
    proposed = adjudication.candidate
    traveller = proposed.traveller
    return {
        "id": proposed.id,
        "state": adjudication.state,
        "score": proposed.score,
        "band": proposed.band,
        "opened_at": adjudication.opened_at,
        "traveller": TravellerSeen(
            position=traveller.position,
            masked=traveller.masked_at is not None,
            particulars=traveller.particulars,
        ),
        "flight": flight(traveller.manifest),
        "record": record(proposed.record),
    }


def decision(row: Any) -> answered.Decision:
    return answered.Decision(
        conclusion=row.conclusion,
        reason=row.reason,
        officer=row.officer.name,
        decided_at=row.decided_at,
        record_version=row.record_version,
        asks=row.asks,
        wish=row.wish,
    )


def earlier(row: Any) -> answered.EarlierDecision:
    other = row.adjudication.candidate
    return answered.EarlierDecision(
        **decision(row).model_dump(), candidate=other.id, record=other.record_id
    )


def clearance(listed: Any) -> answered_review.Clearance:
    row = listed.clearance
    return answered_review.Clearance(
        id=row.id,
        number=row.number,
        record=row.record_id,
        basis=row.basis,
        told=row.told,
        agreed_on=row.agreed_on,
        expires_at=row.expires_at,
        documents=listed.documents,
        state=listed.state,
    )
