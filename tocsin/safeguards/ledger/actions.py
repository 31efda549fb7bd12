"""Writing the ledger, in the transaction of the deed: no entry, no deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Protocol

from django.db import connection
from django.utils import timezone

from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import Content, content, is_plain, leaf_hash

BATCH = 2_000
_ADD_ALL = """
    insert into ledger_entry (at, member_id, officer_id, did, permission,
        purpose, case_reference, particulars, thing, leaf_hash)
    select %s, %s, %s, %s, %s, '', '', '{}', added.*
    from unnest(%s::text[], %s::bytea[]) as added
"""
"""Ten times as quick as a bulk insert that passes each value of each row."""


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
    entry.leaf_hash = leaf_hash(said(entry))
    entry.save(force_insert=True)


def note_all(actor: Doer, did: str, things: Iterable[str], *, permission: str = "") -> None:
    """One entry for each of ``things``, as `note` would write it, but in few statements."""
    at = timezone.now()
    who = (at, actor.member_id, actor.officer_id, did)
    remaining = iter(things)
    while batch := list(islice(remaining, BATCH)):
        hashes = [leaf_hash(content(*who, thing, permission, "", "", {})) for thing in batch]
        with connection.cursor() as cursor:
            cursor.execute(_ADD_ALL, [*who, permission, batch, hashes])


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
