"""Searching and reading the library. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from tocsin.records.library.models import Work, WorkFile
from tocsin.records.library.rules import (
    CONFIGURATIONS,
    Language,
    WorkKind,
    languages_of,
    passage,
    query,
)
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

MOST = 100
"""Works that one search shows."""
_RANKED = """
    select w.id from library_work w
    where w.language = %s and w.vector @@ websearch_to_tsquery(%s::regconfig, %s)
    order by ts_rank_cd(w.vector, websearch_to_tsquery(%s::regconfig, %s)) desc, w.added_at desc
    limit %s
"""


@dataclass(frozen=True, slots=True)
class FoundWork:
    """A work that answers, and a piece of its text where it does."""

    work: Work
    passage: str


def works(actor: Actor, text: str = "", language: str = "", kind: str = "") -> Sequence[FoundWork]:
    """Works that the viewer may read: those with these words, the closest first, or the latest."""
    require(actor, Permission.LIBRARY_READ)
    note(actor, "library.read", permission=Permission.LIBRARY_READ)
    rows = _narrowed(language, kind)
    if not text.strip():
        return [
            FoundWork(each, passage(each.text, "")) for each in rows.order_by("-added_at")[:MOST]
        ]
    ids = _ranked(text, language)
    by_id = {each.id: each for each in rows.filter(id__in=ids)}
    return [
        FoundWork(by_id[each], passage(by_id[each].text, text)) for each in ids if each in by_id
    ]


def work(actor: Actor, work_id: UUID) -> Work:
    """One work with its text. Raises NotFound."""
    require(actor, Permission.LIBRARY_READ)
    note(actor, "work.read", f"work:{work_id}", permission=Permission.LIBRARY_READ)
    found = Work.objects.select_related("originator").filter(id=work_id).first()
    if found is None:
        raise NotFound
    return found


def file_of(actor: Actor, work_id: UUID) -> WorkFile:
    """The file of a work, whole. Raises NotFound."""
    require(actor, Permission.LIBRARY_READ)
    note(actor, "work.fetch", f"work:{work_id}", permission=Permission.LIBRARY_READ)
    found = WorkFile.objects.filter(work_id=work_id).first()
    if found is None:
        raise NotFound
    return found


def has_file(work_: Work) -> bool:
    return WorkFile.objects.filter(work_id=work_.id).exists()


def _narrowed(language: str, kind: str) -> QuerySet[Work]:
    rows = Work.objects.select_related("originator").all()
    if language in set(Language):
        rows = rows.filter(language=language)
    return rows.filter(kind=kind) if kind in set(WorkKind) else rows


def _ranked(text: str, language: str) -> list[UUID]:
    """The identifiers of the works with these words, in each language that they may be in."""
    wanted = [Language(language)] if language in set(Language) else languages_of(text)
    found: list[UUID] = []
    with connection.cursor() as cursor:
        for each in wanted:
            asked = (CONFIGURATIONS[each], query(text, each))
            cursor.execute(_RANKED, [each.value, *asked, *asked, MOST])
            found += [row[0] for row in cursor.fetchall()]
    return found[:MOST]
