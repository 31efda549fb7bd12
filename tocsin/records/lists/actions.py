"""Bringing a published list in: one transaction, so that a list is there whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tocsin.formats.lists import ListEntry, merge, read_list
from tocsin.members.actions import ensure_member
from tocsin.records.lists.models import Run
from tocsin.records.lists.rules import (
    PUBLISHERS,
    Difference,
    Held,
    contribution_of,
    difference,
    hash_of,
)
from tocsin.records.registers import actions as registers
from tocsin.records.registers.models import Record
from tocsin.records.registers.rules import Contribution
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.ledger.actions import note

Report = Callable[[str], None]


def publisher_actor(source_list: str, *, now: datetime) -> Actor:
    """The publisher as the one who acts: its list is its own contribution."""
    publisher = PUBLISHERS[source_list]
    member = ensure_member(
        publisher.member_code, publisher.member_name, publisher.member_kind, now=now
    )
    return Actor(member.id, frozenset({Role.REGISTRAR}))


def import_list(
    actor: Actor, source_list: str, file: Path, *, now: datetime, report: Report = lambda _: None
) -> Run:
    """Make the register hold what the file lists: add, revise, delist, renew; or change nothing."""
    require(actor, Permission.LIST_IMPORT)
    report("reading")
    listed = _contributions(source_list, read_list(source_list, file))
    with viewing(actor):
        held = _held(actor, source_list)
        found = difference(held, {key: hash_of(each) for key, each in listed.items()})
        report("storing")
        _apply(actor, found, held, listed, now)
        return _run(actor, source_list, file, found, now)


def _contributions(source_list: str, entries: Iterable[ListEntry]) -> dict[str, Contribution]:
    by_reference: dict[str, list[ListEntry]] = {}
    for entry in entries:
        by_reference.setdefault(entry.reference, []).append(entry)
    return {
        reference: contribution_of(source_list, merge(same).to_dict())
        for reference, same in by_reference.items()
    }


def _held(actor: Actor, source_list: str) -> dict[str, Held]:
    rows = Record.objects.filter(
        originator_id=actor.member_id, source_list=source_list
    ).values_list("reference", "id", "content_hash", "state")
    return {
        reference: Held(key, bytes(content), state == Record.State.PUBLISHED)
        for reference, key, content, state in rows
    }


def _apply(
    actor: Actor,
    found: Difference,
    held: Mapping[str, Held],
    listed: Mapping[str, Contribution],
    now: datetime,
) -> None:
    registers.add_records(actor, [listed[each] for each in found.added], now=now)
    revised = [(held[each].record_id, listed[each]) for each in (*found.changed, *found.revived)]
    registers.revise_records(actor, revised, now=now)
    registers.end_records(actor, _keys(held, found.removed), Record.State.DELISTED, now=now)
    registers.renew_records(actor, _keys(held, found.unchanged), now=now)


def _keys(held: Mapping[str, Held], references: Iterable[str]) -> list[Any]:
    return [held[reference].record_id for reference in references]


def _run(actor: Actor, source_list: str, file: Path, found: Difference, now: datetime) -> Run:
    run = Run.objects.create(
        source_list=source_list,
        publisher_id=actor.member_id,
        file_digest=_digest(file),
        imported_at=now,
        added=[*found.added, *found.revived],
        changed=list(found.changed),
        removed=list(found.removed),
        unchanged=len(found.unchanged),
    )
    note(actor, "list.import", f"list-run:{run.id}", permission=Permission.LIST_IMPORT)
    return run


def _digest(file: Path) -> bytes:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").digest()
