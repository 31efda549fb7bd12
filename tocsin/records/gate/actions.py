"""Passing, refusing, appealing, releasing, and forgetting what was refused.

A reviewer's verdict and what follows from it are one transaction. The caller of an action need not
have taken a viewpoint: each takes its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from tocsin.foundations.facts import publish
from tocsin.members.queries import codes_by_id
from tocsin.records.gate.errors import (
    AppealOver,
    NothingHeld,
    NothingToDecide,
    RevisedMeanwhile,
)
from tocsin.records.gate.facts import RecordForgotten, RecordPassed, RecordRefused
from tocsin.records.gate.models import Appeal, Release, Verdict
from tocsin.records.gate.rules import (
    NEXT,
    Answers,
    Event,
    Outcome,
    State,
    can_appeal,
    check_answers,
    check_reviewer,
    is_forgotten,
    passes_needed,
)
from tocsin.records.quality.actions import log
from tocsin.records.quality.queries import is_enhanced
from tocsin.records.quality.rules import Kind
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules.age import ADULT, may_be_under
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.rules import Second, check_second, checked_reason
from tocsin.safeguards.ledger.actions import note

WAITING = (State.SUBMITTED, State.APPEALED)


def decide(
    actor: Actor,
    record_id: UUID,
    outcome: Outcome,
    answers: Answers,
    *,
    code: str = "",
    seen: int,
    now: datetime,
) -> State:
    """Pass or refuse a record of another member; ``seen`` is the version that was read.

    Raises NotFound, NothingToDecide, RevisedMeanwhile, an error of `rules`, or
    ProposalReasonMissing.
    """
    require(actor, Permission.GATE_REVIEW)
    check_answers(answers, outcome, code)
    reason = checked_reason(answers.reason)
    with viewing(actor):
        record = _waiting(record_id, seen)
        earlier = _counting(record)
        check_reviewer(record.originator_id, earlier, actor)
        note(
            actor,
            f"gate.{outcome}",
            f"record:{record_id}",
            permission=Permission.GATE_REVIEW,
            particulars={"version": record.version, "code": code},
        )
        Verdict.objects.create(
            record=record,
            version=record.version,
            originator_id=record.originator_id,
            excepted=record.except_members,
            member_id=actor.member_id,
            officer_id=officer_of(actor),
            outcome=outcome,
            code=code if outcome is Outcome.REFUSE else "",
            answers={each: bool(answers.given[each]) for each in answers.given},
            refugee=answers.refugee,
            reason=reason,
            on_appeal=record.state == State.APPEALED,
            decided_at=now,
        )
        return _follow(actor, record, outcome, now)


def _waiting(record_id: UUID, seen: int) -> Record:
    """The record, kept from every other reviewer until this transaction ends."""
    if not Record.objects.filter(id=record_id).exists():
        raise NotFound
    waiting = Record.objects.select_for_update().filter(id=record_id, state__in=WAITING)
    record = waiting.first()
    if record is None:
        raise NothingToDecide
    if record.version != seen:
        raise RevisedMeanwhile
    return record


def _counting(record: Record) -> list[Verdict]:
    """The verdicts on this version that bar their members from deciding again."""
    return list(Verdict.objects.filter(record=record, version=record.version))


def _follow(actor: Actor, record: Record, outcome: Outcome, now: datetime) -> State:
    if outcome is Outcome.REFUSE:
        after = NEXT[State(record.state)][Event.REFUSE]
        _update(record, state=Record.State.REFUSED, ended_at=now)
        if record.state == State.SUBMITTED:
            log(record.originator_id, Kind.REFUSED, at=now)
        publish(RecordRefused(record.id, record.originator_id, now))
        return after
    passes = sum(each.outcome == Outcome.PASS for each in _counting(record))
    enhanced = is_enhanced(record.originator_id, now=now)
    minor = _is_minor(record, now)
    if passes < passes_needed(ground=record.ground, minor=minor, enhanced=enhanced):
        return State.SUBMITTED
    if record.state == State.APPEALED:
        log(record.originator_id, Kind.PASSED_ON_APPEAL, at=now)
    by = f"gate:{codes_by_id()[actor.member_id]}"
    _update(record, state=Record.State.PUBLISHED, passed_gate_by=by, ended_at=None)
    publish(RecordPassed(record.id, record.originator_id, now))
    return State.PUBLISHED


def _update(record: Record, **changes: object) -> None:
    changed = Record.objects.filter(id=record.id).update(**changes)
    if not changed:
        raise NothingToDecide


def _is_minor(record: Record, now: datetime) -> bool:
    return record.born_at_latest is not None and may_be_under(
        ADULT, record.born_at_latest, now.date()
    )


def appeal(actor: Actor, record_id: UUID, reason: str, *, now: datetime) -> State:
    """Ask that a reviewer of yet another member decides on a refused record.

    Raises NotFound, AppealOver or ProposalReasonMissing.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    why = checked_reason(reason)
    with viewing(actor):
        record = _own(actor, record_id, State.REFUSED)
        if record is None:
            raise NotFound
        refusal = _last_refusal(record)
        appeals = Appeal.objects.filter(record=record, version=record.version).count()
        if refusal is None or not can_appeal(refusal.decided_at, appeals, now):
            raise AppealOver
        permission = Permission.RECORD_CONTRIBUTE
        note(actor, "gate.appeal", f"record:{record_id}", permission=permission)
        Appeal.objects.create(
            record=record,
            version=record.version,
            member_id=actor.member_id,
            officer_id=officer_of(actor),
            reason=why,
            made_at=now,
        )
        _update(record, state=Record.State.APPEALED, ended_at=None)
    return NEXT[State.REFUSED][Event.APPEAL]


