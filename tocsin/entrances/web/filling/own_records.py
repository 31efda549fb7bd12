"""A member's own records, drafts and files, as pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from tocsin.entrances.web.pages.contributing import (
    BatchLine,
    BatchPage,
    DraftLine,
    OwnRecord,
    RowFaultLine,
)
from tocsin.entrances.web.pages.names import Written


def own_record(record: Any, note: str = "") -> OwnRecord:
    return OwnRecord(
        pk=str(record.id),
        reference=record.reference,
        name=Written(record.primary_name),
        state=record.state,
        ground=record.ground,
        action=record.requested_action,
        revised_at=record.revised_at,
        expires_at=record.expires_at,
        review_at=record.review_at,
        note=note,
    )


def noted(
    overdue: Iterable[Any], ending: Iterable[Any], reminders: Mapping[UUID, list[Any]]
) -> tuple[OwnRecord, ...]:
    """Own records that something is due about, each once, overdue reviews first."""
    lines = {each.id: own_record(each, "overdue") for each in overdue}
    for each in ending:
        given = [one.kind for one in reminders.get(each.id, []) if one.kind != "overdue"]
        lines.setdefault(each.id, own_record(each, given[-1] if given else "four_months"))
    return tuple(lines.values())


def draft_line(draft: Any) -> DraftLine:
    reference = str(draft.content.get("reference") or "")
    return DraftLine(str(draft.id), reference, draft.saved_at, draft.expires_at)


def batch_line(batch: Any) -> BatchLine:
    return BatchLine(
        pk=str(batch.id),
        file_name=batch.file_name,
        mode=batch.mode,
        stored=batch.stored,
        rows=batch.rows,
        bad=batch.bad,
        added=batch.added,
        revised=batch.revised,
        unchanged=batch.unchanged,
        held=batch.held,
        ended_at=batch.ended_at,
    )


def batch_page(batch: Any) -> BatchPage:
    lines = tuple(
        RowFaultLine(each["line"], each["reference"], each["field"], each["message"])
        for each in batch.faults
    )
    return BatchPage(batch_line(batch), lines)
