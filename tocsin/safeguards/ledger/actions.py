"""Writing the ledger, in the transaction of the deed: no entry, no deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils import timezone

from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import Content, content, is_plain, leaf_hash

BATCH = 2_000


class Doer(Protocol):
    """Who an entry is about; the actor of ``safeguards.access`` is one."""

    @property
    def member_id(self) -> int: ...
    @property
    def officer_id(self) -> int | None: ...


def note(
    actor: Doer,
    did: str,
    thing: str = "",
    *,
    permission: str = "",
    purpose: str = "",
    case_reference: str = "",
    particulars: Mapping[str, object] | None = None,
) -> None:
    """Add one entry; if it can't be written, the surrounding transaction fails.

    ``particulars`` holds counts, codes and identifiers, never a person's name or document. Raises
    ValueError if a value of it could read back otherwise than it was written (`rules.is_plain`).
    """
    if not is_plain(particulars or {}):
        raise ValueError(f"the particulars of {did} hold what the ledger can't keep exactly")
    entry = Entry(
        at=timezone.now(),
        member_id=actor.member_id,
        officer_id=actor.officer_id,
        did=did,
        thing=thing,
        permission=permission,
        purpose=purpose,
        case_reference=case_reference,
        particulars=dict(particulars or {}),
    )
    _sealed(entry).save(force_insert=True)


def note_all(actor: Doer, did: str, things: Iterable[str], *, permission: str = "") -> None:
    """One entry for each of ``things``, as `note` would write it, but in few statements."""
    who = {"member_id": actor.member_id, "officer_id": actor.officer_id}
    deed = {**who, "did": did, "permission": permission, "at": timezone.now()}
    entries = (_sealed(Entry(**deed, thing=thing)) for thing in things)
    Entry.objects.bulk_create(entries, batch_size=BATCH)


def _sealed(entry: Entry) -> Entry:
    entry.leaf_hash = leaf_hash(said(entry))
    return entry


def said(entry: Entry) -> Content:
    """What an entry says, as it is hashed."""
    return content(
        entry.at,
        entry.member_id,
        entry.officer_id,
        entry.did,
        entry.thing,
        entry.permission,
        entry.purpose,
        entry.case_reference,
        entry.particulars,
    )
