"""Reading the imports of published lists. Lists are public acts; the records in them are not all.

The caller is inside ``access.viewing(actor)``: names come only with records the viewer may see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from tocsin.records.lists.models import Run
from tocsin.records.lists.rules import Net, net
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules import changed_properties
from tocsin.records.registers.sight import seen_by
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted
from tocsin.safeguards.ledger.actions import note

LATEST = 10
"""Imports of one list that are shown."""


def latest_runs(actor: Actor) -> dict[str, list[Run]]:
    """The last imports of each list, the latest first."""
    require(actor, Permission.LIST_READ)
    runs: dict[str, list[Run]] = defaultdict(list)
    for run_ in Run.objects.select_related("publisher"):
        if len(runs[run_.source_list]) < LATEST:
            runs[run_.source_list].append(run_)
    return dict(runs)


def run(actor: Actor, run_id: int) -> Run:
    """One import: what it added, changed and removed, by reference number."""
    require(actor, Permission.LIST_READ)
    note(actor, "list-run.read", f"list-run:{run_id}", permission=Permission.LIST_READ)
    found = Run.objects.select_related("publisher").filter(id=run_id).first()
    if found is None:
        raise NotFound
    return found


def records_of(actor: Actor, run_: Run, references: Sequence[str]) -> dict[str, Record]:
    """The records behind these references; none for a reader who may not open records."""
    if not is_permitted(actor, Permission.RECORD_READ):
        return {}
    found = Record.objects.filter(
        seen_by(actor),
        originator_id=run_.publisher_id,
        source_list=run_.source_list,
        reference__in=references,
    )
    return {record.reference: record for record in found}


def changed_in(run_: Run, records: Iterable[Record]) -> dict[UUID, tuple[str, ...]]:
    """Which properties of each record this import changed, by their names alone."""
    pairs: dict[UUID, list[Version]] = defaultdict(list)
    for version in _versions_until(records, run_.imported_at):
        pairs[version.record_id].append(version)
    return {
        record_id: changed_properties(found[-2].statements, found[-1].statements)
        for record_id, found in pairs.items()
        if len(found) > 1
    }


def _versions_until(records: Iterable[Record], at: datetime) -> Iterable[Version]:
    ids = [record.id for record in records]
    return Version.objects.filter(record_id__in=ids, made_at__lte=at).order_by("number")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a list between two moments; of changed records what they said then and say
    now, as far as the viewer may open them."""

    net: Net
    imports: int
    records: Mapping[str, Record]
    before: Mapping[UUID, Sequence[Mapping[str, object]]]
    after: Mapping[UUID, Sequence[Mapping[str, object]]]


def changes_between(actor: Actor, code: str, since: datetime, until: datetime) -> Difference:
    """What the imports after ``since``, up to ``until``, changed together."""
    require(actor, Permission.LIST_READ)
    note(
        actor,
        "list.compare",
        f"list:{code}",
        permission=Permission.LIST_READ,
        particulars={"since": since.isoformat(), "until": until.isoformat()},
    )
    runs = list(
        Run.objects.filter(
            source_list=code, imported_at__gt=since, imported_at__lte=until
        ).order_by("id")
    )
    together = net(runs)
    if not runs:
        return Difference(together, 0, {}, {}, {})
    shown = (*together.added, *together.changed, *together.removed)
    records = records_of(actor, runs[-1], shown)
    changed = [records[each] for each in together.changed if each in records]
    return Difference(
        together,
        len(runs),
        records,
        _said(changed, since),
        _said(changed, until),
    )


def _said(records: Iterable[Record], at: datetime) -> dict[UUID, Sequence[Mapping[str, object]]]:
    """What each record said at a moment."""
    return {each.record_id: each.statements for each in _versions_until(records, at)}


def held_edition(source_list: str) -> date | None:
    """When the edition that the register holds was published; None where its file says nothing."""
    return _editions(source_list).first()


def edition_before(run_: Run) -> date | None:
    """When the edition was published that this import replaced."""
    return _editions(run_.source_list).filter(id__lt=run_.id).first()


def _editions(source_list: str) -> QuerySet[Run, date | None]:
    runs = Run.objects.filter(source_list=source_list).order_by("-id")
    return runs.values_list("published_on", flat=True)
