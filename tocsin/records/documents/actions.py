"""Reporting, ending and checking travel documents; each in the ledger before it takes effect.

A check leaves a keyed hash of the number, whatever it finds: who asked for what can be shown to an
auditor who knows the number, and to nobody else. Who holds the document is never asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.members.models import Member
from tocsin.records.documents.confirming.rules import Reply
from tocsin.records.documents.errors import OnlyTheIssuer, TooManyDocuments
from tocsin.records.documents.lookup import find
from tocsin.records.documents.models import BlankRange, Confirmation, DocumentAlert
from tocsin.records.documents.rules import (
    KEPT_AFTER_END,
    KEPT_AFTER_REPLY,
    MOST_AT_ONCE,
    Alert,
    Asked,
    Checked,
    DocumentStatus,
    DocumentType,
    Report,
    conclude,
    without,
)
from tocsin.records.documents.storing import add_documents, add_range
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.counting import is_counted
from tocsin.safeguards.access.errors import NotFound, TooMuchAsked
from tocsin.safeguards.access.limits import Asking
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note, note_all
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.rules import hashed_query

__all__ = ["check_documents", "end_report", "forget_past", "report_documents"]


@dataclass(frozen=True, slots=True)
class Reported:
    """How many were added, and how many the register held already."""

    added: int
    known: int


def check_documents(
    actor: Actor, asked: Sequence[Asked], why: Reasoned, *, keys: Keys, now: datetime
) -> list[Checked]:
    """What is known of each document, in order; nothing follows from it by itself.

    Raises PurposeMissing, TooManyDocuments, TooMuchAsked.
    """
    require(actor, Permission.DOCUMENT_CHECK)
    why.checked()
    if len(asked) > MOST_AT_ONCE:
        raise TooManyDocuments(most=MOST_AT_ONCE)
    with viewing(actor):
        within = is_counted(actor, Asking.DOCUMENT, len(asked), now=now)
        answers = _answers(actor, asked, why, keys, now) if within else []
    if not within:
        raise TooMuchAsked
    return answers


def _answers(
    actor: Actor, asked: Sequence[Asked], why: Reasoned, keys: Keys, now: datetime
) -> list[Checked]:
    found = find(actor, asked, now=now)
    answers = [conclude(each, *rows) for each, rows in zip(asked, found, strict=True)]
    _note_check(actor, answers, why, keys, now)
    return answers


def report_documents(actor: Actor, reports: Sequence[Report], *, now: datetime) -> Reported:
    """Put documents of the actor's own member on the register. Raises RangesOverlap.

    The caller is inside ``access.viewing(actor)``.
    """
    require(actor, Permission.DOCUMENT_REPORT)
    issuer = _own_code(actor)
    forget_past(actor, now=now)
    singles = [each for each in reports if not each.is_range]
    documents = add_documents(issuer, singles, now) if singles else []
    ranges = [add_range(issuer, each, now) for each in reports if each.is_range]
    things = [f"document:{key}" for key in documents] + [f"blanks:{key}" for key in ranges]
    note_all(actor, "document.report", things, permission=Permission.DOCUMENT_REPORT)
    return Reported(len(things), len(reports) - len(things))


def end_report(
    actor: Actor, issuer: str, type_: DocumentType, number: str, how: Reply, *, now: datetime
) -> None:
    """Its holder has it again, or it was never to be reported: from now on it hits no more.

    Of a range, this one number alone is taken out. The caller is inside ``access.viewing(actor)``.
    Raises OnlyTheIssuer, NotFound.
    """
    require(actor, Permission.DOCUMENT_REPORT)
    if issuer != _own_code(actor):
        raise OnlyTheIssuer
    single = DocumentAlert.objects.filter(
        issuer__code=issuer, document_type=type_.value, number=number, ended_at=None
    ).first()
    range_ = None if single else _range_with(issuer, type_, number)
    if single is None and range_ is None:
        raise NotFound
    thing = f"document:{single.pk}" if single else f"blanks:{range_.pk}" if range_ else ""
    note(
        actor,
        "document.end",
        thing,
        permission=Permission.DOCUMENT_REPORT,
        particulars={"how": how.value},
    )
    if single:
        _end_single(single, how, now)
    elif range_:
        _take_out(range_, number, now)


def forget_past(actor: Actor, *, now: datetime) -> int:
    """Delete what of the member's own has outlived its reason; how many rows they were.

    The caller is inside ``access.viewing(actor)``.
    """
    require(actor, Permission.DOCUMENT_REPORT)
    own = _own_code(actor)
    due = (
        DocumentAlert.objects.filter(issuer__code=own, ended_at__lte=now - KEPT_AFTER_END),
        DocumentAlert.objects.filter(issuer__code=own, ends_on__lte=now.date()),
        BlankRange.objects.filter(issuer__code=own, ends_on__lte=now.date()),
        Confirmation.objects.filter(issuer__code=own, reply_by__lte=now - KEPT_AFTER_REPLY),
    )
    gone = sum(rows.delete()[0] for rows in due)
    if gone:
        note(
            actor,
            "document.forget",
            permission=Permission.DOCUMENT_REPORT,
            particulars={"documents": gone},
        )
    return gone


def _own_code(actor: Actor) -> str:
    return str(Member.objects.values_list("code", flat=True).get(id=actor.member_id))


def _note_check(
    actor: Actor, answers: Sequence[Checked], why: Reasoned, keys: Keys, now: datetime
) -> None:
    """One entry for the question: the keyed hashes of its numbers, and what was found by its id."""
    query = hashed_query(*keys.month_key(now), (), (each.asked.number for each in answers))
    found = [each.alert.thing for each in answers if each.alert]
    found += [f"record:{each.named.record_id}" for each in answers if each.named]
    note(
        actor,
        "document.check",
        found[0] if len(answers) == 1 and found else "",
        permission=Permission.DOCUMENT_CHECK,
        purpose=why.purpose,
        case_reference=why.case_reference,
        particulars={"documents": len(answers), "query": query, "found": found},
    )


def _range_with(issuer: str, type_: DocumentType, number: str) -> BlankRange | None:
    own = BlankRange.objects.filter(
        issuer__code=issuer, document_type=type_.value, first__lte=number, last__gte=number
    )
    return next((each for each in own if _as_alert(each).covers(number)), None)


def _as_alert(row: BlankRange) -> Alert:
    return Alert(
        row.pk,
        row.issuer_id,
        DocumentType(row.document_type),
        row.first,
        row.last,
        DocumentStatus.STOLEN_BLANK,
        row.occurred_on,
        row.reported_at,
    )


def _end_single(alert: DocumentAlert, how: Reply, now: datetime) -> None:
    if how is Reply.MISTAKEN:
        alert.delete()
        return
    DocumentAlert.objects.filter(pk=alert.pk).update(
        status=DocumentStatus.RECOVERED.value, ended_at=now
    )


def _take_out(range_: BlankRange, number: str, now: datetime) -> None:
    range_.delete()
    for first, last in without(range_.first, range_.last, number):
        BlankRange.objects.create(
            issuer_id=range_.issuer_id,
            document_type=range_.document_type,
            first=first,
            last=last,
            occurred_on=range_.occurred_on,
            reported_at=range_.reported_at,
            ends_on=range_.ends_on,
        )
