"""One step of a membership: the machine is asked, the step is kept for everybody, others hear.

Called by actions, which have asked for access and written the ledger.
"""

from __future__ import annotations

from datetime import datetime

from tocsin.foundations.facts import publish
from tocsin.members.errors import NoSuchStep, NotYetDeclared, ReasonMissing
from tocsin.members.models import Member, Step
from tocsin.members.queries import member_by_code
from tocsin.members.rules import NEXT, Event, State, after, missing
from tocsin.safeguards.access.rules import Actor
from tocsin.safeguards.accession.facts import MembershipChanged
from tocsin.safeguards.accession.rules import LEAST_REASON


def held(code: str) -> Member:
    """The member, locked until the transaction ends: two steps at once would both begin here."""
    return Member.objects.select_for_update().get(pk=member_by_code(code).pk)


def move(actor: Actor, member: Member, event: Event, *, reason: str = "", now: datetime) -> Step:
    """Take a step. Raises NoSuchStep where the machine has none, NotYetDeclared on activation."""
    reached = require_step(member, event)
    if reached is State.ACTIVE:
        require_declared(member)
    before, member.state = member.state, reached
    if reached is State.ACTIVE:
        member.joined_at = member.joined_at or now
    member.save()
    return record(actor, member, event, before, reason=reason, now=now)


def require_step(member: Member, event: Event) -> State:
    reached = after(State(member.state), event)
    if reached is None:
        events = ", ".join(NEXT[State(member.state)]) or "do nothing more"
        raise NoSuchStep(code=member.code, state=member.state, events=events)
    return reached


def require_declared(member: Member) -> None:
    """Raises NotYetDeclared, which names what is missing."""
    if lacking := missing(member.declared):
        raise NotYetDeclared(code=member.code, missing=", ".join(lacking))


def require_reason(reason: str) -> None:
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonMissing(least=LEAST_REASON)


def record(
    actor: Actor, member: Member, event: Event | None, before: str, *, reason: str, now: datetime
) -> Step:
    """Keep a step for everybody to read. ``event`` is None for the first, by which one came in."""
    step = Step.objects.create(
        member=member,
        event=event or "",
        before=before,
        after=member.state,
        at=now,
        officer_id=actor.officer_id,
        reason=reason.strip(),
    )
    if event:
        publish(MembershipChanged(member.id, event, now))
    return step
