"""Making, changing and ending records: always by their originator, always in the ledger.

The caller is inside ``access.viewing(actor)``: the database itself refuses rows of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tocsin.foundations.facts import publish
from tocsin.foundations.vocabulary.codes import ActionCode
from tocsin.members.keys import written
from tocsin.members.queries import codes_by_id, key_valid_at
from tocsin.records.registers.building import (
    REVISED_FIELDS,
    CodeOf,
    new_record,
    revise,
    standing_of,
    version_of,
)
from tocsin.records.registers.errors import NotLawful, NotReached, SignatureRefused
from tocsin.records.registers.facts import RecordCorrected, RecordEnded, RecordsSubmitted
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules import Contribution, faults, longest_life
from tocsin.records.registers.rules.narrowing import only_narrows
from tocsin.records.registers.signing import Signed
from tocsin.records.registers.storing import insert_rows
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note, note_all
from tocsin.safeguards.upkeep.queries import has_duty_contact

__all__ = [
    "add_records",
    "end_records",
    "pass_list",
    "renew_records",
    "revise_records",
    "stop_list",
]

BATCH = 500
LIVE = (Record.State.PUBLISHED,)
Signatures = Mapping[str, Signed]
"""What contributors signed themselves, by the reference of the record."""


def add_records(
    actor: Actor,
    contributions: Sequence[Contribution],
    *,
    now: datetime,
    signatures: Signatures | None = None,
) -> list[Record]:
    """Store new records, each with its first version. Raises NotLawful or SignatureRefused."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    _require_lawful(contributions, now.date())
    _require_reached(actor, contributions, now)
    records = [new_record(actor.member_id, each, now) for each in contributions]
    _note_each(actor, "record.add", (record.id for record in records))
    insert_rows(records)
    code_of, given = _code_of(), _own(actor, signatures, now)
    insert_rows(
        version_of(
            record,
            each,
            code_of,
            signed=given.get(each.reference),
            officer_id=actor.officer_id,
        )
        for record, each in zip(records, contributions, strict=True)
    )
    _tell_submitted(actor, records, now)
    return records


def revise_records(
    actor: Actor,
    changes: Sequence[tuple[UUID, Contribution]],
    *,
    now: datetime,
    reason: str = "",
    signatures: Signatures | None = None,
) -> None:
    """Give records a new version; one that had ended is published again.

    What a gate had passed stays passed where the revision only takes back. Raises NotLawful or
    SignatureRefused.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    _require_lawful([contribution for _, contribution in changes], now.date())
    _require_reached(actor, [contribution for _, contribution in changes], now)
    by_id = Record.objects.in_bulk([record_id for record_id, _ in changes])
    before = _current_versions(by_id.values())
    code_of, given = _code_of(), _own(actor, signatures, now)
    _note_each(actor, "record.revise", by_id)
    revised = [
        (by_id[key], _with_gate(by_id[key], before[key], each, code_of)) for key, each in changes
    ]
    corrected = [record for record, _ in revised if record.state in LIVE]
    for record, each in revised:
        revise(record, each, now)
    Record.objects.bulk_update([record for record, _ in revised], REVISED_FIELDS, batch_size=BATCH)
    insert_rows(
        version_of(
            record,
            each,
            code_of,
            before=before[record.id].digest,
            signed=given.get(each.reference),
            officer_id=actor.officer_id,
        )
        for record, each in revised
    )
    _tell_submitted(actor, [record for record, _ in revised], now)
    for record in corrected:
        _tell_corrected(record, reason, now)


def end_records(
    actor: Actor, record_ids: Sequence[UUID], state: str, *, now: datetime, reason: str = ""
) -> None:
    """Delist or withdraw records: from this transaction on they match nothing."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    _note_each(actor, f"record.{state}", record_ids)
    live = set(
        Record.objects.filter(id__in=record_ids, state__in=LIVE).values_list("id", flat=True)
    )
    Record.objects.filter(id__in=record_ids).update(state=state, ended_at=now)
    for record_id in record_ids:
        if record_id in live:
            publish(RecordEnded(record_id, actor.member_id, state, reason, now))


