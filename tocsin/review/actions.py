"""Opening candidates for people, claims on them, and their conclusions, each in one transaction.

Nothing here decides: a conclusion comes from an officer, and what it leads to from `rules.NEXT`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tocsin.foundations.facts import publish
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.review import rules
from tocsin.review.errors import NotDismissed, NothingClaimed
from tocsin.review.facts import CandidateJudged, HitConfirmed
from tocsin.review.models import Adjudication, Decision, Hit, Mark
from tocsin.review.rules import Conclusion, State
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.rules import Second, check_second
from tocsin.safeguards.ledger.actions import note
from tocsin.screening.actions import mask_traveller
from tocsin.screening.clearances.actions import propose_clearance
from tocsin.screening.clearances.models import Clearance
from tocsin.screening.clearances.rules import Grounds
from tocsin.screening.facts import CandidatesProposed
from tocsin.screening.particulars import document_marks, person_marks


@dataclass(frozen=True, slots=True)
class Open:
    """What an officer who can't tell leaves open: what would settle it, by code and in words."""

    asks: Iterable[str] = ()
    wish: str = ""


def open_candidates(fact: CandidatesProposed) -> None:
    """Put new candidates before people; runs inside the screening's transaction."""
    Adjudication.objects.bulk_create(
        Adjudication(
            candidate_id=candidate_id,
            member_id=fact.member_id,
            opened_at=fact.at,
            changed_at=fact.at,
        )
        for candidate_id in fact.candidate_ids
    )


def claim(actor: Actor, candidate_id: UUID, *, now: datetime) -> datetime:
    """Keep colleagues from deciding a candidate for a while; until when.

    Raises AlreadyDecided, ClaimedMeanwhile, NeedsAPerson, NotFound, ProposedByYou, RecordEnded.
    """
    require(actor, Permission.DECISION_MAKE)
    officer_id = rules.check_officer(actor.officer_id)
    with viewing(actor):
        adjudication = _locked(actor, candidate_id)
        rules.check_open(State(adjudication.state))
        rules.check_live(adjudication.candidate.record, now)
        rules.check_unclaimed(adjudication, officer_id, now)
        if adjudication.state == State.AWAITS_SECOND:
            check_second(Second.SAME_MEMBER, _proposal(adjudication), actor)
        _note_claim(actor, adjudication, "candidate.claim")
        since = rules.claimed_since(adjudication, officer_id, now) or now
        _set_claim(adjudication, officer_id, since, now + rules.CLAIM_LASTS)
    return now + rules.CLAIM_LASTS


def release(actor: Actor, candidate_id: UUID, *, now: datetime) -> None:
    """End a claim before its time: the officer's own, or with CLAIM_RELEASE a colleague's.

    Raises NothingClaimed, NotFound, NotPermitted.
    """
    require(actor, Permission.DECISION_MAKE)
    with viewing(actor):
        adjudication = _locked(actor, candidate_id)
        held_by = rules.holder(adjudication, now)
        if held_by is None:
            raise NothingClaimed
        if held_by != actor.officer_id:
            require(actor, Permission.CLAIM_RELEASE, adjudication)
        _note_claim(actor, adjudication, "candidate.release")
        _set_claim(adjudication, None, None, None)


def decide(
    actor: Actor,
    candidate_id: UUID,
    verdict: Verdict,
    reason: str,
    *,
    seen: str,
    now: datetime,
    left_open: Open | None = None,
) -> State:
    """A first officer's verdict on a candidate; ``seen`` is what they had before them.

    ``left_open`` goes with "cannot tell". Raises AlreadyDecided, ChangedMeanwhile,
    ClaimedMeanwhile, NeedsAPerson, ReasonMissing, RecordEnded, NotFound.
    """
    require(actor, Permission.DECISION_MAKE)
    with viewing(actor):
        adjudication = _locked(actor, candidate_id)
        action = adjudication.candidate.record.requested_action
        conclusion = rules.first_conclusion(verdict, action)
        return _conclude(actor, adjudication, conclusion, reason, seen, now, left_open)


def concur(
    actor: Actor, candidate_id: UUID, *, concurs: bool, reason: str, seen: str, now: datetime
) -> State:
    """A second officer's answer to what a first one proposed. Raises as `decide` does, and
    ProposedByYou."""
    require(actor, Permission.DECISION_MAKE)
    with viewing(actor):
        adjudication = _locked(actor, candidate_id)
        conclusion = rules.second_conclusion(concurs=concurs)
        rules.after(State(adjudication.state), conclusion)
        rules.check_officer(actor.officer_id)
        check_second(Second.SAME_MEMBER, _proposal(adjudication), actor)
        return _conclude(actor, adjudication, conclusion, reason, seen, now)


def clear(actor: Actor, candidate_id: UUID, grounds: Grounds, *, now: datetime) -> Clearance:
    """Propose that the traveller of a dismissed candidate isn't stopped for this record again.

    They are known by the hashes that were kept with the decision: the particulars are gone. Raises
    NotDismissed, or as `clearances.propose_clearance` does.
    """
    require(actor, Permission.CLEARANCE_GIVE)
    with viewing(actor):
        adjudication = _locked(actor, candidate_id)
        if adjudication.state != State.DISMISSED:
            raise NotDismissed
        documents = adjudication.marks.filter(kind=Mark.Kind.DOCUMENT)
        return propose_clearance(
            actor,
            adjudication.candidate.record_id,
            list(documents.values_list("mark", flat=True)),
            grounds,
            key=settings.EXCLUSION_KEY(),
            now=now,
        )


