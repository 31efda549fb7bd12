"""Adding works to the library and taking them out; by the member that added them alone.

The caller is inside ``access.viewing(actor)``.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tocsin.records.library.errors import NoText
from tocsin.records.library.files import File
from tocsin.records.library.models import Work, WorkFile
from tocsin.records.library.rules import Contributed, faults, words
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

__all__ = ["add_work", "remove_work"]


def add_work(
    actor: Actor, contributed: Contributed, file: File | None = None, *, now: datetime
) -> Work:
    """Add a work, with its file where it has one. Raises NoText, and ValueError for other faults
    (`rules.faults` names them beforehand)."""
    require(actor, Permission.LIBRARY_ADD)
    if wrong := faults(contributed):
        raise ValueError(f"{wrong[0][0]} {wrong[0][1]}")
    text = contributed.text.strip() or (file.text.strip() if file else "")
    if not text:
        raise NoText
    work = _work(actor, contributed, text, now)
    digest = hashlib.sha256(file.content).digest() if file else b""
    note(
        actor,
        "work.add",
        f"work:{work.id}",
        permission=Permission.LIBRARY_ADD,
        particulars={"tlp": work.tlp, "kind": work.kind, "file": digest.hex()},
    )
    work.save(force_insert=True)
    if file:
        WorkFile.objects.create(
            work=work,
            name=file.name,
            media_type=file.media_type,
            digest=digest,
            content=file.content,
        )
    return work


def remove_work(actor: Actor, work_id: UUID) -> None:
    """Take a work out of the library, with its file. Raises NotFound."""
    require(actor, Permission.LIBRARY_ADD)
    own = Work.objects.filter(id=work_id, originator_id=actor.member_id)
    if not own.exists():
        raise NotFound
    note(actor, "work.remove", f"work:{work_id}", permission=Permission.LIBRARY_ADD)
    own.delete()


def _work(actor: Actor, contributed: Contributed, text: str, now: datetime) -> Work:
    only = contributed.only_members
    return Work(
        originator_id=actor.member_id,
        kind=contributed.kind.value,
        title=contributed.title.strip(),
        language=contributed.language.value,
        citation=contributed.citation.strip(),
        adopted_on=contributed.adopted_on,
        tlp=contributed.tlp.value,
        only_members=None if only is None else sorted(only),
        text=text,
        words=words(f"{contributed.title}\n{contributed.citation}\n{text}", contributed.language),
        added_at=now,
    )
