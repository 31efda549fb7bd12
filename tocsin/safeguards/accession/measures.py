"""Suspending a member and ending a suspension: what takes two registrars, and what can't wait.

Ordinarily one registrar proposes and another confirms; until then nothing changes. Where a member's
officers or keys are in the wrong hands that would be too late, so one registrar may put a member
out at once: another confirms it within three days, or it ends and the member is back. What ended so
can't be begun anew by one registrar alone for thirty days. The caller is inside
``access.viewing(actor)``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tocsin.members.models import Member, Step
from tocsin.members.queries import member_by_code
from tocsin.members.rules import Event, Keeps, State, missing
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.accession.errors import EndedUnconfirmed, MeasureWaits, NothingWaits
from tocsin.safeguards.accession.steps import (
    held,
    move,
    require_declared,
    require_reason,
    require_step,
)
from tocsin.safeguards.approval import actions as approval
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.approval.rules import Case, Second
from tocsin.safeguards.ledger.actions import note

HOLDS = timedelta(days=3)
"""How long a member stays out at the word of one registrar."""
NOT_AGAIN = timedelta(days=30)
TAKEN_BACK = "The registrar who suspended the member took it back."
NOBODY_CONFIRMED = "No second registrar confirmed the suspension in time."


def _case(name: str, lasts: timedelta) -> Case:
    may = Permission.MEASURE_TAKE
    return Case(name, proposes=may, approves=may, second=Second.ANY_MEMBER, lasts=lasts)


SUSPEND = _case("member.suspend", timedelta(days=14))
SUSPEND_AT_ONCE = _case("member.suspend-at-once", HOLDS)
REINSTATE = _case("member.reinstate", timedelta(days=14))
CASES = {each.name: each for each in (SUSPEND, SUSPEND_AT_ONCE, REINSTATE)}


def propose_suspension(
    actor: Actor, code: str, keeps: Keeps, reason: str, *, now: datetime
) -> Proposal:
    """Put a suspension before another registrar; ``keeps`` is for the member's records."""
    return _propose(actor, SUSPEND, code, Event.SUSPEND, reason, now, keeps)


def propose_reinstatement(actor: Actor, code: str, reason: str, *, now: datetime) -> Proposal:
    """Put the end of a suspension before another registrar. Raises NotYetDeclared."""
    require(actor, Permission.MEASURE_TAKE)
    require_declared(member_by_code(code))
    return _propose(actor, REINSTATE, code, Event.REINSTATE, reason, now)


def suspend_at_once(
    actor: Actor, code: str, keeps: Keeps, reason: str, *, now: datetime
) -> Proposal:
    """Put a member out now, for three days; another registrar's word makes it last.

    Raises EndedUnconfirmed where that was tried a short time ago.
    """
    require(actor, Permission.MEASURE_TAKE)
    member = held(code)
    _check_not_again(member, now)
    proposal = _propose(actor, SUSPEND_AT_ONCE, code, Event.SUSPEND, reason, now, keeps)
    _suspend(actor, member, keeps, reason, now)
    return proposal


def confirm(actor: Actor, proposal_id: UUID, *, now: datetime) -> Proposal:
    """The second registrar agrees: what was proposed happens, or what happened at once lasts.

    Raises what `approval.approve` raises, and NoSuchStep where the member has moved on.
    """
    require(actor, Permission.MEASURE_TAKE)
    proposal = approval.approve(actor, _case_of(proposal_id), proposal_id, now=now)
    member = held(code_of(proposal))
    if proposal.case == SUSPEND.name:
        _suspend(actor, member, Keeps(proposal.particulars["keeps"]), proposal.reason, now)
    elif proposal.case == REINSTATE.name:
        _reinstate(actor, member, proposal.reason, now)
    return proposal


def refuse(actor: Actor, proposal_id: UUID, reason: str, *, now: datetime) -> Proposal:
    """The second registrar doesn't agree: nothing happens, or what happened at once ends now."""
    require(actor, Permission.MEASURE_TAKE)
    proposal = approval.refuse(actor, _case_of(proposal_id), proposal_id, reason, now=now)
    if proposal.case == SUSPEND_AT_ONCE.name:
        _reinstate(actor, held(code_of(proposal)), reason, now)
    return proposal


