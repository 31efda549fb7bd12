"""Reading proposals: those of the viewer's member, and those that it is asked about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, is_permitted
from tocsin.safeguards.approval import rules
from tocsin.safeguards.approval.errors import ApprovalError
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.approval.rules import Case, Second
from tocsin.safeguards.ledger.actions import note


def awaiting(actor: Actor, case: Case, *, now: datetime) -> list[Proposal]:
    """Proposals that wait for an answer and that this actor may give it to; the next to lapse
    first."""
    require(actor, case.approves)
    with viewing(actor):
        note(actor, "proposal.list", permission=case.approves, particulars={"case": case.name})
        waiting = _of(case).filter(answer__isnull=True, expires_at__gt=now).order_by("expires_at")
        return [each for each in waiting if not why_not(actor, case, each)]


def waiting_for(actor: Actor, case: Case, *, now: datetime) -> int:
    """How many proposals wait for this actor's answer; inside ``access.viewing(actor)``."""
    waiting = _of(case).filter(answer__isnull=True, expires_at__gt=now)
    return sum(not why_not(actor, case, each) for each in waiting)


def proposal(actor: Actor, case: Case, proposal_id: UUID) -> Proposal:
    """One proposal with its answer, for who may propose or approve such. Raises NotFound."""
    permission = case.approves if is_permitted(actor, case.approves) else case.proposes
    require(actor, permission)
    with viewing(actor):
        note(actor, "proposal.read", f"proposal:{proposal_id}", permission=permission)
        found = _of(case).filter(id=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def latest_on(actor: Actor, case: Case, thing: str) -> Proposal | None:
    """The last proposal of this case about a thing that the actor was just shown."""
    with viewing(actor):
        return _of(case).filter(thing=thing).order_by("-proposed_at", "-id").first()


def why_not(actor: Actor, case: Case, proposal: Proposal) -> str:
    """Why the actor can't answer a proposal, in words for a page; empty where they can."""
    try:
        require(actor, case.approves, proposal)
        rules.check_second(Second(proposal.second), proposal, actor)
    except (ApprovalError, NotPermitted) as refusal:
        return str(refusal)
    return ""


def _of(case: Case) -> QuerySet[Proposal]:
    return Proposal.objects.select_related("answer").filter(case=case.name)
