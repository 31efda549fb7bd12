"""Candidates as the queue, home and the page of a flight show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.entrances.web.pages import CandidateOnFlight, QueueCounts, QueueRow, Written
from tocsin.review.rules import AWAITING, State, holder


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the queue, and when: whether they decide, and what they proposed themselves."""

    officer_id: int | None
    now: datetime
    may_decide: bool
    proposed: frozenset[str] = frozenset()


def rows_of(adjudications: Iterable[Any], reader: Reader) -> tuple[QueueRow, ...]:
    return tuple(_row(each, reader) for each in adjudications)


def traveller_name(traveller: Any) -> Written:
    """The name as sent, its parts in the sender's order; nothing where it is masked."""
    return Written(" ".join(traveller.particulars.get("names", ())))


def _row(adjudication: Any, reader: Reader) -> QueueRow:
    held_by = holder(adjudication, reader.now)
    is_own = held_by is not None and held_by == reader.officer_id
    mine = reader.may_decide and str(adjudication.candidate_id) not in reader.proposed
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
        waits_for_me=mine,
        masked=candidate.traveller.masked_at is not None,
        claimed_by=adjudication.claimed_by.name if held_by else "",
        claimed_until=adjudication.claimed_until if held_by else None,
        claim_is_own=is_own,
        may_claim=mine and held_by is None and adjudication.state in CLAIMABLE,
    )


CLAIMABLE = AWAITING | {State.CANNOT_TELL}


def counts_of(counts: Mapping[State, int]) -> QueueCounts:
    awaiting = (State.OPEN, State.AWAITS_SECOND)
    return QueueCounts(
        open=counts[State.OPEN],
        awaits_second=counts[State.AWAITS_SECOND],
        cannot_tell=counts[State.CANNOT_TELL],
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
