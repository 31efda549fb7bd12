"""Candidates as the queue, home and the page of a flight show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.entrances.web.pages import CandidateOnFlight, QueueCounts, QueueRow, Written
from tocsin.review.rules import State


def rows_of(adjudications: Iterable[Any], *, may_decide: bool) -> tuple[QueueRow, ...]:
    return tuple(_row(each, may_decide) for each in adjudications)


def traveller_name(traveller: Any) -> Written:
    """The name as sent, its parts in the sender's order; nothing where it is masked."""
    return Written(" ".join(traveller.particulars.get("names", ())))


def _row(adjudication: Any, may_decide: bool) -> QueueRow:
    candidate = adjudication.candidate
    manifest, record = candidate.traveller.manifest, candidate.record
    return QueueRow(
        pk=str(adjudication.candidate_id),
        traveller=traveller_name(candidate.traveller),
        flight=manifest.flight,
        departs_at=manifest.departs_at,
        origin=manifest.departure,
        destination=manifest.arrival,
        record_reference=record.reference,
        record_name=Written(record.primary_name),
        originator=record.originator.code,
        band=candidate.band,
        score=candidate.score,
        requested_action=record.asked_here,
        made_at=candidate.proposed_at,
        state=adjudication.state,
        waits_for_me=may_decide,
        masked=candidate.traveller.masked_at is not None,
    )


def counts_of(counts: Mapping[State, int]) -> QueueCounts:
    awaiting = (State.OPEN, State.AWAITS_SECOND)
    return QueueCounts(
        open=counts[State.OPEN],
        awaits_second=counts[State.AWAITS_SECOND],
        decided=sum(number for state, number in counts.items() if state not in awaiting),
    )


def on_flight(adjudications: Iterable[Any]) -> tuple[CandidateOnFlight, ...]:
    return tuple(_on_flight(each) for each in adjudications)


def _on_flight(adjudication: Any) -> CandidateOnFlight:
    candidate = adjudication.candidate
    return CandidateOnFlight(
        pk=str(adjudication.candidate_id),
        traveller=traveller_name(candidate.traveller),
        record_reference=candidate.record.reference,
        record_name=Written(candidate.record.primary_name),
        band=candidate.band,
        score=candidate.score,
        requested_action=candidate.record.asked_here,
        state=adjudication.state,
        masked=candidate.traveller.masked_at is not None,
    )
