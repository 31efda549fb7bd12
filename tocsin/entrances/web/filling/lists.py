"""Imports of lists as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

from tocsin.entrances.web.pages import ChangedRecord, ListLine, ListRun, ListRunPage, Written
from tocsin.entrances.web.pages.lists import Change
from tocsin.entrances.web.paging import paging, piece
from tocsin.records.lists.rules import PUBLISHERS, is_overdue

CHANGES: tuple[Change, ...] = get_args(Change)


def line_of(code: str, runs: Sequence[Any], records: int, now: datetime) -> ListLine:
    publisher = PUBLISHERS[code]
    return ListLine(
        code=code,
        title=publisher.citation,
        publisher=publisher.member_name,
        publisher_code=publisher.member_code,
        records=records,
        runs=tuple(run_of(each) for each in runs),
        overdue=is_overdue(runs[0].imported_at if runs else None, now),
    )


def run_of(run: Any) -> ListRun:
    return ListRun(
        pk=str(run.id),
        started_at=run.imported_at,
        finished_at=run.imported_at,
        added=len(run.added),
        changed=len(run.changed),
        removed=len(run.removed),
        unchanged=run.unchanged,
        published_on=run.published_on.isoformat() if run.published_on else "",
        started_by=run.publisher.name,
    )


def run_page(run: Any, shown: Change | Literal["all"], number: int, now: datetime) -> ListRunPage:
    """One piece of what the import changed, by reference alone."""
    changes = [
        ChangedRecord(reference, change)
        for change in CHANGES
        if shown in ("all", change)
        for reference in getattr(run, change)
    ]
    where = paging(len(changes), number, change=shown)
    publisher = PUBLISHERS[run.source_list]
    return ListRunPage(
        now=now,
        code=run.source_list,
        title=publisher.citation,
        publisher=publisher.member_name,
        run=run_of(run),
        records=tuple(piece(changes, where)),
        filter=shown,
        paging=where,
    )


def named(
    page: ListRunPage, records: Mapping[str, Any], fields: Mapping[UUID, tuple[str, ...]]
) -> ListRunPage:
    """The page with the names of those records that the reader may open."""
    return replace(page, records=tuple(_named(each, records, fields) for each in page.records))


def _named(
    changed: ChangedRecord, records: Mapping[str, Any], fields: Mapping[UUID, tuple[str, ...]]
) -> ChangedRecord:
    record = records.get(changed.reference)
    if record is None:
        return changed
    told = fields.get(record.id, ()) if changed.change == "changed" else ()
    return replace(
        changed, name=Written(record.primary_name), record_pk=str(record.id), fields=told
    )
