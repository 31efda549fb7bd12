"""Counting what a desk concluded, suspending at the threshold, and letting a record ring again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.foundations.facts import publish
from tocsin.records.registers.models import Record
from tocsin.records.suspension import rules
from tocsin.records.suspension.errors import NothingSuspended
from tocsin.records.suspension.facts import RecordSuspended
from tocsin.records.suspension.models import Suspension, Tally
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def count_judged(actor: Actor, record: Record, *, confirmed: bool, now: datetime) -> None:
    """Count a candidate that the actor's member concluded; suspend when it is one too many.

    Part of the decision that it follows from: inside its transaction and its viewpoint.
    """
    tally = _tally(actor, record)
    if confirmed:
        tally.confirmed += 1
    else:
        tally.rejected += 1
    tally.save()
    if rules.is_due(tally.rejected, tally.confirmed):
        _suspend(actor, record, tally, now)


def _tally(actor: Actor, record: Record) -> Tally:
    """The desk's count of this version, held so that two decisions count twice."""
    begun = {"version": record.version}
    Tally.objects.get_or_create(record=record, member_id=actor.member_id, defaults=begun)
    tally = Tally.objects.select_for_update().get(record=record, member_id=actor.member_id)
    if tally.version != record.version:
        tally.version, tally.rejected, tally.confirmed = record.version, 0, 0
    return tally


def _suspend(actor: Actor, record: Record, tally: Tally, now: datetime) -> None:
    """By rule, and once: of a suspension that stands already nothing more follows."""
    effect = rules.effect_on(record.ground)
    _made, is_new = Suspension.objects.get_or_create(
        record=record,
        member_id=actor.member_id,
        version=record.version,
        lifted_at=None,
        defaults={
            "effect": effect,
            "rejected": tally.rejected,
            "confirmed": tally.confirmed,
            "begun_at": now,
        },
    )
    if not is_new:
        return
    counts = {"rejected": tally.rejected, "confirmed": tally.confirmed, "effect": str(effect)}
    note(actor, "record.suspend", f"record:{record.id}", particulars=counts)
    publish(RecordSuspended(record.id, record.originator_id, actor.member_id, str(effect), now))


def lift(actor: Actor, record_id: UUID, reason: str, *, now: datetime) -> None:
    """Let a record ring again at the actor's desk; it is counted anew.

    Raises LiftReasonMissing or NothingSuspended.
    """
    require(actor, Permission.SUSPENSION_LIFT)
    why, officer_id = rules.checked_reason(reason), officer_of(actor)
    with viewing(actor):
        note(
            actor,
            "record.lift-suspension",
            f"record:{record_id}",
            permission=Permission.SUSPENSION_LIFT,
        )
        own = Suspension.objects.filter(
            record_id=record_id, member_id=actor.member_id, lifted_at=None
        )
        if not own.update(lifted_at=now, lifted_by_id=officer_id, reason=why):
            raise NothingSuspended
        anew = {"rejected": 0, "confirmed": 0}
        Tally.objects.filter(record_id=record_id, member_id=actor.member_id).update(**anew)
