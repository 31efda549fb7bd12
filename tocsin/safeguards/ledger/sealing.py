"""Sealing: every entry that was committed gets its place in the tree.

A deed doesn't wait for another deed: its entry is put among the unsealed, in its own transaction,
and gets its place later, from whoever seals. Only sealings wait for each other. Between the two, an
entry can't be altered by the application, but it can by the owner of the tables: see the README. It
judges nothing: an entry that was altered before it was sealed is sealed as it was noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections, transaction

from tocsin.safeguards.ledger import stored
from tocsin.safeguards.ledger.stored import SEALER
from tocsin.safeguards.ledger.tree import Edge

BATCH = 10_000
"""Entries sealed in one transaction."""
SEALING = 0x5EA11
"""The advisory lock of whoever is sealing."""

# The oldest first. An entry that is gone stays among the unsealed, where `verifying` finds it.
_TAKE = """
    delete from ledger_unsealed u using ledger_entry e
    where e.id = u.entry_id and u.entry_id in (
        select w.entry_id from ledger_unsealed w join ledger_entry on id = w.entry_id
        where w.entry_id > %s order by w.entry_id limit %s)
    returning u.entry_id, e.leaf_hash,
        exists (select from ledger_leaf l where l.entry_id = e.id)
"""
_ADD = """
    insert into ledger_leaf (place, entry_id, hashes)
    select * from unnest(%s::bigint[], %s::bigint[], %s::bytea[])
"""


def seal() -> int:
    """Give every committed entry that has no place yet the next ones; how many they were."""
    sealed = 0
    last = 0
    while taken := _seal_after(last):
        sealed += len(taken)
        last = taken[-1]
        if len(taken) < BATCH:
            break
    return sealed


def _seal_after(entry: int) -> list[int]:
    with transaction.atomic(using=SEALER), connections[SEALER].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [SEALING])
        cursor.execute(_TAKE, [entry, BATCH])
        taken = sorted(cursor.fetchall())
        new = [(entry_id, noted) for entry_id, noted, is_sealed in taken if not is_sealed]
        if new:
            _write(cursor, _leaves(new, stored.edge(stored.size())))
        return [entry_id for entry_id, _, _ in taken]


def _leaves(taken: Iterable[tuple[int, bytes]], edge: Edge) -> Iterator[tuple[int, int, bytes]]:
    for entry_id, noted in taken:
        yield edge.size, entry_id, b"".join(edge.append(bytes(noted)))


def _write(cursor: Any, leaves: Iterable[tuple[int, int, bytes]]) -> None:
    """In one statement; COPY isn't for tables with row-level security."""
    cursor.execute(_ADD, [list(column) for column in zip(*leaves, strict=True)])
