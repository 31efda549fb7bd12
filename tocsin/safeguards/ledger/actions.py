"""Writing the ledger, in the transaction of the deed: no entry, no deed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Protocol

from django.db import connection
from django.utils import timezone

from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import Content, content, is_plain, leaf_hash

BATCH = 2_000
_ADD = """
    insert into ledger_entry (at, member_id, officer_id, did, permission,
        purpose, case_reference, particulars, thing, leaf_hash)
    select %s::timestamptz, %s::bigint, %s::bigint, %s::text, %s::text,
        %s::text, %s::text, %s::jsonb, added.*
    from unnest(%s::text[], %s::bytea[]) as added
"""
"""By hand, because every deed waits for it: half of the time that a model's `save` takes, and
of many entries a tenth."""

Who = tuple[datetime, int, int | None, str]
"""When, for which member, which officer, did what."""
Why = tuple[str, str, str, Mapping[str, object]]
"""Permission, purpose, case reference and particulars."""


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
    why = (str(permission), str(purpose), case_reference, dict(particulars or {}))
    _add((timezone.now(), actor.member_id, actor.officer_id, did), why, [thing])


def note_all(actor: Doer, did: str, things: Iterable[str], *, permission: str = "") -> None:
    """One entry for each of ``things``, as `note` would write it, but in few statements."""
    who = (timezone.now(), actor.member_id, actor.officer_id, did)
    remaining = iter(things)
    while batch := list(islice(remaining, BATCH)):
        _add(who, (str(permission), "", "", {}), batch)


def _add(who: Who, why: Why, things: list[str]) -> None:
    *plain, particulars = why
    hashes = [leaf_hash(content(*who, thing, *why)) for thing in things]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [*who, *plain, json.dumps(particulars), things, hashes])


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
