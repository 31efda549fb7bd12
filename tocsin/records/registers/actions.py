"""Making, changing and ending records: always by their originator, always in the ledger.

The caller is inside ``access.viewing(actor)``: the database itself refuses rows of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules import (
    INCLUSION_STANDARD,
    Contribution,
    expiry,
    statements_as_stored,
)
from tocsin.records.registers.storing import insert_rows
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note, note_all

__all__ = ["add_records", "end_records", "renew_records", "revise_records"]

BATCH = 500


def add_records(
    actor: Actor, contributions: Sequence[Contribution], *, now: datetime
) -> list[Record]:
    """Store new records, each with its first version."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    records = [_new_record(actor, each, now) for each in contributions]
    _note_each(actor, "record.add", (record.id for record in records))
    insert_rows(records)
    _add_versions(zip(records, contributions, strict=True), now)
    return records


def revise_records(
    actor: Actor, changes: Sequence[tuple[UUID, Contribution]], *, now: datetime
) -> None:
    """Give records a new version; one that had ended is published again."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    by_id = Record.objects.in_bulk([record_id for record_id, _ in changes])
    revised = [(by_id[record_id], contribution) for record_id, contribution in changes]
    _note_each(actor, "record.revise", by_id)
    for record, contribution in revised:
        _revise(record, contribution, now)
    Record.objects.bulk_update([record for record, _ in revised], _REVISED_FIELDS, batch_size=BATCH)
    _add_versions(revised, now)


def end_records(actor: Actor, record_ids: Sequence[UUID], state: str, *, now: datetime) -> None:
    """Delist or withdraw records: from this transaction on they match nothing."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    _note_each(actor, f"record.{state}", record_ids)
    Record.objects.filter(id__in=record_ids).update(state=state, ended_at=now)


def renew_records(actor: Actor, record_ids: Sequence[UUID], *, now: datetime) -> None:
    """The publisher still lists these: their time begins anew, their content is untouched."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    note(
        actor,
        "record.renew",
        permission=Permission.RECORD_CONTRIBUTE,
        particulars={"records": len(record_ids)},
    )
    actions = Record.objects.filter(id__in=record_ids).values_list("requested_action", flat=True)
    for action in sorted(set(actions)):
        ends = expiry(action, now)
        Record.objects.filter(id__in=record_ids, requested_action=action).update(
            expires_at=ends, review_at=ends
        )


_CONTRIBUTED_FIELDS = (
    "register",
    "reference",
    "primary_name",
    "ground",
    "purpose",
    "person_status",
    "requested_action",
    "evidence_summary",
    "source_grade",
    "information_grade",
    "tlp",
    "handling_code",
    "source_list",
    "passed_gate_by",
)
_REVISED_FIELDS = [
    *_CONTRIBUTED_FIELDS,
    "legal_basis_type",
    "legal_basis_citation",
    "legal_basis_authority",
    "legal_basis_date",
    "only_members",
    "except_members",
    "state",
    "ended_at",
    "expires_at",
    "review_at",
    "version",
    "content_hash",
]


def _new_record(actor: Actor, contribution: Contribution, now: datetime) -> Record:
    record = Record(originator_id=actor.member_id, created_at=now, version=0)
    _revise(record, contribution, now)
    return record


def _revise(record: Record, contribution: Contribution, now: datetime) -> None:
    for name in _CONTRIBUTED_FIELDS:
        setattr(record, name, getattr(contribution, name))
    _set_basis_and_handling(record, contribution)
    passed = bool(contribution.passed_gate_by)
    record.state = Record.State.PUBLISHED if passed else Record.State.SUBMITTED
    record.ended_at = None
    record.expires_at = record.review_at = expiry(contribution.requested_action, now)
    record.version += 1
    record.content_hash = contribution.content_hash
    record.inclusion_standard = INCLUSION_STANDARD


def _set_basis_and_handling(record: Record, contribution: Contribution) -> None:
    basis = contribution.legal_basis
    record.legal_basis_type = basis.type
    record.legal_basis_citation = basis.citation
    record.legal_basis_authority = basis.authority
    record.legal_basis_date = basis.date
    only = contribution.only_members
    record.only_members = None if only is None else list(only)
    record.except_members = list(contribution.except_members)


def _add_versions(pairs: Iterable[tuple[Record, Contribution]], now: datetime) -> None:
    insert_rows(_version(record, contribution, now) for record, contribution in pairs)


def _version(record: Record, contribution: Contribution, now: datetime) -> Version:
    return Version(
        record=record,
        number=record.version,
        statements=statements_as_stored(contribution.statements),
        content_hash=record.content_hash,
        made_at=now,
    )


def _note_each(actor: Actor, did: str, record_ids: Iterable[UUID]) -> None:
    things = (f"record:{record_id}" for record_id in record_ids)
    note_all(actor, did, things, permission=Permission.RECORD_CONTRIBUTE)