def renew_records(
    actor: Actor, record_ids: Sequence[UUID], *, now: datetime, until: datetime | None = None
) -> None:
    """The publisher still lists these: their time begins anew, their content is untouched.

    ``until`` is the end of the decision that they pass the gate under; no record outlives it.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    note(
        actor,
        "record.renew",
        permission=Permission.RECORD_CONTRIBUTE,
        particulars={"records": len(record_ids)},
    )
    _begin_anew(Record.objects.filter(id__in=record_ids), now, until)


def pass_list(
    actor: Actor, source_list: str, passed_by: str, *, now: datetime, until: datetime
) -> None:
    """A publisher's list was admitted: its entries pass until the decision ends."""
    require(actor, Permission.LIST_IMPORT)
    note(actor, "list.pass", f"list:{source_list}", permission=Permission.LIST_IMPORT)
    entries = Record.objects.filter(
        originator_id=actor.member_id,
        source_list=source_list,
        state__in=(Record.State.SUBMITTED, Record.State.PUBLISHED),
    )
    entries.update(state=Record.State.PUBLISHED, passed_gate_by=passed_by)
    _begin_anew(entries, now, until)


def stop_list(actor: Actor, source_list: str) -> None:
    """A publisher's list passes no longer: its entries wait at the gate and match nobody."""
    require(actor, Permission.LIST_IMPORT)
    note(actor, "list.stop", f"list:{source_list}", permission=Permission.LIST_IMPORT)
    Record.objects.filter(
        originator_id=actor.member_id, source_list=source_list, state=Record.State.PUBLISHED
    ).update(state=Record.State.SUBMITTED, passed_gate_by="")


def _begin_anew(records: QuerySet[Record], now: datetime, until: datetime | None) -> None:
    kinds = set(records.values_list("ground", "requested_action"))
    for ground, action in sorted(kinds):
        lasting = longest_life(ground, action, now)
        ends = min(lasting.expires_at, until or lasting.expires_at)
        records.filter(ground=ground, requested_action=action).update(
            expires_at=ends, review_at=min(lasting.review_at, ends)
        )


def _require_lawful(contributions: Iterable[Contribution], today: date) -> None:
    for each in contributions:
        wrong = faults(each, today)
        if wrong:
            raise NotLawful(wrong, each.reference)


def _require_reached(actor: Actor, contributions: Iterable[Contribution], now: datetime) -> None:
    """Who asks for an arrest answers for it by day and night. Raises NotReached."""
    asked = any(each.requested_action == ActionCode.ARREST for each in contributions)
    if asked and not has_duty_contact(actor.member_id, now=now):
        raise NotReached


def _own(actor: Actor, signatures: Signatures | None, now: datetime) -> Signatures:
    """The signatures, all of them by the key that the member has registered. SignatureRefused."""
    if not signatures:
        return {}
    term = key_valid_at(actor.member_id, now)
    if term is None or any(each.key_id != written(term.key) for each in signatures.values()):
        raise SignatureRefused
    return signatures


def _code_of() -> CodeOf:
    codes = codes_by_id()
    return lambda member_id: codes[member_id]


def _current_versions(records: Iterable[Record]) -> dict[UUID, Version]:
    numbers = {record.id: record.version for record in records}
    found = Version.objects.filter(record_id__in=numbers)
    return {each.record_id: each for each in found if each.number == numbers[each.record_id]}


def _with_gate(
    record: Record, current: Version, contribution: Contribution, code_of: CodeOf
) -> Contribution:
    """The contribution with what the gate said of this record, where that still covers it."""
    if contribution.passed_gate_by or record.state not in LIVE or not current.standing:
        return contribution
    before = {**current.standing, "statements": current.statements}
    if not only_narrows(before, standing_of(contribution, code_of)):
        return contribution
    return replace(contribution, passed_gate_by=record.passed_gate_by)


def _tell_corrected(record: Record, reason: str, now: datetime) -> None:
    of_list = bool(record.source_list)
    member_id = record.originator_id
    publish(RecordCorrected(record.id, member_id, record.version, reason, now, of_list))


def _tell_submitted(actor: Actor, records: Iterable[Record], now: datetime) -> None:
    waiting = tuple(each.id for each in records if each.state not in LIVE)
    if waiting:
        publish(RecordsSubmitted(actor.member_id, actor.officer_id, waiting, now))


def _note_each(actor: Actor, did: str, record_ids: Iterable[UUID]) -> None:
    things = (f"record:{record_id}" for record_id in record_ids)
    note_all(actor, did, things, permission=Permission.RECORD_CONTRIBUTE)
