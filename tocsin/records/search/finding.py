"""The searches as queries: every one through the viewer's filter, then the database's own lock.

Conditions are equalities and comparisons alone: they don't leak, so their indexes are used under
row-level security (`LIKE` does, and isn't). Pages go on from the last identifier and count nothing,
so that the thousandth costs what the first does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet

from tocsin.members.queries import key_of
from tocsin.members.rules import Keeps
from tocsin.records.documents.models import NamedDocument
from tocsin.records.documents.readings import careless
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import NOWHERE
from tocsin.records.registers.sight import seen_by
from tocsin.records.search.rules import (
    PIECE,
    FoundBy,
    Question,
    Standing,
    number_in,
    reference_forms,
)
from tocsin.safeguards.access.rules import Actor


def listed(
    actor: Actor, question: Question, *, now: datetime, after: UUID | None, limit: int
) -> list[Record]:
    """The records that pass the filters, from behind ``after`` on: the newest first, or where a day
    of expiry is asked for, the soonest to expire."""
    rows = _seen(actor, question, now)
    if question.expires_before:
        return list(_behind(rows, after).order_by("expires_at", "id")[:limit])
    if after:
        rows = rows.filter(id__lt=after)
    return list(rows.order_by("-id")[:limit])


def _behind(rows: QuerySet[Record], after: UUID | None) -> QuerySet[Record]:
    """The rows that expire later than that record, or with it and have a later identifier."""
    if after is None:
        return rows
    last = Record.objects.filter(id=after).values_list("expires_at", flat=True).first()
    if last is None:
        return rows.none()
    return rows.filter(expires_at__gte=last).filter(Q(expires_at__gt=last) | Q(id__gt=after))


def matching_text(
    actor: Actor, question: Question, *, now: datetime
) -> Iterator[tuple[FoundBy, Sequence[Record]]]:
    """Records with this very reference, then those that state a document of this number."""
    rows = _seen(actor, question, now)
    by_reference = rows.filter(reference__in=reference_forms(question.text))
    yield FoundBy.REFERENCE, list(by_reference.order_by("-id")[:PIECE])
    if number := number_in(question.text):
        stated = NamedDocument.objects.filter(careless=careless(number), number=number)
        ids = list(stated.values_list("record_id", flat=True)[:PIECE])
        yield FoundBy.DOCUMENT, list(rows.filter(id__in=ids).order_by("-id"))


def of_ids(
    actor: Actor, question: Question, ids: Sequence[str], *, now: datetime
) -> dict[str, Record]:
    """Of these records those that pass the filters, by their identifier as text."""
    found = _seen(actor, question, now).filter(id__in=[*ids, NOWHERE])
    return {str(each.id): each for each in found}


def _seen(actor: Actor, question: Question, now: datetime) -> QuerySet[Record]:
    equal = {
        "ground": question.ground,
        "requested_action": question.action,
        "source_list": question.source_list,
    }
    rows = Record.objects.select_related("originator").filter(seen_by(actor))
    rows = rows.filter(_standing(question.standing, now), **{k: v for k, v in equal.items() if v})
    if question.member:  # By its key: the planner can't see through a code to an index.
        rows = rows.filter(originator_id=key_of(question.member))
    if question.expires_before:
        before = datetime.combine(question.expires_before, time(), tzinfo=UTC)
        rows = rows.filter(expires_at__lt=before)
    return rows.exclude(originator__keeps=Keeps.WITHDRAWN)


def _standing(standing: str, now: datetime) -> Q:
    if standing == Standing.LIVE:
        return Q(state=Record.State.PUBLISHED, expires_at__gt=now)
    if standing == Standing.EXPIRED:
        return Q(state=Record.State.PUBLISHED, expires_at__lte=now)
    return Q(state=standing)
