"""Keeping records up and ending them: by their originator, with a reason, in the ledger.

Each action takes its own viewpoint. Nothing here has to run for a record to end on its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from tocsin.foundations.facts import publish
from tocsin.foundations.vocabulary.codes import ActionCode
from tocsin.members.queries import codes_by_id
from tocsin.records.lifecycle.errors import NoBearing, NotLive, TooLong
from tocsin.records.lifecycle.facts import RecordExpires
from tocsin.records.lifecycle.models import Extension, Reminder, Tombstone
from tocsin.records.lifecycle.rules import REVIEW_WITHIN_DAYS, Outcome, outcome_of
from tocsin.records.quality.actions import log
from tocsin.records.quality.rules import Kind
from tocsin.records.registers.actions import end_records, revise_records
from tocsin.records.registers.facts import RecordEnded
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules.age import ADULT, may_be_under
from tocsin.records.registers.rules.lifetimes import end_of, life, reminders_due
from tocsin.records.registers.rules.reading import read
from tocsin.records.registers.rules.validity import day
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.rules import checked_reason
from tocsin.safeguards.ledger.actions import note

OVERDUE = "overdue"
FARTHEST_REMINDER = timedelta(days=125)
"""Somewhat more than four months."""


def extend(
    actor: Actor, record_id: UUID, reason: str, *, until: date | None = None, now: datetime
) -> datetime:
    """Let a live record of one's own live longer, to ``until`` or the longest term from now.

    Raises NotFound, NotLive, TooLong or ProposalReasonMissing.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    why, officer = checked_reason(reason), officer_of(actor)
    with viewing(actor):
        record = _own_live(actor, record_id, now)
        longest = _longest(record, now)
        ends = end_of(until) if until else longest.expires_at
        if not now < ends <= longest.expires_at:
            raise TooLong(latest=f"{longest.expires_at:%d %B %Y}")
        _note(actor, "record.extend", record_id)
        Extension.objects.create(
            record=record,
            member_id=actor.member_id,
            officer_id=officer,
            ended_before=record.expires_at,
            ends_now=ends,
            reason=why,
            decided_at=now,
        )
        Record.objects.filter(id=record_id).update(
            expires_at=ends, review_at=min(longest.review_at, ends)
        )
    return ends


@dataclass(frozen=True, slots=True)
class _Longest:
    expires_at: datetime
    review_at: datetime


def _longest(record: Record, now: datetime) -> _Longest:
    born = record.born_at_latest
    lasting = life(
        record.ground,
        record.requested_action,
        now,
        minor=born is not None and may_be_under(ADULT, born, now.date()),
        act_ends=day(record.details.get("warrant_expires", "")),
    )
    return _Longest(lasting.expires_at, lasting.review_at)


def change_status(
    actor: Actor, record_id: UUID, status: str, reason: str, *, now: datetime
) -> Outcome:
    """Say what has become of the person, with what must follow: the record ends or weakens.

    Raises NotFound, NotLive, NoBearing or ProposalReasonMissing.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    why = checked_reason(reason)
    with viewing(actor):
        record = _own_live(actor, record_id, now)
        outcome = outcome_of(status, record.ground)
        if outcome is None:
            raise NoBearing
        _note(actor, f"record.status.{status}", record_id)
        if outcome is Outcome.ENDS:
            end_records(actor, [record_id], Record.State.WITHDRAWN, now=now, reason=why)
            Record.objects.filter(id=record_id).update(person_status=status)
        else:
            _weaken(actor, record, status, why, now)
    return outcome


def _weaken(actor: Actor, record: Record, status: str, why: str, now: datetime) -> None:
    """A new version with the status and the weakest action; what the gate passed stays passed."""
    current = Version.objects.get(record=record, number=record.version)
    ids = {code: key for key, code in codes_by_id().items()}
    standing = {name: value for name, value in current.standing.items() if name != "source_list"}
    given, _wrong = read({**standing, "statements": current.statements}, ids, now.date())
    weakened = replace(given, person_status=status, requested_action=ActionCode.INFORM_ONLY)
    revise_records(actor, [(record.id, weakened)], now=now, reason=why)
    soon = now + timedelta(days=REVIEW_WITHIN_DAYS)
    Record.objects.filter(id=record.id, review_at__gt=soon).update(review_at=soon)


def withdraw(actor: Actor, record_ids: Sequence[UUID], reason: str, *, now: datetime) -> int:
    """End records of one's own: from this transaction on they match nothing; how many.

    Raises ProposalReasonMissing.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    why = checked_reason(reason)
    over = (Record.State.WITHDRAWN, Record.State.DELISTED)
    with viewing(actor):
        own = Record.objects.filter(originator_id=actor.member_id, id__in=record_ids)
        found = list(own.exclude(state__in=over).values_list("id", flat=True))
        end_records(actor, found, Record.State.WITHDRAWN, now=now, reason=why)
    return len(found)


