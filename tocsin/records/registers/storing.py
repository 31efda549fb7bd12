"""Many rows in one statement: what bulk_create does, several times as fast for wide rows.

COPY would be faster still, but PostgreSQL refuses it on tables with row-level security. One JSON
parameter is taken apart by the database itself, which casts each member by the table's own types.
Every row passes the same policies, constraints and triggers as any other insert.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

BATCH = 1_000


def insert_rows(rows: Iterable[Model]) -> None:
    """Insert unsaved ``rows``, all of one model, a batch at a time; they get no database keys."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        _insert(batch)


def _insert(batch: list[Model]) -> None:
    fields = [field for field in batch[0]._meta.concrete_fields if not _is_generated(field)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(batch[0]._meta.db_table)
    rows = [{field.column: getattr(row, field.attname) for field in fields} for row in batch]
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({columns})"  # noqa: S608 - names of our own tables, quoted
            f" select {columns} from jsonb_populate_recordset(null::{table}, %s::jsonb)",
            [json.dumps(rows, default=_plain, ensure_ascii=False)],
        )


def _is_generated(field: Any) -> bool:
    return bool(field.primary_key and field.get_internal_type().endswith("AutoField"))


def _plain(value: Any) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"no form for {type(value).__name__}")
