"""Bringing a published list in: one transaction, so that a list is there whole or not at all.

The file is read to its end before the database is touched, so a list that can't be read changes
nothing. Imports of one list wait for each other; screening never waits for an import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.db import connection

from tocsin.formats.lists import ListEntry, ListUnreadable, merge, read_list
from tocsin.members.actions import ensure_member
from tocsin.records.admission.actions import admit_for_now
from tocsin.records.admission.facts import ListAdmitted, ListBarred
from tocsin.records.admission.queries import in_force_on
from tocsin.records.admission.rules import BY_RULE, passed_by
from tocsin.records.lists.errors import ListShrinks, OlderEdition
from tocsin.records.lists.models import Run
from tocsin.records.lists.queries import held_edition
from tocsin.records.lists.rules import (
    PUBLISHERS,
    Difference,
    Held,
    contribution_of,
    difference,
    goes_back,
    shrinks_too_much,
)
from tocsin.records.lists.sources import Report, SourceFile, Step
from tocsin.records.registers import actions as registers
from tocsin.records.registers.models import Record
from tocsin.records.registers.rules import Contribution
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.ledger.actions import note

BATCH = 1_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What an officer has said to expect, and what is refused unless they have."""

    shrinking: bool = False
    older: bool = False


@dataclass(frozen=True, slots=True)
class _Gate:
    """By what a list's entries pass the neutrality gate, if they do, and until when."""

    passed_by: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Edition:
    """One reading of a list: its entries by reference, and the bytes they came from."""

    source_list: str
    listed: Mapping[str, Contribution]
    gate: _Gate
    published_on: date | None
    digest: bytes


def publisher_actor(source_list: str, *, now: datetime) -> Actor:
    """The publisher as the one who acts: its list is its own contribution."""
    publisher = PUBLISHERS[source_list]
    member = ensure_member(
        publisher.member_code, publisher.member_name, publisher.member_kind, now=now
    )
    return Actor(member.id, frozenset({Role.REGISTRAR}))


def import_list(
    actor: Actor,
    source_list: str,
    file: Path,
    *,
    now: datetime,
    accept: Acceptance = Acceptance(),
    report: Report = lambda _: None,
) -> Run:
    """Make the register hold what the file lists: add, revise, delist, renew; or change nothing.

    Raises ListUnreadable, ListShrinks or OlderEdition.
    """
    require(actor, Permission.LIST_IMPORT)
    with viewing(actor):
        gate = _gate(actor, source_list, now)
    edition = _read(source_list, file, gate, report)
    with viewing(actor):
        _wait_for_other_imports(source_list)
        held = _held(actor, source_list)
        found = difference(held, {key: each.content_hash for key, each in edition.listed.items()})
        _check(edition, held, found, accept)
        _apply(actor, edition, found, held, now, report)
        return _run(actor, edition, found, now)


def _gate(actor: Actor, source_list: str, now: datetime) -> _Gate:
    """The rule or the standing decision that the list passes under; its first import begins one."""
    if source_list in BY_RULE:
        return _Gate(passed_by(source_list, None))
    decision = in_force_on(source_list, now=now) or admit_for_now(actor, source_list, now=now)
    return _Gate(passed_by(source_list, decision), decision.until if decision else None)


def admit_entries(fact: ListAdmitted) -> None:
    """Two registrars let a list in: its entries, also those that had waited, pass from now on."""
    actor = publisher_actor(fact.source_list, now=fact.at)
    with viewing(actor):
        by = f"standing:{fact.standing_id}"
        registers.pass_list(actor, fact.source_list, by, now=fact.at, until=fact.until)


def bar_entries(fact: ListBarred) -> None:
    """A list passes no longer: its entries match nobody from this transaction on."""
    actor = publisher_actor(fact.source_list, now=fact.at)
    with viewing(actor):
        registers.stop_list(actor, fact.source_list)


def _read(source_list: str, file: Path, gate: _Gate, report: Report) -> _Edition:
    try:
        source = SourceFile(file, report)
    except OSError as error:
        raise ListUnreadable(source_list, "the file can't be opened") from error
    with source:
        reading = read_list(source_list, source)
        listed = _contributions(source_list, reading, gate)
        return _Edition(source_list, listed, gate, reading.published, source.digest())


def _contributions(
    source_list: str, entries: Iterable[ListEntry], gate: _Gate
) -> dict[str, Contribution]:
    by_reference: dict[str, list[ListEntry]] = {}
    for entry in entries:
        by_reference.setdefault(entry.reference, []).append(entry)
    return {
        reference: replace(
            contribution_of(source_list, merge(same).to_dict()),
            passed_gate_by=gate.passed_by,
            expires_on=gate.until.date() if gate.until else None,
        )
        for reference, same in by_reference.items()
    }


def _wait_for_other_imports(source_list: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"list:{source_list}"])


def _held(actor: Actor, source_list: str) -> dict[str, Held]:
    rows = Record.objects.filter(
        originator_id=actor.member_id, source_list=source_list
    ).values_list("reference", "id", "content_hash", "state")
    return {
        reference: Held(key, bytes(content), state == Record.State.PUBLISHED)
        for reference, key, content, state in rows
    }


def _check(
    edition: _Edition, held: Mapping[str, Held], found: Difference, accept: Acceptance
) -> None:
    earlier = held_edition(edition.source_list)
    if goes_back(edition.published_on, earlier) and not accept.older:
        raise OlderEdition(source=edition.source_list, published=edition.published_on, held=earlier)
    if shrinks_too_much(held, found) and not accept.shrinking:
        live = sum(each.live for each in held.values())
        raise ListShrinks(source=edition.source_list, removed=len(found.removed), held=live)


def _apply(
    actor: Actor,
    edition: _Edition,
    found: Difference,
    held: Mapping[str, Held],
    now: datetime,
    report: Report,
) -> None:
    listed, gate = edition.listed, edition.gate
    revised = (*found.changed, *found.revived)
    done, total = 0, len(found.added) + len(revised)
    report(Step("storing", done, total))
    for some in _batches(found.added):
        registers.add_records(actor, [listed[each] for each in some], now=now)
        report(Step("storing", done := done + len(some), total))
    for some in _batches(revised):
        changes = [(held[each].record_id, listed[each]) for each in some]
        registers.revise_records(actor, changes, now=now)
        report(Step("storing", done := done + len(some), total))
    registers.end_records(actor, _keys(held, found.removed), Record.State.DELISTED, now=now)
    if not gate.passed_by:
        registers.stop_list(actor, edition.source_list)
        return
    unchanged = _keys(held, found.unchanged)
    registers.renew_records(actor, unchanged, now=now, until=gate.until)


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))


def _keys(held: Mapping[str, Held], references: Iterable[str]) -> list[UUID]:
    return [held[reference].record_id for reference in references]


def _run(actor: Actor, edition: _Edition, found: Difference, now: datetime) -> Run:
    run = Run.objects.create(
        source_list=edition.source_list,
        publisher_id=actor.member_id,
        file_digest=edition.digest,
        published_on=edition.published_on,
        imported_at=now,
        added=[*found.added, *found.revived],
        changed=list(found.changed),
        removed=list(found.removed),
        unchanged=len(found.unchanged),
    )
    note(actor, "list.import", f"list-run:{run.id}", permission=Permission.LIST_IMPORT)
    return run