def bury(fact: RecordEnded) -> None:
    """Leave the opaque id of a record that ended, for whoever was away."""
    Tombstone.objects.create(record_id=fact.record_id, state=fact.state, ended_at=fact.at)


def remind(actor: Actor, *, now: datetime) -> list[Reminder]:
    """The reminders that are due for the actor's member and were not given yet, given now.

    Called again, it gives none twice. An overdue review is written into the member's history.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    with viewing(actor):
        due = [each for record in _ending(actor, now) for each in _due(record, now)]
        due += [_overdue(record, now) for record in _overdue_reviews(actor, now)]
        given = [each for each in due if _give(each)]
        if given:
            counts = {"reminders": len(given)}
            permission = Permission.RECORD_CONTRIBUTE
            note(actor, "record.remind", permission=permission, particulars=counts)
        overdue = sum(each.kind == OVERDUE for each in given)
        if overdue:
            log(actor.member_id, Kind.OVERDUE, number=overdue, at=now)
    for each in given:
        publish(RecordExpires(each.record_id, actor.member_id, each.kind, each.about, now))
    return given


def _ending(actor: Actor, now: datetime) -> list[Record]:
    """Live records of the member's own that end within the farthest reminder's time."""
    own = Record.objects.filter(originator_id=actor.member_id, state=Record.State.PUBLISHED)
    ending = own.filter(expires_at__gt=now, expires_at__lte=now + FARTHEST_REMINDER)
    return list(ending.filter(source_list=""))


def _overdue_reviews(actor: Actor, now: datetime) -> list[Record]:
    own = Record.objects.filter(originator_id=actor.member_id, state=Record.State.PUBLISHED)
    return list(own.filter(source_list="", review_at__lte=now, expires_at__gt=now))


def _due(record: Record, now: datetime) -> list[Reminder]:
    since = record.revised_at
    return [
        _reminder(record, kind, record.expires_at, now)
        for kind in reminders_due(record.expires_at, now, since)
    ]


def _overdue(record: Record, now: datetime) -> Reminder:
    return _reminder(record, OVERDUE, record.review_at, now)


def _reminder(record: Record, kind: str, about: datetime, now: datetime) -> Reminder:
    member_id = record.originator_id
    return Reminder(record=record, member_id=member_id, kind=kind, about=about, made_at=now)


def _give(reminder: Reminder) -> bool:
    """Store it unless it was given before; two that come at once give one."""
    stored = Reminder.objects.filter(
        record=reminder.record, kind=reminder.kind, about=reminder.about
    )
    if stored.exists():
        return False
    Reminder.objects.bulk_create([reminder], ignore_conflicts=True)
    return stored.filter(made_at=reminder.made_at).exists()


def _own_live(actor: Actor, record_id: UUID, now: datetime) -> Record:
    own = Record.objects.select_for_update().filter(originator_id=actor.member_id, id=record_id)
    record = own.first()
    if record is None:
        raise NotFound
    if record.state != Record.State.PUBLISHED or record.expires_at <= now:
        raise NotLive
    return record


def _note(actor: Actor, did: str, record_id: UUID) -> None:
    note(actor, did, f"record:{record_id}", permission=Permission.RECORD_CONTRIBUTE)