def _locked(actor: Actor, candidate_id: UUID) -> Adjudication:
    """The candidate, held so that of two officers one decides and the other is told."""
    found = (
        Adjudication.objects.select_for_update(of=("self",))
        .select_related("candidate__record", "candidate__traveller")
        .filter(candidate_id=candidate_id)
        .first()
    )
    if found is None:
        raise NotFound
    require(actor, Permission.DECISION_MAKE, found)
    return found


def _conclude(
    actor: Actor,
    adjudication: Adjudication,
    conclusion: Conclusion,
    reason: str,
    seen: str,
    now: datetime,
    left_open: Open | None = None,
) -> State:
    state = rules.after(State(adjudication.state), conclusion)
    officer_id = rules.check_officer(actor.officer_id)
    rules.check_unclaimed(adjudication, officer_id, now)
    record = adjudication.candidate.record
    rules.check_live(record, now)
    present = rules.what_was_seen(adjudication.state, record, adjudication.decisions.count())
    rules.check_seen(seen, present)
    left = left_open or Open()
    asks, wish = rules.checked_asks(conclusion, left.asks, left.wish)
    _note(actor, adjudication, conclusion)
    decision = Decision.objects.create(
        adjudication=adjudication,
        member_id=adjudication.member_id,
        officer_id=officer_id,
        conclusion=conclusion,
        reason=rules.checked_reason(reason),
        record_version=record.version,
        decided_at=now,
        claimed_at=rules.claimed_since(adjudication, officer_id, now),
        asks=list(asks),
        wish=wish,
    )
    _mark(adjudication)
    _set_claim(adjudication, None, None, None)
    _move(adjudication, state, now)
    _follow(decision, adjudication, state, now)
    return state


def _set_claim(
    adjudication: Adjudication,
    officer_id: int | None,
    since: datetime | None,
    until: datetime | None,
) -> None:
    adjudication.claimed_by_id = officer_id
    adjudication.claimed_at = since
    adjudication.claimed_until = until
    adjudication.save(update_fields=["claimed_by", "claimed_at", "claimed_until"])


def _mark(adjudication: Adjudication) -> None:
    """Keep by which hashes the traveller would be known again, as long as the candidate is."""
    particulars = adjudication.candidate.traveller.particulars
    if not particulars:
        return
    key = settings.EXCLUSION_KEY()
    kinds = (
        (Mark.Kind.DOCUMENT, document_marks(particulars, key)),
        (Mark.Kind.PERSON, person_marks(particulars, key)),
    )
    Mark.objects.bulk_create(
        (
            Mark(adjudication=adjudication, member_id=adjudication.member_id, kind=kind, mark=each)
            for kind, marks in kinds
            for each in marks
        ),
        ignore_conflicts=True,
    )


def _move(adjudication: Adjudication, state: State, now: datetime) -> None:
    adjudication.state = state
    adjudication.changed_at = now
    adjudication.save(update_fields=["state", "changed_at"])


def _follow(decision: Decision, adjudication: Adjudication, state: State, now: datetime) -> None:
    """What a conclusion leads to: a hit, or the traveller's particulars masked at once."""
    if state is State.CONFIRMED:
        _confirm(decision, adjudication, now)
    elif state is State.DISMISSED:
        _mask_unless_needed(adjudication, now)
    if not rules.NEXT[state]:
        _tell(decision, adjudication, state, now)


def _tell(decision: Decision, adjudication: Adjudication, state: State, now: datetime) -> None:
    confirmed = state is State.CONFIRMED
    member_id, officer_id = adjudication.member_id, decision.officer_id
    publish(CandidateJudged(adjudication.candidate_id, member_id, officer_id, confirmed, now))


def _confirm(decision: Decision, adjudication: Adjudication, now: datetime) -> None:
    hit = Hit.objects.create(
        candidate_id=adjudication.candidate_id,
        member_id=adjudication.member_id,
        decision=decision,
        confirmed_at=now,
    )
    publish(HitConfirmed(hit.id, hit.member_id, decision.officer_id, now))


def _mask_unless_needed(adjudication: Adjudication, now: datetime) -> None:
    """Another candidate of the same traveller may still need the particulars."""
    traveller_id = adjudication.candidate.traveller_id
    needed = Adjudication.objects.filter(candidate__traveller_id=traveller_id).exclude(
        state=State.DISMISSED
    )
    if not needed.exists():
        mask_traveller(traveller_id, now=now)


def _proposal(adjudication: Adjudication) -> Decision:
    """What the second officer answers: the candidate awaits one only because of it."""
    return adjudication.decisions.filter(conclusion=Conclusion.PROPOSED_SAME).latest("id")


def _note_claim(actor: Actor, adjudication: Adjudication, did: str) -> None:
    thing = f"candidate:{adjudication.candidate_id}"
    note(actor, did, thing, permission=Permission.DECISION_MAKE)


def _note(actor: Actor, adjudication: Adjudication, conclusion: Conclusion) -> None:
    note(
        actor,
        "candidate.decide",
        f"candidate:{adjudication.candidate_id}",
        permission=Permission.DECISION_MAKE,
        particulars={"conclusion": conclusion.value},
    )
