"""One candidate as its page shows it: traveller, record, reasons, and what may be decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tocsin.entrances.web.filling.comparison import compared
from tocsin.entrances.web.filling.queue import traveller_name
from tocsin.entrances.web.filling.written import Statements, primary_name
from tocsin.entrances.web.pages import (
    CandidatePage,
    ClaimAtHand,
    DecisionForm,
    EarlierDecision,
    FormError,
    LeftOpen,
    Reason,
    RecordAtHand,
    TravellerAtHand,
)
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.registers.rules import values
from tocsin.review.receipts.rules import may_be_told
from tocsin.review.rules import CLAIM_LASTS, Ask, Conclusion, State


@dataclass(frozen=True, slots=True)
class Typed:
    """What the officer typed, and why it could not be taken as it was."""

    verdict: str = ""
    concurs: str = ""
    reason: str = ""
    errors: tuple[FormError, ...] = ()
    asks: tuple[str, ...] = ()
    wish: str = ""


@dataclass(frozen=True, slots=True)
class AtHand:
    """What review hands out for one candidate."""

    adjudication: Any
    statements: Statements
    decisions: Sequence[Any]
    earlier: Sequence[Any]
    offer: Any
    neighbours: tuple[UUID | None, UUID | None]


@dataclass(frozen=True, slots=True)
class May:
    """What else the reader may do on this page."""

    see_movement: bool = False
    release: bool = False
    clear: bool = False
    decide: bool = False


def candidate_page(found: AtHand, now: datetime, typed: Typed, may: May) -> CandidatePage:
    candidate = found.adjudication.candidate
    particulars = candidate.traveller.particulars
    before, after = found.neighbours
    return CandidatePage(
        pk=str(candidate.id),
        now=now,
        state=found.adjudication.state,
        band=candidate.band,
        score=candidate.score,
        made_at=candidate.proposed_at,
        traveller=_traveller(candidate.traveller),
        record=_record(candidate.record, found.statements),
        rows=compared(particulars, found.statements) if particulars else (),
        reasons=_reasons(candidate.reasons),
        scorer=candidate.scorer,
        form=_form(found.offer, typed),
        claim=_claim(found.adjudication, found.offer, may),
        left_open=_left_open(found),
        decisions=tuple(_decision(each) for each in found.decisions),
        earlier=tuple(_on_another(each) for each in found.earlier),
        previous_pk=str(before or ""),
        next_pk=str(after or ""),
        may_see_movement=may.see_movement,
        may_clear=may.clear and found.adjudication.state == State.DISMISSED,
        may_receipt=may.decide
        and may_be_told(found.adjudication.state, candidate.record.requested_action),
    )


def _claim(adjudication: Any, offer: Any, may: May) -> ClaimAtHand:
    held = offer.claimed_until is not None
    return ClaimAtHand(
        by=adjudication.claimed_by.name if held else "",
        until=offer.claimed_until,
        is_own=offer.claim_is_own,
        may_claim=not offer.not_offered,
        may_release=held and (offer.claim_is_own or may.release),
        seconds=CLAIM_LASTS.total_seconds(),
    )


def _left_open(found: AtHand) -> LeftOpen | None:
    """What the last officer left to be found out, as long as nobody concluded otherwise."""
    if found.adjudication.state != State.CANNOT_TELL or not found.decisions:
        return None
    last = found.decisions[-1]
    return LeftOpen(tuple(last.asks), last.wish, last.reason)


def _traveller(traveller: Any) -> TravellerAtHand:
    manifest = traveller.manifest
    return TravellerAtHand(
        name=traveller_name(traveller),
        flight=manifest.flight,
        origin=manifest.departure,
        destination=manifest.arrival,
        departs_at=manifest.departs_at,
        arrives_at=manifest.arrives_at,
        flight_pk=str(manifest.id),
        carrier=manifest.carrier,
        masked=traveller.masked_at is not None,
        cancelled_at=traveller.cancelled_at or manifest.cancelled_at,
    )


def _record(record: Any, statements: Statements) -> RecordAtHand:
    publisher = PUBLISHERS.get(record.source_list)
    return RecordAtHand(
        pk=str(record.id),
        reference=record.reference,
        name=primary_name(record, statements),
        register=record.register,
        originator_code=record.originator.code,
        originator=record.originator.name,
        ground=record.ground,
        legal_basis=record.legal_basis_citation,
        authority=record.legal_basis_authority,
        requested_action=record.asked_here,
        tlp=record.tlp,
        listed_on=_listed_on(statements),
        expires_on=record.expires_at.date(),
        summary=record.evidence_summary,
        source_grade=f"{record.source_grade}{record.information_grade}",
        list_title=publisher.citation if publisher else "",
    )


def _listed_on(statements: Statements) -> date | None:
    stored = next(iter(values(statements, "listed_on")), None)
    return date.fromisoformat(stored) if stored else None


def _reasons(stored: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(each["feature"], each["weight"], each["theirs"], each["ours"]) for each in stored
    )


def _form(offer: Any, typed: Typed) -> DecisionForm:
    proposal = offer.proposal
    return DecisionForm(
        step=offer.step,
        not_offered=offer.not_offered,
        needs_second=offer.needs_second,
        seen=offer.seen,
        verdict=typed.verdict,
        concurs=typed.concurs,
        reason=typed.reason,
        asks=typed.asks,
        wish=typed.wish,
        choices=tuple(Ask),
        errors=typed.errors,
        proposed_by=proposal.officer.name if proposal else "",
        proposed_at=proposal.decided_at if proposal else None,
        proposed_verdict="same" if proposal else "",
        proposed_reason=proposal.reason if proposal else "",
    )


_VERDICTS: Mapping[str, str] = {
    Conclusion.SAME: "same",
    Conclusion.PROPOSED_SAME: "same",
    Conclusion.DIFFERENT: "different",
    Conclusion.CANNOT_TELL: "cannot_tell",
    Conclusion.CONCURS: "same",
    Conclusion.DISSENTS: "same",
}
"""What an officer answered to, in the words of the first step."""


def _decision(decision: Any) -> EarlierDecision:
    second = decision.conclusion in (Conclusion.CONCURS, Conclusion.DISSENTS)
    return EarlierDecision(
        at=decision.decided_at,
        officer=decision.officer.name,
        member_code=decision.officer.unit.member.code,
        verdict=_VERDICTS[decision.conclusion],
        reason=decision.reason,
        step="second" if second else "first",
        concurs=decision.conclusion == Conclusion.CONCURS if second else None,
        asks=tuple(decision.asks),
        wish=decision.wish,
    )


def _on_another(decision: Any) -> EarlierDecision:
    """A decision on the same pair at another time."""
    other = decision.adjudication
    return replace(
        _decision(decision),
        same_candidate=False,
        record_reference=other.candidate.record.reference,
        candidate_pk=str(other.candidate_id),
    )
