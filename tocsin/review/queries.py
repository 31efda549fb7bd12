"""Reading candidates: only those that the viewer's own member screened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from tocsin.records.handling.queries import put_flags
from tocsin.records.registers.sight import seen_by
from tocsin.review import rules
from tocsin.review.models import Adjudication, Decision
from tocsin.review.rules import AWAITING, DECIDED, Conclusion, State
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted
from tocsin.safeguards.ledger.actions import note
from tocsin.screening.rules import GRAVEST_FIRST

Filter = Literal["awaiting", "open", "awaits_second", "cannot_tell", "decided", "all"]
STATES: Mapping[str, frozenset[State]] = {
    "awaiting": AWAITING,
    "open": frozenset({State.OPEN}),
    "awaits_second": frozenset({State.AWAITS_SECOND}),
    "cannot_tell": frozenset({State.CANNOT_TELL}),
    "decided": DECIDED,
    "all": frozenset(State),
}
"""Which states each filter of the queue shows."""

WALKED = 500
"""Candidates, from the first to depart, among which one is told what comes before and after."""
NotOffered = Literal[
    "", "no_role", "other_member", "decided", "own_proposal", "claimed", "record_ended"
]
Claims = Literal["", "mine", "free"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue: what is asked, how soon it departs, and who is at work on it."""

    action: str = ""
    departs_before: datetime | None = None
    claims: Claims = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether the viewer may conclude now, which step it would be, and what they have seen."""

    step: Literal["first", "second"]
    not_offered: NotOffered
    needs_second: bool
    seen: str
    proposal: Decision | None = None
    claimed_until: datetime | None = None
    """Until when a claim stands, the viewer's own or a colleague's; None where none does."""
    claim_is_own: bool = False


def queue(
    actor: Actor,
    which: str = "awaiting",
    wanted: Wanted | None = None,
    *,
    now: datetime | None = None,
    offset: int = 0,
    limit: int = 50,
) -> list[Adjudication]:
    """Candidates with traveller, flight and record, the next departure first.

    ``now`` tells which claims stand; it is needed where ``wanted`` asks for them.
    """
    require(actor, Permission.QUEUE_READ)
    with viewing(actor):
        note(actor, "queue.read", permission=Permission.QUEUE_READ)
        found = _narrowed(actor, _in_order(actor, which), wanted or Wanted(), now)
        return _read(actor, found[offset : offset + limit])


def count(actor: Actor, which: str, wanted: Wanted, *, now: datetime) -> int:
    """How many candidates `queue` would give, were there no limit."""
    require(actor, Permission.QUEUE_READ)
    with viewing(actor):
        return _narrowed(actor, _in_order(actor, which), wanted, now).count()


def _narrowed(
    actor: Actor, found: QuerySet[Adjudication], wanted: Wanted, now: datetime | None
) -> QuerySet[Adjudication]:
    if wanted.action:
        found = found.filter(candidate__record__requested_action=wanted.action)
    if wanted.departs_before:
        found = found.filter(candidate__traveller__manifest__departs_at__lt=wanted.departs_before)
    standing = Q(claimed_until__gt=now)
    if wanted.claims == "mine":
        found = found.filter(standing, claimed_by=actor.officer_id)
    elif wanted.claims == "free":
        found = found.exclude(standing)
    return found


def counts(actor: Actor) -> dict[State, int]:
    """How many of the member's candidates are in each state."""
    require(actor, Permission.QUEUE_READ)
    with viewing(actor):
        rows = _whole(actor).values("state").annotate(number=Count("candidate_id")).order_by()
        found = {State(row["state"]): row["number"] for row in rows}
    return {state: found.get(state, 0) for state in State}


def candidate(actor: Actor, candidate_id: UUID) -> Adjudication:
    """One candidate with everything a decision needs. Raises NotFound."""
    require(actor, Permission.CANDIDATE_READ)
    with viewing(actor):
        thing = f"candidate:{candidate_id}"
        note(actor, "candidate.read", thing, permission=Permission.CANDIDATE_READ)
        found = _read(actor, _whole(actor).filter(candidate_id=candidate_id))
    if not found:
        raise NotFound
    return found[0]


def decisions(actor: Actor, adjudication: Adjudication) -> list[Decision]:
    """What was concluded on a candidate, oldest first."""
    require(actor, Permission.CANDIDATE_READ, adjudication)
    with viewing(actor):
        return list(adjudication.decisions.select_related("officer__unit__member"))


def repeated(
    actor: Actor, adjudication: Adjudication, conclusion: Conclusion, reason: str, *, seen: str
) -> Decision | None:
    """The actor's decision that says this already, made when the actor had ``seen`` before them."""
    before = rules.decisions_seen(seen)
    made = decisions(actor, adjudication)
    if before is None or before >= len(made):
        return None
    then = made[before]
    said = (then.officer_id, then.conclusion, then.reason)
    return then if said == (actor.officer_id, conclusion, rules.checked_reason(reason)) else None


