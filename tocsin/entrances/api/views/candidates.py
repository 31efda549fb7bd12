"""Candidates: the queue, one of them whole, and an officer's decision."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Status

from tocsin.entrances.api.answered import CandidateList, CandidateWhole, Decided, Next
from tocsin.entrances.api.answered_review import Claimed, Receipt
from tocsin.entrances.api.asked import DecisionAsked, QueueAsked
from tocsin.entrances.api.bearer import actor_of
from tocsin.entrances.api.views import shown
from tocsin.foundations.clock import system_clock
from tocsin.review import actions, queries, rules
from tocsin.review.actions import Open
from tocsin.review.earlier import earlier_decisions
from tocsin.review.queries import Offer, Wanted
from tocsin.review.receipts.actions import give_receipt
from tocsin.review.receipts.rules import as_plain
from tocsin.review.rules import Conclusion, State
from tocsin.safeguards.access.rules import Actor


def candidates(request: HttpRequest, page: Query[QueueAsked]) -> CandidateList:
    """Your member's candidates, the next departure first."""
    actor = actor_of(request)
    now = system_clock()
    before = now + timedelta(hours=page.within_hours) if page.within_hours else None
    wanted = Wanted(page.action or "", before, page.claims)
    rows = queries.queue(actor, page.state, wanted, now=now, offset=page.offset, limit=page.limit)
    return CandidateList(
        candidates=[shown.candidate(each) for each in rows],
        counts={str(each): number for each, number in queries.counts(actor).items()},
        offset=page.offset,
        limit=page.limit,
    )


def candidate(request: HttpRequest, candidate_id: UUID) -> CandidateWhole:
    """One candidate with its reasons, decisions, and what you may do next."""
    actor = actor_of(request)
    found = queries.candidate(actor, candidate_id)
    made = queries.decisions(actor, found)
    return CandidateWhole(
        **shown.candidate_values(found),
        reasons=shown.reasons(found.candidate.reasons),
        scorer=found.candidate.scorer,
        decisions=[shown.decision(each) for each in made],
        earlier=[shown.earlier(each) for each in earlier_decisions(actor, found)],
        next=_next(queries.offer(actor, found, now=system_clock())),
    )


def claim(request: HttpRequest, candidate_id: UUID) -> Claimed:
    """Keep colleagues from deciding a candidate for a while. Who has it already, has it longer."""
    return Claimed(claimed_until=actions.claim(actor_of(request), candidate_id, now=system_clock()))


def release(request: HttpRequest, candidate_id: UUID) -> Status[None]:
    """Give a candidate back, or as a reviewer take it from a colleague."""
    actions.release(actor_of(request), candidate_id, now=system_clock())
    return Status(HTTPStatus.NO_CONTENT, None)


def receipt(request: HttpRequest, candidate_id: UUID) -> Receipt:
    """The receipt for the traveller; asked for again, the same one."""
    slip = give_receipt(actor_of(request), candidate_id, now=system_clock())
    return Receipt(**as_plain(slip))


def decide(
    request: HttpRequest, candidate_id: UUID, decision: DecisionAsked
) -> Decided | Status[Decided]:
    """Enter what you conclude: a verdict, or as second officer whether you concur.

    Sent again, the same decision answers 200 with what is stored, and adds nothing. What changed
    since you saw it is refused (409).
    """
    actor = actor_of(request)
    found = queries.candidate(actor, candidate_id)
    conclusion = _conclusion(decision, found.candidate.record.requested_action)
    stored = queries.repeated(actor, found, conclusion, decision.reason, seen=decision.seen)
    if stored:
        return Decided(state=found.state, decision=shown.decision(stored))
    state = _conclude(actor, candidate_id, decision)
    made = queries.decisions(actor, found)[-1]
    return Status(HTTPStatus.CREATED, Decided(state=state, decision=shown.decision(made)))


def _conclusion(given: DecisionAsked, requested_action: str) -> Conclusion:
    if given.verdict:
        return rules.first_conclusion(given.verdict, requested_action)
    return rules.second_conclusion(concurs=bool(given.concurs))


def _conclude(actor: Actor, candidate_id: UUID, given: DecisionAsked) -> State:
    reason, seen, now = given.reason, given.seen, system_clock()
    if given.verdict:
        left = Open(given.asks, given.wish)
        return actions.decide(
            actor, candidate_id, given.verdict, reason, seen=seen, now=now, left_open=left
        )
    concurs = bool(given.concurs)
    return actions.concur(actor, candidate_id, concurs=concurs, reason=reason, seen=seen, now=now)


def _next(offer: Offer) -> Next:
    return Next(
        step=offer.step,
        offered=not offer.not_offered,
        not_offered=offer.not_offered,
        needs_second=offer.needs_second,
        seen=offer.seen,
        claimed_until=offer.claimed_until,
        claim_is_own=offer.claim_is_own,
    )
