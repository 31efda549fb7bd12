"""Reporting incidents, and saying what records have to do with each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.records.incidents import rules
from tocsin.records.incidents.models import Incident, Relation
from tocsin.records.incidents.rules import LIFE, faults_of_incident, faults_of_relation
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

CONTRIBUTE = Permission.RECORD_CONTRIBUTE


def report_incident(
    actor: Actor,
    given: rules.Incident,
    *,
    now: datetime,
    only_members: tuple[int, ...] | None = None,
    except_members: tuple[int, ...] = (),
) -> Incident:
    """Report what happened, or report it anew under the same reference. Raises NotLawful."""
    require(actor, CONTRIBUTE)
    wrong = faults_of_incident(given)
    if wrong:
        raise NotLawful(wrong, given.reference)
    with viewing(actor):
        note(actor, "incident.report", permission=CONTRIBUTE)
        told = {name: getattr(given, name) for name in rules.Incident.__dataclass_fields__}
        told |= {
            "only_members": None if only_members is None else list(only_members),
            "except_members": list(except_members),
            "reported_at": now,
            "expires_at": now + LIFE,
        }
        reference = told.pop("reference")
        incident, _made = Incident.objects.update_or_create(
            originator_id=actor.member_id, reference=reference, defaults=told
        )
    return incident


def relate(
    actor: Actor,
    record_id: UUID,
    given: rules.Relation,
    *,
    to_record: UUID | None = None,
    to_incident: UUID | None = None,
    now: datetime,
) -> Relation:
    """Say what one of the member's own records has to do with something that the viewer sees.

    Neither end comes to be by it, and neither changes. Raises NotLawful or NotFound.
    """
    require(actor, CONTRIBUTE)
    wrong = faults_of_relation(given)
    if wrong:
        raise NotLawful(wrong)
    with viewing(actor):
        own = Record.objects.filter(id=record_id, originator_id=actor.member_id)
        if not own.exists() or not _is_there(to_record, to_incident):
            raise NotFound
        note(actor, "relation.state", f"record:{record_id}", permission=CONTRIBUTE)
        return Relation.objects.create(
            record_id=record_id,
            other_id=to_record,
            incident_id=to_incident,
            kind=given.kind,
            evidence=given.evidence,
            grade=given.grade,
            source=given.source,
            member_id=actor.member_id,
            officer_id=actor.officer_id,
            stated_at=now,
        )


def _is_there(to_record: UUID | None, to_incident: UUID | None) -> bool:
    """Whether exactly one other end is named, and the viewer sees it."""
    if (to_record is None) == (to_incident is None):
        return False
    if to_record:
        return Record.objects.filter(id=to_record).exists()
    return to_incident is not None and Incident.objects.filter(id=to_incident).exists()


def unrelate(actor: Actor, record_id: UUID, relation_id: UUID) -> None:
    """Take back a relation that the member stated of this record. Raises NotFound."""
    require(actor, CONTRIBUTE)
    with viewing(actor):
        note(actor, "relation.take-back", f"relation:{relation_id}", permission=CONTRIBUTE)
        of_record = Relation.objects.filter(record_id=record_id, member_id=actor.member_id)
        gone, _ = of_record.filter(id=relation_id).delete()
    if not gone:
        raise NotFound
