"""Reading what is coming in: an officer's own drafts, a member's batches, what is to be signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.members.queries import codes_by_id
from tocsin.records.contributing.actions import DRAFT_LIFE
from tocsin.records.contributing.errors import DraftGone
from tocsin.records.contributing.models import Batch, Draft
from tocsin.records.registers.building import standing_of
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules.reading import read
from tocsin.records.registers.rules.signing import signed_bytes
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission

LATEST = 20


def drafts(actor: Actor, *, now: datetime) -> list[Draft]:
    """The officer's own drafts, the last saved first."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Draft.objects.filter(officer_id=officer_of(actor), expires_at__gt=now)
    return list(own.order_by("-saved_at"))


def draft(actor: Actor, draft_id: UUID, *, now: datetime) -> Draft:
    """One of the officer's own drafts. Raises DraftGone."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    own = Draft.objects.filter(officer_id=officer_of(actor), expires_at__gt=now)
    found = own.filter(id=draft_id).first()
    if found is None:
        raise DraftGone(days=DRAFT_LIFE.days)
    return found


def batches(actor: Actor) -> list[Batch]:
    """What the member's last files came to."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    return list(Batch.objects.filter(member_id=actor.member_id)[:LATEST])


def batch(actor: Actor, batch_id: UUID) -> Batch:
    """One of the member's batches. Raises NotFound."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    found = Batch.objects.filter(member_id=actor.member_id, id=batch_id).first()
    if found is None:
        raise NotFound
    return found


def to_sign(actor: Actor, plain: Mapping[str, Any], *, now: datetime) -> bytes:
    """The bytes that the member signs at home, to send with this contribution. Raises NotLawful."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    codes = codes_by_id()
    given, wrong = read(plain, {code: key for key, code in codes.items()}, now.date())
    if wrong:
        raise NotLawful(wrong, given.reference)
    with viewing(actor):
        number, before = _next(actor, given.reference)
    standing = standing_of(given, codes.__getitem__)
    return signed_bytes(codes[actor.member_id], number, before, standing)


def _next(actor: Actor, reference: str) -> tuple[int, str]:
    """The number of the version that would be made, and the digest of the one before."""
    own = Record.objects.filter(
        originator_id=actor.member_id, source_list="", reference=reference
    ).first()
    if own is None:
        return 1, ""
    current = Version.objects.get(record=own, number=own.version)
    return own.version + 1, current.digest
