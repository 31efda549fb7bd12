"""The tree and the entries as they are stored, read by the one role that sees every entry.

That role, the sealer's, is bound to no member: it adds places and reads, and can alter nothing.
What is read here is taken as it stands; whether it is what was written, `verifying` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connections

from tocsin.safeguards.ledger.errors import NoSuchEntry, TreeDamaged
from tocsin.safeguards.ledger.findings import UNSEALED, Placed
from tocsin.safeguards.ledger.models import Entry, IssuedCheckpoint, Leaf, Removal
from tocsin.safeguards.ledger.rules import content, leaf_hash
from tocsin.safeguards.ledger.tree import HASH, Edge, Hashes, Node, complete

SEALER = "sealer"
"""The name of the sealer's connection in Django's settings."""
STEP = 10_000
"""Rows read at a time."""

_CONTENT = (
    "e.at, e.member_id, e.officer_id, e.did, e.thing, e.permission, e.purpose, e.case_reference,"
    " e.particulars"
)
_PLACED = f"""
    select l.place, l.entry_id, l.hashes, e.leaf_hash, {_CONTENT}
    from ledger_leaf l left join ledger_entry e on e.id = l.entry_id
    where l.place >= %s order by l.place limit %s
"""  # noqa: S608 - made of constants
_WAITING = f"""
    select {UNSEALED}, u.entry_id, null, e.leaf_hash, {_CONTENT}
    from ledger_unsealed u left join ledger_entry e on e.id = u.entry_id
    where u.entry_id > %s order by u.entry_id limit %s
"""  # noqa: S608 - made of constants
_ASTRAY = """
    select id from ledger_entry e
    where not exists (select from ledger_leaf where entry_id = e.id)
    and not exists (select from ledger_unsealed where entry_id = e.id)
    order by id limit %s
"""


def size() -> int:
    """How many entries are sealed, counted by the last place."""
    last = Leaf.objects.using(SEALER).order_by("-place").values_list("place", flat=True).first()
    return 0 if last is None else last + 1


def count() -> int:
    """How many leaves there are: as many as `size` says, unless some are missing."""
    return Leaf.objects.using(SEALER).count()


def edge(at: int) -> Edge:
    """The right edge of the tree of the first ``at`` entries."""
    return Edge.of(at, hashes(complete(0, at)))


def hashes(nodes: Iterable[Node]) -> Hashes:
    """The stored hashes of complete subtrees, in one query. Raises TreeDamaged if one is gone."""
    wanted = set(nodes)
    rows = dict(
        Leaf.objects.using(SEALER)
        .filter(place__in={node.last for node in wanted})
        .values_list("place", "hashes")
    )
    found = {node: level(bytes(rows.get(node.last, b"")), node.level) for node in wanted}
    for node, stored in found.items():
        if not stored:
            raise TreeDamaged(place=node.last)
    return found


def level(stored: bytes, number: int) -> bytes:
    """The hash on one level among those that a leaf completed; empty if it completed fewer."""
    return stored[number * HASH : (number + 1) * HASH]


def placed(start: int) -> Iterator[list[Placed]]:
    """The entries at the places from ``start`` on, in order, some at a time."""
    while rows := _read(_PLACED, [start, STEP]):
        yield rows
        start = rows[-1].place + 1


def waiting() -> Iterator[list[Placed]]:
    """The entries that aren't sealed yet, some at a time."""
    last = -(2**63)
    while rows := _read(_WAITING, [last, STEP]):
        yield rows
        last = rows[-1].entry


def astray(limit: int) -> list[int]:
    """Entries that neither have a place nor wait for one: they came in by no way of ours."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute(_ASTRAY, [limit])
        return [entry for (entry,) in cursor.fetchall()]


def _read(query: str, values: Sequence[int]) -> list[Placed]:
    with connections[SEALER].cursor() as cursor:
        cursor.execute(query, values)
        return [_placed(*row) for row in cursor.fetchall()]


def _placed(
    place: int, entry: int, completed: bytes | None, noted: bytes | None, *columns: Any
) -> Placed:
    hashes = bytes(completed or b"")
    if noted is None:
        return Placed(place, entry, hashes, None, None)
    *plain, particulars = columns
    read = {} if particulars == "{}" else json.loads(particulars)
    return Placed(place, entry, hashes, bytes(noted), leaf_hash(content(*(*plain, read))))


def entry_and_place(entry_id: int) -> tuple[Entry, int]:
    """A sealed entry and where it is. Raises NoSuchEntry."""
    entry = Entry.objects.using(SEALER).filter(id=entry_id).first()
    leaf = Leaf.objects.using(SEALER).filter(entry_id=entry_id).first()
    if entry is None or leaf is None:
        raise NoSuchEntry(entry=entry_id)
    return entry, leaf.place


def removals() -> list[tuple[int, datetime]]:
    """Below which sizes contents were removed, and when, in that order."""
    return list(Removal.objects.using(SEALER).order_by("id").values_list("size", "at"))


def contents_below(size: int) -> int:
    """How many entries at the first ``size`` places still have their contents."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "select count(*) from ledger_leaf join ledger_entry on id = entry_id where place < %s",
            [size],
        )
        return int(cursor.fetchone()[0])


def issued() -> list[tuple[int, str]]:
    """The checkpoints that this node signed, oldest first: the size and the signed text."""
    kept = IssuedCheckpoint.objects.using(SEALER).order_by("id")
    return list(kept.values_list("size", "text"))