def release(actor: Actor, record_id: UUID, reason: str, *, now: datetime) -> State:
    """Let a record go to the gate although its text has words of a special category.

    Another officer of the same member than the one who sent it. Raises NothingHeld, ProposedByYou
    or ProposalReasonMissing.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    why, officer = checked_reason(reason), officer_of(actor)
    with viewing(actor):
        record = _own(actor, record_id, State.HELD)
        if record is None:
            raise NothingHeld
        _require_second(actor, record)
        permission = Permission.RECORD_CONTRIBUTE
        note(actor, "gate.release", f"record:{record_id}", permission=permission)
        Release.objects.create(
            record=record,
            version=record.version,
            member_id=actor.member_id,
            officer_id=officer,
            reason=why,
            released_at=now,
        )
        _update(record, state=Record.State.SUBMITTED)
    return NEXT[State.HELD][Event.RELEASE]


def forget_refused(actor: Actor, *, now: datetime) -> int:
    """Delete the member's refused records whose time for an appeal is over; how many.

    One that had been live before stays as a withdrawn record: others acted on it.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    with viewing(actor):
        refused = Record.objects.filter(originator_id=actor.member_id, state=State.REFUSED)
        due = [each for each in refused if _is_due(each, now)]
        for record in due:
            permission = Permission.RECORD_CONTRIBUTE
            note(actor, "gate.forget", f"record:{record.id}", permission=permission)
            _forget(record, now)
    return len(due)


def _is_due(record: Record, now: datetime) -> bool:
    refusal = _last_refusal(record)
    return refusal is not None and is_forgotten(
        refusal.decided_at, on_appeal=refusal.on_appeal, now=now
    )


def _forget(record: Record, now: datetime) -> None:
    if Verdict.objects.filter(record=record, outcome=Outcome.PASS).exists():
        _update(record, state=Record.State.WITHDRAWN, ended_at=now)
        return
    publish(RecordForgotten(record.id))
    with connection.cursor() as cursor:
        cursor.execute("delete from registers_record where id = %s", [record.id])


def _own(actor: Actor, record_id: UUID, state: State) -> Record | None:
    own = Record.objects.select_for_update().filter(originator_id=actor.member_id, state=state)
    return own.filter(id=record_id).first()


def _last_refusal(record: Record) -> Verdict | None:
    refusals = Verdict.objects.filter(record=record, version=record.version, outcome=Outcome.REFUSE)
    return refusals.order_by("-id").first()


def _require_second(actor: Actor, record: Record) -> None:
    """Raises ProposedByYou for who sent the version themselves."""
    sent = Version.objects.get(record=record, number=record.version)
    if sent.officer_id is not None:
        check_second(Second.SAME_MEMBER, _Sender(record.originator_id, sent.officer_id), actor)


@dataclass(frozen=True, slots=True)
class _Sender:
    """Who sent a record, as far as the rule of two officers asks."""

    member_id: int
    officer_id: int | None
