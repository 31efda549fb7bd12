"""Finding, for a batch of numbers at once, everything that a careless eye would take for them.

One statement: reported documents by the index over (careless, issuer, ...), the one range of each
series that could hold the number, and live records that state it. What of it is a hit, `rules`
says. Ends are asked for here, at the moment of the question, so that what its issuer has ended hits
no more in the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection

from tocsin.records.documents.rules import Alert, Asked, DocumentStatus, DocumentType, Named
from tocsin.records.handling.queries import put_flags
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import live_records
from tocsin.safeguards.access.rules import Actor

_FIND = """
    with asked as materialized (
        select * from unnest(%s::int[], %s::text[], %s::text[], %s::text[])
            as a(place, issuer, document_type, careless))
    select a.place, 'alert', d.id, d.issuer, d.document_type, d.number, d.number,
        d.status, d.occurred_on, d.reported_at
    from asked a join documents_documentalert d
        on d.careless = a.careless and d.issuer = a.issuer and d.document_type = a.document_type
    where d.ended_at is null and d.ends_on > %s::date
    union all
    select a.place, 'alert', b.id, b.issuer, b.document_type, b.first, b.last,
        'stolen_blank', b.occurred_on, b.reported_at
    from asked a cross join lateral (
        select * from documents_blankrange r
        where r.issuer = a.issuer and r.document_type = a.document_type
            and r.width = length(a.careless) and r.careless_last >= a.careless
        order by r.careless_last limit 1) b
    where b.careless_first <= a.careless and b.ends_on > %s::date
    union all
    select a.place, 'named', n.id, n.issuer, null, n.number, n.record_id::text, null, null, null
    from asked a join documents_nameddocument n
        on n.careless = a.careless and n.issuer = a.issuer
"""
_TYPES = tuple(DocumentType)

Found = tuple[list[Alert], list[Named]]


def find(actor: Actor, asked: Sequence[Asked], *, now: datetime) -> list[Found]:
    """For each document, in order, what is reported and what records state of it."""
    keys = [
        (place, each.issuer, reading)
        for place, each in enumerate(asked)
        for reading in dict.fromkeys(one.careless for one in each.readings)
    ]
    alerts: dict[int, list[Alert]] = defaultdict(list)
    stated: dict[int, dict[str, str]] = defaultdict(dict)
    for place, kind, *row in _rows(_FIND, [*_columns(_typed(asked, keys)), now, now]):
        if kind == "alert":
            alerts[place].append(_alert(row))
        else:
            stated[place][row[4]] = row[3]
    live = _live(actor, {record_id for each in stated.values() for record_id in each}, now)
    return [(alerts[place], _named(stated[place], live)) for place in range(len(asked))]


def _typed(asked: Sequence[Asked], keys: list[tuple[int, str, str]]) -> list[tuple[Any, ...]]:
    """A document whose type wasn't told is looked for under every type."""
    return [
        (place, issuer, kind.value, reading)
        for place, issuer, reading in keys
        for kind in _types(asked[place])
    ]


def _live(actor: Actor, record_ids: set[str], now: datetime) -> dict[str, Record]:
    """Of these records those in effect that the viewer may see, with what their member does."""
    if not record_ids:
        return {}
    live = live_records(actor, record_ids, now=now)
    put_flags(actor, live.values())
    return live


def _named(stated: Mapping[str, str], live: Mapping[str, Record]) -> list[Named]:
    return [
        Named(record_id, number, live[record_id].asked_here, live[record_id].originator.name)
        for record_id, number in stated.items()
        if record_id in live
    ]


def _types(asked: Asked) -> Sequence[DocumentType]:
    return [asked.type] if asked.type else _TYPES


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [[row[column] for row in rows] for column in range(4)]


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Prepared by the server: planning it anew takes longer than answering it."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        return list(cursor.execute(query, values, prepare=True).fetchall())


def _alert(row: Sequence[Any]) -> Alert:
    id_, issuer, kind, first, last, status, occurred_on, reported_at = row
    return Alert(
        id_,
        issuer,
        DocumentType(kind),
        first,
        last,
        DocumentStatus(status),
        occurred_on,
        reported_at,
    )
