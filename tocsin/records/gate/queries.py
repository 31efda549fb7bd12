"""What waits at the gate for a reviewer, and how a record came through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tocsin.records.gate.actions import WAITING
from tocsin.records.gate.models import Appeal, Release, Verdict
from tocsin.records.gate.rules import APPEAL_PERIOD, Outcome, can_appeal
from tocsin.records.registers.models import Record, Version
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits, and what was concluded about this version so far."""

    record: Record
    verdicts: tuple[Verdict, ...]

    @property
    def on_appeal(self) -> bool:
        return self.record.state == Record.State.APPEALED


@dataclass(frozen=True, slots=True)
class Before:
    """Everything that a reviewer has before them."""

    record: Record
    version: Version
    verdicts: tuple[Verdict, ...]
    appeal: Appeal | None
    releases: tuple[Release, ...]


def queue(actor: Actor, *, limit: int = 100) -> list[Waiting]:
    """What waits for a reviewer of the actor's member, the longest waiting first."""
    require(actor, Permission.GATE_REVIEW)
    records = list(_waiting(actor).select_related("originator").order_by("revised_at")[:limit])
    verdicts = _verdicts(records)
    found = [Waiting(each, tuple(verdicts[each.id, each.version])) for each in records]
    return [each for each in found if not _has_decided(actor, each)]


def waiting_count(actor: Actor) -> int:
    """How many records wait at the gate of other members."""
    require(actor, Permission.GATE_REVIEW)
    return _waiting(actor).count()


def _waiting(actor: Actor) -> QuerySet[Record]:
    """Published lists wait for their publisher's standing decision, not for a reviewer."""
    waiting = Record.objects.filter(state__in=WAITING, source_list="")
    return waiting.exclude(originator_id=actor.member_id)


def _has_decided(actor: Actor, waiting: Waiting) -> bool:
    return any(each.member_id == actor.member_id for each in waiting.verdicts)


def _verdicts(records: Sequence[Record]) -> dict[tuple[UUID, int], list[Verdict]]:
    found: dict[tuple[UUID, int], list[Verdict]] = defaultdict(list)
    for each in Verdict.objects.filter(record_id__in=[record.id for record in records]):
        found[each.record_id, each.version].append(each)
    return found


def before(actor: Actor, record_id: UUID) -> Before:
    """A record as a reviewer reads it. Raises NotFound."""
    require(actor, Permission.GATE_REVIEW)
    note(actor, "gate.read", f"record:{record_id}", permission=Permission.GATE_REVIEW)
    record = Record.objects.select_related("originator").filter(id=record_id).first()
    if record is None or record.originator_id == actor.member_id:
        raise NotFound
    return Before(
        record,
        Version.objects.get(record=record, number=record.version),
        tuple(Verdict.objects.filter(record=record, version=record.version)),
        Appeal.objects.filter(record=record, version=record.version).first(),
        tuple(Release.objects.filter(record=record, version=record.version)),
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an own record was refused, and until when that can be appealed; None where it can't."""

    verdict: Verdict
    appeal_until: datetime | None


def refusal_of(actor: Actor, record: Record, *, now: datetime) -> Refused | None:
    """The refusal of one of the actor's own records; None where it wasn't refused."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    if record.originator_id != actor.member_id or record.state != Record.State.REFUSED:
        return None
    refusals = Verdict.objects.filter(record=record, version=record.version, outcome=Outcome.REFUSE)
    last = refusals.order_by("-id").first()
    if last is None:
        return None
    appeals = Appeal.objects.filter(record=record, version=record.version).count()
    open_ = can_appeal(last.decided_at, appeals, now)
    return Refused(last, last.decided_at + APPEAL_PERIOD if open_ else None)
