"""Proposing, approving, refusing and withdrawing, each in the transaction of the caller's action.

A stage calls these from its own actions, inside `viewing`: what follows from an approval is done
there, in the same transaction, so that neither stands without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval import rules
from tocsin.safeguards.approval.errors import ProposalAnswered
from tocsin.safeguards.approval.models import Answer, Proposal
from tocsin.safeguards.approval.rules import Case, Second, Step
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.retention import ended

UNIQUE = "23505"


def propose(
    actor: Actor,
    case: Case,
    thing: str,
    reason: str,
    *,
    now: datetime,
    particulars: Mapping[str, object] | None = None,
    asked: Iterable[int] | None = None,
) -> Proposal:
    """Put something before a second officer.

    ``asked`` are the members that may see it besides the actor's own; left out, every member where
    another is to answer, and no other where it isn't. Raises NotPermitted, OfficersApprove or
    ProposalReasonMissing.
    """
    require(actor, case.proposes)
    officer = rules.officer_of(actor)
    proposal = Proposal(
        case=case.name,
        thing=thing,
        particulars=dict(particulars or {}),
        second=case.second,
        member_id=actor.member_id,
        officer_id=officer,
        reason=rules.checked_reason(reason),
        asked=_asked(case, asked),
        proposed_at=now,
        expires_at=now + case.lasts,
    )
    _note(actor, proposal, "propose", case.proposes)
    proposal.save(force_insert=True)
    return proposal


def forget_old(actor: Actor, *, now: datetime) -> int:
    """Remove what the actor's member proposed and what could last be answered two years ago."""
    require(actor, Permission.LEDGER_KEEP)
    with viewing(actor):
        old = Proposal.objects.filter(member_id=actor.member_id, expires_at__lt=ended(now))
        count = old.count()
        if count:
            note(actor, "proposal.forget", particulars={"proposals": count})
            old.delete()
    return count


def _asked(case: Case, asked: Iterable[int] | None) -> list[int] | None:
    if asked is not None:
        return list(asked)
    return [] if case.second is Second.SAME_MEMBER else None


def approve(
    actor: Actor, case: Case, proposal_id: UUID, reason: str = "", *, now: datetime
) -> Proposal:
    """The second pair of eyes agrees: do what ``thing`` and ``particulars`` of the proposal say.

    Raises NotPermitted, NotFound, ProposalAnswered, ProposalLapsed, OfficersApprove, ProposedByYou,
    OwnMemberAsked or OtherMemberAsked.
    """
    return _answer_as_second(actor, case, proposal_id, Step.APPROVE, reason, now)


def refuse(actor: Actor, case: Case, proposal_id: UUID, reason: str, *, now: datetime) -> Proposal:
    """The second pair of eyes doesn't agree; raises as `approve`, and ProposalReasonMissing."""
    why = rules.checked_reason(reason)
    return _answer_as_second(actor, case, proposal_id, Step.REFUSE, why, now)


def withdraw(actor: Actor, case: Case, proposal_id: UUID, *, now: datetime) -> Proposal:
    """Who proposed takes it back. Raises as `approve`, and NotYoursToWithdraw."""
    require(actor, case.proposes)
    proposal = _open(case, proposal_id, now)
    rules.check_withdrawal(proposal, actor)
    return _answer(actor, proposal, Step.WITHDRAW, "", case.proposes, now)


def _answer_as_second(
    actor: Actor, case: Case, proposal_id: UUID, step: Step, reason: str, now: datetime
) -> Proposal:
    require(actor, case.approves)
    proposal = _open(case, proposal_id, now)
    require(actor, case.approves, proposal)
    rules.check_second(Second(proposal.second), proposal, actor)
    return _answer(actor, proposal, step, reason, case.approves, now)


def _open(case: Case, proposal_id: UUID, now: datetime) -> Proposal:
    """A proposal of this case that still waits, as far as the viewer may see it."""
    of_case = Proposal.objects.select_related("answer").filter(case=case.name)
    proposal = of_case.filter(id=proposal_id).first()
    if proposal is None:
        raise NotFound
    rules.check_open(proposal.state(now))
    return proposal


def _answer(
    actor: Actor, proposal: Proposal, step: Step, reason: str, by: Permission, now: datetime
) -> Proposal:
    _note(actor, proposal, step.value, by)
    answer = Answer(
        proposal=proposal,
        step=step,
        member_id=actor.member_id,
        officer_id=rules.officer_of(actor),
        reason=reason.strip()[: rules.LONGEST_REASON],
        answered_at=now,
    )
    _save_once(answer)
    return proposal


def _save_once(answer: Answer) -> None:
    """Of two officers who answer at once, one answers and the other is told."""
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE:
            raise
        raise ProposalAnswered from None


def _note(actor: Actor, proposal: Proposal, did: str, permission: Permission) -> None:
    note(
        actor,
        f"proposal.{did}",
        proposal.thing,
        permission=permission,
        particulars={"case": proposal.case, "proposal": str(proposal.id)},
    )
