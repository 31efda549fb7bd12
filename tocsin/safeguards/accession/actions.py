"""From the application to the assembly's decision, and leaving.

What is done about a member against its will is in `measures`: that takes two registrars.

Each step asks for access, is in the ledger before it takes effect, and is kept for everybody to
read with its reason. The caller is inside ``access.viewing(actor)``.
"""

from __future__ import annotations

from datetime import datetime

from tocsin.members.actions import add_key, ensure_unit, keep_desk
from tocsin.members.errors import (
    AlreadyVoted,
    ChecksOutstanding,
    FoundingIsOver,
    MemberExists,
    NotAVoter,
    OnlyInventedMembers,
    VoteStillOpen,
)
from tocsin.members.models import Member, PassedCheck, Step, Vote
from tocsin.members.queries import demonstration_began, is_voter, open_vote, tally
from tocsin.members.rules import (
    Check,
    Choice,
    Desk,
    Event,
    Keeps,
    Origin,
    Outcome,
    State,
    may_join_demonstration,
    unpassed,
)
from tocsin.safeguards.access.actions import officer_of, require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.accession.errors import MandateMissing
from tocsin.safeguards.accession.loading import Founder
from tocsin.safeguards.accession.rules import VOTE_LASTS, Application, Declared
from tocsin.safeguards.accession.steps import (
    held,
    move,
    record,
    require_declared,
    require_reason,
    require_step,
)
from tocsin.safeguards.ledger.actions import note


def found(actor: Actor, founder: Founder, *, now: datetime) -> Member:
    """Enter a founding member, active at once; whoever is there already stays as it is.

    Founders declare what everybody declares. Raises FoundingIsOver once anybody has applied.
    """
    require(actor, Permission.ACCESSION_PREPARE)
    code = founder.application.code
    if there := Member.objects.filter(code=code).first():
        return there
    if Step.objects.filter(after=State.APPLIED).exists():
        raise FoundingIsOver(code=code)
    _note(actor, "member.found", code, Permission.ACCESSION_PREPARE)
    member = _enter(founder.application, Origin.FOUNDING, founder.declared)
    add_key(member, founder.key, now=founder.joined_at)
    keep_desk(member, founder.desk)
    for name in founder.services:
        ensure_unit(member, name)
    require_declared(member)
    member.state, member.joined_at = State.ACTIVE, founder.joined_at
    member.save()
    record(actor, member, None, "", reason="", now=now)
    return member


def apply(actor: Actor, application: Application, *, now: datetime) -> Member:
    """File an application on behalf of who wants to come in. Raises MemberExists."""
    require(actor, Permission.ACCESSION_PREPARE)
    if Member.objects.filter(code=application.code).exists():
        raise MemberExists(code=application.code)
    _note(actor, "accession.apply", application.code, Permission.ACCESSION_PREPARE)
    member = _enter(application, Origin.ACCESSION, Declared())
    record(actor, member, None, "", reason="", now=now)
    return member


def apply_again(actor: Actor, code: str, *, now: datetime) -> Step:
    """Let a refused applicant try once more; what it declared is kept, its checks are not."""
    require(actor, Permission.ACCESSION_PREPARE)
    member = held(code)
    require_step(member, Event.APPLY_AGAIN)
    _note(actor, "accession.apply", code, Permission.ACCESSION_PREPARE)
    member.checks.all().delete()
    return move(actor, member, Event.APPLY_AGAIN, now=now)


def declare(actor: Actor, code: str, declared: Declared, desk: Desk | None = None) -> Member:
    """Write down what the applicant declares, in one go or bit by bit; empty values change nothing.

    Only before the technical checks are passed: what the assembly votes on doesn't change.
    """
    require(actor, Permission.ACCESSION_PREPARE)
    member = held(code)
    if member.state not in (State.APPLIED, State.DECLARED):
        require_step(member, Event.DECLARE)
    _note(actor, "accession.declare", code, Permission.ACCESSION_PREPARE)
    member.legal_basis = declared.legal_basis or member.legal_basis
    member.data_protection_authority = (
        declared.data_protection_authority or member.data_protection_authority
    )
    member.redress_contact = declared.redress_contact or member.redress_contact
    member.save()
    if desk:
        keep_desk(member, desk)
    return member


