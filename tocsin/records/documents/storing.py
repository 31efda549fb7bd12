"""Many reports in one statement each for documents and for ranges; what is there already stays.

COPY would be faster still, but PostgreSQL refuses it on tables with row-level security.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from tocsin.records.documents.errors import RangesOverlap
from tocsin.records.documents.models import BlankRange
from tocsin.records.documents.rules import Report

BATCH = 5_000
_ADD = """
    insert into documents_documentalert
        (issuer, document_type, number, status, occurred_on, ends_on, reported_at)
    select %s, added.*, %s
    from unnest(%s::text[], %s::text[], %s::text[], %s::date[], %s::date[]) as added
    on conflict do nothing returning id
"""


def add_documents(issuer: str, reports: Sequence[Report], now: datetime) -> list[int]:
    """Store single documents; the keys of those that weren't reported yet."""
    keys: list[int] = []
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        keys += _ids(_ADD, [issuer, now, *_columns(batch)])
    return keys


def add_range(issuer: str, report: Report, now: datetime) -> int:
    """Store a range of blanks. Raises RangesOverlap."""
    try:
        with transaction.atomic():
            return int(
                BlankRange.objects.create(
                    issuer_id=issuer,
                    document_type=report.type.value,
                    first=report.first,
                    last=report.last,
                    occurred_on=report.occurred_on,
                    reported_at=now,
                    ends_on=report.ends_on,
                ).pk
            )
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") == "23P01":
            raise RangesOverlap from None
        raise


def _columns(reports: Sequence[Report]) -> list[list[Any]]:
    rows = [
        (each.type.value, each.first, each.status.value, each.occurred_on, each.ends_on)
        for each in reports
    ]
    return [list(column) for column in zip(*rows, strict=True)]


def _ids(query: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [int(row[0]) for row in cursor.fetchall()]
