"""Attaching files to one's own records, and taking them off again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.records.gate.facts import RecordForgotten
from tocsin.records.media import storage
from tocsin.records.media.errors import NotTaken, SourceMissing
from tocsin.records.media.models import Attachment
from tocsin.records.media.rules import digest, is_small_enough, kind_of
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

CONTRIBUTE = Permission.RECORD_CONTRIBUTE


def attach(
    actor: Actor, record_id: UUID, content: bytes, source: str, rights: str, *, now: datetime
) -> Attachment:
    """Attach a file to one of the member's own records; the same file again changes nothing.

    Raises NotFound, NotTaken or SourceMissing.
    """
    require(actor, CONTRIBUTE)
    officer, kind = officer_of(actor), kind_of(content)
    if not kind or not is_small_enough(content):
        raise NotTaken
    if not source.strip() or not rights.strip():
        raise SourceMissing
    with viewing(actor):
        if not Record.objects.filter(id=record_id, originator_id=actor.member_id).exists():
            raise NotFound
        there = Attachment.objects.filter(record_id=record_id, sha256=digest(content)).first()
        if there:
            return there
        note(actor, "media.attach", f"record:{record_id}", permission=CONTRIBUTE)
        made = Attachment.objects.create(
            record_id=record_id,
            member_id=actor.member_id,
            officer_id=officer,
            media_type=kind,
            size=len(content),
            sha256=digest(content),
            source=source.strip(),
            rights=rights.strip(),
            attached_at=now,
        )
        storage.put(made.id, content)
    return made


def detach(actor: Actor, record_id: UUID, attachment_id: UUID) -> None:
    """Take a file off one of the member's own records, and its bytes off the disk. NotFound."""
    require(actor, CONTRIBUTE)
    with viewing(actor):
        note(actor, "media.detach", f"attachment:{attachment_id}", permission=CONTRIBUTE)
        of_record = Attachment.objects.filter(record_id=record_id, member_id=actor.member_id)
        gone, _ = of_record.filter(id=attachment_id).delete()
        if not gone:
            raise NotFound
        storage.remove(attachment_id)


def forget(fact: RecordForgotten) -> None:
    """A record goes, and its files with it, from the disk too."""
    found = Attachment.objects.filter(record_id=fact.record_id)
    for attachment_id in list(found.values_list("id", flat=True)):
        storage.remove(attachment_id)
    found.delete()