def neighbours(actor: Actor, adjudication: Adjudication) -> tuple[UUID | None, UUID | None]:
    """The candidates before and after this one in the queue of those that await."""
    require(actor, Permission.QUEUE_READ)
    with viewing(actor):
        ids = list(_in_order(actor, "awaiting").values_list("candidate_id", flat=True)[:WALKED])
    if adjudication.candidate_id not in ids:
        return None, ids[0] if ids else None
    at = ids.index(adjudication.candidate_id)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def on_manifest(actor: Actor, manifest_id: int) -> list[Adjudication]:
    """The candidates of one flight, in the order of its passenger list."""
    require(actor, Permission.QUEUE_READ)
    with viewing(actor):
        found = _whole(actor).filter(candidate__traveller__manifest_id=manifest_id)
        return _read(actor, found.order_by("candidate__traveller__position", "-candidate__score"))


def counts_by_manifest(actor: Actor) -> dict[int, tuple[int, int]]:
    """For each flight, how many candidates it has, and how many of them await a decision."""
    require(actor, Permission.QUEUE_READ)
    awaiting = Count("candidate_id", filter=Q(state__in=AWAITING))
    with viewing(actor):
        rows = _whole(actor).order_by().values_list("candidate__traveller__manifest_id")
        counted = rows.annotate(every=Count("candidate_id"), awaiting=awaiting)
        return {manifest_id: (every, waiting) for manifest_id, every, waiting in counted}


def own_proposals(actor: Actor) -> frozenset[str]:
    """The candidates that await another officer, because the actor proposed the decision."""
    require(actor, Permission.QUEUE_READ)
    last = Decision.objects.filter(adjudication=OuterRef("pk")).order_by("-id")
    with viewing(actor):
        awaiting = _whole(actor).filter(state=State.AWAITS_SECOND)
        own = awaiting.annotate(by=Subquery(last.values("officer_id")[:1])).filter(
            by=actor.officer_id
        )
        return frozenset(str(each) for each in own.values_list("candidate_id", flat=True))


def offer(actor: Actor, adjudication: Adjudication, *, now: datetime) -> Offer:
    """What the viewer may do next with a candidate that they were shown."""
    made = decisions(actor, adjudication)
    held_by = rules.holder(adjudication, now)
    record = adjudication.candidate.record
    second = adjudication.state == State.AWAITS_SECOND
    proposals = [each for each in made if each.conclusion == Conclusion.PROPOSED_SAME]
    proposal = proposals[-1] if second and proposals else None
    return Offer(
        step="second" if second else "first",
        not_offered=_why_not(actor, adjudication, proposal, now),
        needs_second=rules.needs_second(record.requested_action),
        seen=rules.what_was_seen(adjudication.state, record, len(made)),
        proposal=proposal,
        claimed_until=adjudication.claimed_until if held_by else None,
        claim_is_own=held_by is not None and held_by == actor.officer_id,
    )


def _why_not(
    actor: Actor, adjudication: Adjudication, proposal: Decision | None, now: datetime
) -> NotOffered:
    if actor.officer_id is None or not is_permitted(actor, Permission.DECISION_MAKE):
        return "no_role"
    if not is_permitted(actor, Permission.DECISION_MAKE, adjudication):
        return "other_member"
    if not rules.NEXT[State(adjudication.state)]:
        return "decided"
    if not rules.is_live(adjudication.candidate.record, now):
        return "record_ended"
    if proposal and proposal.officer_id == actor.officer_id:
        return "own_proposal"
    if rules.holder(adjudication, now) not in (None, actor.officer_id):
        return "claimed"
    return ""


_GRAVITY = Case(
    *(
        When(candidate__record__requested_action=action, then=Value(place))
        for place, action in enumerate(GRAVEST_FIRST)
    ),
    default=Value(len(GRAVEST_FIRST)),
    output_field=IntegerField(),
)


def _read(actor: Actor, found: QuerySet[Adjudication]) -> list[Adjudication]:
    """The rows, each record saying what the viewer's member does for it."""
    rows = list(found)
    put_flags(actor, (each.candidate.record for each in rows))
    return rows


def _in_order(actor: Actor, which: str) -> QuerySet[Adjudication]:
    """The next departure first; of one departure the gravest action, and then the likest."""
    return (
        _whole(actor)
        .filter(state__in=STATES[which])
        .order_by(
            F("candidate__traveller__manifest__departs_at").asc(nulls_last=True),
            _GRAVITY,
            "-candidate__score",
            "candidate_id",
        )
    )


def _whole(actor: Actor) -> QuerySet[Adjudication]:
    """The member's candidates; one whose record the viewer may no longer see is not among them."""
    return Adjudication.objects.select_related(
        "candidate__traveller__manifest", "candidate__record__originator", "claimed_by"
    ).filter(seen_by(actor, "candidate__record__"), member_id=actor.member_id)
