"""Whether stored versions are what their contributors signed, each following the one before.

Read from what is stored alone, by whoever holds the rows: a version that was altered, left out or
moved to another record is found, and nothing is mended.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from tocsin.members.queries import keys_of, member_by_code
from tocsin.records.registers import signing
from tocsin.records.registers.building import signed_text
from tocsin.records.registers.models import Version
from tocsin.records.registers.rules.signing import digest
from tocsin.records.registers.signing import Signed, is_made
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission


@dataclass(frozen=True, slots=True)
class Forged:
    """A version that is not what was signed: ``why`` is "signature", "key" or "order"."""

    record_id: UUID
    number: int
    why: str


def forged_versions(actor: Actor, code: str) -> Iterator[Forged]:
    """Every version of the actor's own records that is not as its member signed it.

    The caller is inside ``access.viewing(actor)``.
    """
    require(actor, Permission.RECORD_READ)
    own = Version.objects.filter(record__originator_id=actor.member_id)
    known = _known_keys(code)
    before: dict[UUID, str] = {}
    ordered = own.order_by("record_id", "number")
    for version in ordered.iterator(chunk_size=2_000):
        wrong = _wrong(version, code, before.get(version.record_id, ""), known)
        if wrong:
            yield Forged(version.record_id, version.number, wrong)
        before[version.record_id] = version.digest


def _known_keys(code: str) -> frozenset[str]:
    """Every key that this member ever signed with: registered ones, and the node's for it."""
    registered = keys_of(member_by_code(code).id)
    written = (base64.b64encode(bytes(each.key)).decode() for each in registered)
    return frozenset({*written, signing.public_key(code)})


def _wrong(version: Version, code: str, before: str, known: frozenset[str]) -> str:
    text = signed_text(version, code, before)
    if digest(text) != version.digest:
        return "order"
    if version.key_id not in known:
        return "key"
    return "" if is_made(Signed(version.key_id, bytes(version.signature)), text) else "signature"
