"""A contribution against what its member's register holds: new, saying something else, or the same.

The caller is inside ``access.viewing`` of the member. Nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.records.contributing.batches import Change
from tocsin.records.registers.building import CodeOf, standing_of
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules import Contribution
from tocsin.safeguards.access.rules import Actor


@dataclass(frozen=True, slots=True)
class Held:
    """What the member's register holds under a reference."""

    record: Record
    version: Version


def compared(
    actor: Actor, given: Sequence[Contribution], code_of: CodeOf
) -> list[tuple[Change, Held | None]]:
    """What each contribution changes, against what the member's register holds."""
    held = _held(actor, [each.reference for each in given])
    return [
        (_change(each, held.get(each.reference), code_of), held.get(each.reference))
        for each in given
    ]


def _held(actor: Actor, references: Sequence[str]) -> dict[str, Held]:
    own = Record.objects.filter(
        originator_id=actor.member_id, source_list="", reference__in=references
    )
    records = {each.id: each for each in own}
    versions = Version.objects.filter(record_id__in=records)
    current = {
        each.record_id: each for each in versions if each.number == records[each.record_id].version
    }
    return {record.reference: Held(record, current[key]) for key, record in records.items()}


def _change(given: Contribution, held: Held | None, code_of: CodeOf) -> Change:
    if held is None:
        return Change.ADDED
    ended = held.record.state in (Record.State.WITHDRAWN, Record.State.DELISTED)
    said = {**held.version.standing, "statements": held.version.statements}
    same = said == standing_of(given, code_of)
    return Change.UNCHANGED if same and not ended else Change.REVISED