def take_back(actor: Actor, proposal_id: UUID, *, now: datetime) -> Proposal:
    """Who proposed thinks better of it: nothing happens, or what happened at once ends now."""
    require(actor, Permission.MEASURE_TAKE)
    proposal = approval.withdraw(actor, _case_of(proposal_id), proposal_id, now=now)
    if proposal.case == SUSPEND_AT_ONCE.name:
        _reinstate(actor, held(code_of(proposal)), TAKEN_BACK, now)
    return proposal


def end_unconfirmed(actor: Actor, *, now: datetime) -> int:
    """Bring back every member whose suspension at once nobody confirmed in time; how many.

    Who lacks a key or a declaration meanwhile stays out: nobody is active without.
    """
    require(actor, Permission.MEASURE_TAKE)
    lapsed = _unanswered(SUSPEND_AT_ONCE).filter(expires_at__lte=now)
    ended = 0
    for proposal in lapsed.filter(expires_at__gt=now - NOT_AGAIN):
        member = held(code_of(proposal))
        if _rests_on(member, proposal) and not missing(member.declared):
            _reinstate(actor, member, NOBODY_CONFIRMED, now)
            ended += 1
    return ended


def waiting(code: str, *, now: datetime) -> Proposal | None:
    """What waits for a second registrar about a member, as far as the viewer sees it."""
    open_ = _unanswered(*CASES.values()).filter(thing=f"member:{code}", expires_at__gt=now)
    return open_.order_by("-proposed_at").first()


def what_waits(code: str, *, now: datetime) -> Proposal:
    """The same, to be answered. Raises NothingWaits where it was answered or lapsed."""
    found = waiting(code, now=now)
    if found is None:
        raise NothingWaits(code=code)
    return found


def code_of(proposal: Proposal) -> str:
    """Which member a proposal is about."""
    return proposal.thing.partition(":")[2]


def _propose(
    actor: Actor,
    case: Case,
    code: str,
    event: Event,
    reason: str,
    now: datetime,
    keeps: Keeps | None = None,
) -> Proposal:
    require(actor, Permission.MEASURE_TAKE)
    require_reason(reason)
    require_step(held(code), event)
    if before := waiting(code, now=now):
        raise MeasureWaits(code=code, until=f"{before.expires_at:%d %B %Y, %H:%M} UTC")
    told = {"keeps": keeps.value} if keeps else {}
    return approval.propose(actor, case, f"member:{code}", reason, now=now, particulars=told)


def _suspend(actor: Actor, member: Member, keeps: Keeps, reason: str, now: datetime) -> Step:
    require_step(member, Event.SUSPEND)
    _note(actor, "member.suspend", member, keeps=keeps.value)
    member.keeps = keeps
    return move(actor, member, Event.SUSPEND, reason=reason, now=now)


def _reinstate(actor: Actor, member: Member, reason: str, now: datetime) -> Step:
    require_step(member, Event.REINSTATE)
    require_declared(member)
    _note(actor, "member.reinstate", member)
    member.keeps = ""
    return move(actor, member, Event.REINSTATE, reason=reason, now=now)


def _unanswered(*cases: Case) -> QuerySet[Proposal]:
    names = [each.name for each in cases]
    return Proposal.objects.filter(case__in=names, answer__isnull=True)


def _check_not_again(member: Member, now: datetime) -> None:
    before = _unanswered(SUSPEND_AT_ONCE).filter(thing=f"member:{member.code}")
    last = before.filter(expires_at__lte=now).order_by("-expires_at").first()
    if last and now - last.expires_at < NOT_AGAIN:
        raise EndedUnconfirmed(code=member.code, until=f"{last.expires_at + NOT_AGAIN:%d %B %Y}")


def _rests_on(member: Member, proposal: Proposal) -> bool:
    """Whether the member is out by this measure, and by none that came after it."""
    last = member.steps.last()
    if last is None or member.state != State.SUSPENDED:
        return False
    return last.event == Event.SUSPEND and last.at <= proposal.proposed_at


def _case_of(proposal_id: UUID) -> Case:
    found = Proposal.objects.filter(id=proposal_id).values_list("case", flat=True).first()
    if found not in CASES:
        raise NotFound
    return CASES[found]


def _note(actor: Actor, did: str, member: Member, **particulars: str) -> None:
    permission = Permission.MEASURE_TAKE
    note(actor, did, f"member:{member.code}", permission=permission, particulars=particulars)
