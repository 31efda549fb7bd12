"""Drafts and differences of lists as pages show them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tocsin.entrances.web.pages.drafting import (
    ChangedEntry,
    ChangedField,
    ChangesPage,
    DraftLine,
    DraftPage,
    PartField,
)
from tocsin.entrances.web.pages.forms import Typed
from tocsin.records.drafting.rules import Identity, Request, missing, parts_of
from tocsin.records.registers.rules import changed_properties, values


def line(draft: Any) -> DraftLine:
    return DraftLine(
        str(draft.id), draft.title, draft.request, draft.state, draft.changed_at, draft.final_at
    )


def part_names(draft: Any) -> tuple[str, ...]:
    request = Request(draft.request)
    return tuple(each.name for each in parts_of(request, deceased=draft.deceased))


def draft_page(
    draft: Any, identity: Identity, proposal: Any, *, state: str, why_not: str, form: Typed
) -> DraftPage:
    """``state`` is that of the last proposal, empty where there is none."""
    request = Request(draft.request)
    lacking = missing(request, draft.parts, identity, deceased=draft.deceased)
    answer = getattr(proposal, "answer", None) if proposal else None
    waits = state == "open"
    return DraftPage(
        draft=line(draft),
        record_pk=str(draft.record_id),
        identity=identity.rows,
        parts=tuple(
            PartField(
                part.name,
                part.heading,
                part.hint,
                draft.parts.get(part.name, ""),
                part.lines,
                part.mandatory,
                part.heading in lacking,
            )
            for part in parts_of(request, deceased=draft.deceased)
        ),
        missing=tuple(lacking),
        form=form,
        waiting=str(proposal.id) if waits else "",
        waiting_reason=proposal.reason if waits else "",
        why_not=why_not if waits else "",
        answer="" if waits else state,
        answer_reason=answer.reason if answer else "",
    )


def changes_page(
    lists: Sequence[tuple[str, str]], code: str, since: date, until: date, found: Any
) -> ChangesPage:
    return ChangesPage(
        lists=tuple(lists),
        code=code,
        since=since,
        until=until,
        imports=found.imports,
        added=tuple(_entry(each, found) for each in found.net.added),
        changed=tuple(_entry(each, found) for each in found.net.changed),
        removed=tuple(_entry(each, found) for each in found.net.removed),
    )


def _entry(reference: str, found: Any) -> ChangedEntry:
    record = found.records.get(reference)
    if record is None:
        return ChangedEntry(reference)
    before, after = found.before.get(record.id, []), found.after.get(record.id, [])
    return ChangedEntry(
        reference, record.primary_name, str(record.id), _fields(before, after) if before else ()
    )


def _fields(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[ChangedField, ...]:
    """The properties that differ, with the values that only one side has."""
    fields = []
    for name in changed_properties(before, after):
        then = [_told(each) for each in values(before, name)]
        now = [_told(each) for each in values(after, name)]
        fields.append(
            ChangedField(
                name,
                tuple(each for each in then if each not in now),
                tuple(each for each in now if each not in then),
            )
        )
    return tuple(fields)


def _told(value: Any) -> str:
    """A value in one line: its own text where it has one, else all that it has."""
    if not isinstance(value, Mapping):
        return str(value)
    told = next(
        (value[each] for each in ("full", "text", "written", "date") if value.get(each)), ""
    )
    if told:
        return str(told)
    inside = [str(each) for each in value.values() if isinstance(each, str | int) and each]
    return ", ".join(inside) or json.dumps(value, ensure_ascii=False)