def complete(actor: Actor, code: str, *, now: datetime) -> Step:
    """Take the declarations as complete. Raises NotYetDeclared, which names what is missing."""
    require(actor, Permission.ACCESSION_PREPARE)
    member = held(code)
    require_step(member, Event.DECLARE)
    require_declared(member)
    _note(actor, "accession.complete", code, Permission.ACCESSION_PREPARE)
    return move(actor, member, Event.DECLARE, now=now)


def pass_check(actor: Actor, code: str, check: Check, *, now: datetime) -> None:
    """Write down that an applicant passed a technical check; a second time changes nothing."""
    require(actor, Permission.ACCESSION_PREPARE)
    member = held(code)
    require_step(member, Event.PASS_CHECKS)
    _note(actor, "accession.check", code, Permission.ACCESSION_PREPARE, check=check.value)
    PassedCheck.objects.get_or_create(member=member, name=check, defaults={"passed_at": now})


def call_assembly(actor: Actor, code: str, *, now: datetime) -> Step:
    """Put an applicant before the assembly. Raises ChecksOutstanding."""
    require(actor, Permission.ACCESSION_PREPARE)
    member = held(code)
    require_step(member, Event.PASS_CHECKS)
    if lacking := unpassed(member.checks.values_list("name", flat=True)):
        raise ChecksOutstanding(code=code, checks=", ".join(lacking))
    _note(actor, "accession.call", code, Permission.ACCESSION_PREPARE)
    return move(actor, member, Event.PASS_CHECKS, now=now)


def vote(actor: Actor, code: str, choice: Choice, *, now: datetime) -> None:
    """Say what the actor's member thinks of an applicant: once, and in the open."""
    require(actor, Permission.ACCESSION_VOTE)
    member = held(code)
    require_step(member, Event.ADMIT)
    step = open_vote(member)
    if not is_voter(Member.objects.get(pk=actor.member_id)):
        raise NotAVoter
    if step.votes.filter(voter_id=actor.member_id).exists():
        raise AlreadyVoted(code=code)
    _note(actor, "accession.vote", code, Permission.ACCESSION_VOTE, choice=choice.value)
    Vote.objects.create(
        step=step,
        voter_id=actor.member_id,
        officer_id=officer_of(actor),
        choice=choice,
        cast_at=now,
    )


def close_vote(actor: Actor, code: str, *, now: datetime) -> Step:
    """Count, and admit or refuse as the count says; nobody else decides. Raises VoteStillOpen."""
    require(actor, Permission.ACCESSION_PREPARE)
    member = held(code)
    require_step(member, Event.ADMIT)
    step = open_vote(member)
    counted = tally(step)
    closes = step.at + VOTE_LASTS
    if not counted.is_settled and (now < closes or counted.outcome is Outcome.OPEN):
        raise VoteStillOpen(
            code=code,
            present=counted.present,
            entitled=counted.entitled,
            closes=f"{closes:%d %B %Y}",
        )
    event = Event.ADMIT if counted.outcome is Outcome.CARRIED else Event.REFUSE
    _note(actor, f"accession.{event}", code, Permission.ACCESSION_PREPARE)
    told = f"{counted.votes_for} for, {counted.votes_against} against, "
    told += f"{counted.abstentions} abstained, of {counted.entitled} members"
    return move(actor, member, event, reason=told, now=now)


def withdraw(actor: Actor, code: str, keeps: Keeps, reason: str, *, now: datetime) -> Step:
    """A member leaves, or an applicant gives up. It can't be taken back."""
    member = held(code)
    require(actor, Permission.MEMBERSHIP_END, member)
    require_reason(reason)
    require_step(member, Event.WITHDRAW)
    _note(actor, "member.withdraw", code, Permission.MEMBERSHIP_END, keeps=keeps.value)
    member.keeps = keeps
    return move(actor, member, Event.WITHDRAW, reason=reason, now=now)


def _enter(application: Application, origin: Origin, declared: Declared) -> Member:
    if application.lacks_mandate:
        raise MandateMissing
    if demonstration_began() and not may_join_demonstration(application.code):
        raise OnlyInventedMembers(code=application.code)
    return Member.objects.create(
        code=application.code,
        name=application.name,
        kind=application.kind,
        origin=origin,
        state=State.APPLIED,
        capacity=application.capacity,
        mandate=application.mandate,
        legal_basis=declared.legal_basis,
        data_protection_authority=declared.data_protection_authority,
        redress_contact=declared.redress_contact,
    )


def _note(actor: Actor, did: str, code: str, permission: Permission, **particulars: str) -> None:
    note(actor, did, f"member:{code}", permission=permission, particulars=particulars)
