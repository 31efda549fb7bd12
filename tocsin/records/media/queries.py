"""The files of a record: listed with it, opened one at a time, each opening in the ledger."""

from __future__ import annotations

from uuid import UUID

from tocsin.records.media import storage
from tocsin.records.media.errors import Damaged
from tocsin.records.media.models import Attachment
from tocsin.records.media.rules import digest
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def attachments(record: Record) -> list[Attachment]:
    """The files of a record that the viewer was shown, without what is in them."""
    return list(Attachment.objects.filter(record=record))


def opened(actor: Actor, attachment_id: UUID) -> tuple[Attachment, bytes]:
    """One file with its bytes, whose hash is what was attached. Raises NotFound or Damaged."""
    require(actor, Permission.RECORD_READ)
    note(actor, "media.open", f"attachment:{attachment_id}", permission=Permission.RECORD_READ)
    found = Attachment.objects.filter(id=attachment_id).first()
    if found is None:
        raise NotFound
    content = storage.get(found.id)
    if digest(content) != bytes(found.sha256):
        raise Damaged
    return found, content
