"""Asking an issuer, and answering: before that, nothing is done to whoever holds the document.

The caller is inside ``access.viewing(actor)``.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.records.documents.actions import end_report
from tocsin.records.documents.confirming.rules import NEXT, Reply, State
from tocsin.records.documents.errors import AlreadyAnswered, NothingToConfirm
from tocsin.records.documents.lookup import find
from tocsin.records.documents.models import Confirmation
from tocsin.records.documents.rules import (
    REPLY_WITHIN,
    Asked,
    DocumentType,
    Outcome,
    conclude,
)
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

__all__ = ["ask_issuer", "reply"]


def ask_issuer(actor: Actor, asked: Asked, why: Reasoned, *, now: datetime) -> Confirmation:
    """Ask the issuer of a document that hit whether its report still stands.

    A question that waits already is not asked twice. Raises NothingToConfirm, PurposeMissing.
    """
    require(actor, Permission.DOCUMENT_CHECK)
    why.checked()
    (rows,) = find(actor, [asked], now=now)
    checked = conclude(asked, *rows)
    if checked.outcome is not Outcome.HIT or checked.alert is None:
        raise NothingToConfirm
    alert = checked.alert
    number = next(each.number for each in asked.readings if alert.covers(each.number))
    waiting = Confirmation.objects.filter(
        asked_by_id=actor.member_id,
        issuer__code=alert.issuer,
        document_type=alert.type.value,
        number=number,
        state=State.ASKED,
        reply_by__gt=now,
    ).first()
    if waiting:
        return waiting
    confirmation = Confirmation(
        issuer_id=alert.issuer,
        document_type=alert.type.value,
        number=number,
        status=alert.status.value,
        asked_by_id=actor.member_id,
        asked_at=now,
        reply_by=now + REPLY_WITHIN,
    )
    note(
        actor,
        "confirmation.ask",
        f"confirmation:{confirmation.id}",
        permission=Permission.DOCUMENT_CHECK,
        purpose=why.purpose,
        case_reference=why.case_reference,
        particulars={"document": alert.thing},
    )
    confirmation.save(force_insert=True)
    return confirmation


def reply(
    actor: Actor, confirmation_id: UUID, said: Reply, remark: str = "", *, now: datetime
) -> Confirmation:
    """Answer for the issuer. Anything but "it stands" ends the report in the same transaction.

    Raises NotFound, AlreadyAnswered. An answer after the time is taken: it is still true.
    """
    require(actor, Permission.DOCUMENT_CONFIRM)
    found = Confirmation.objects.select_for_update().filter(id=confirmation_id).first()
    if found is None or not _is_issuer(actor, found):
        raise NotFound
    if said not in NEXT[State(found.state)]:
        raise AlreadyAnswered
    note(
        actor,
        "confirmation.reply",
        f"confirmation:{found.id}",
        permission=Permission.DOCUMENT_CONFIRM,
        particulars={"said": said.value},
    )
    if said is not Reply.STANDS:
        _end_report(actor, found, said, now)
    found.state = NEXT[State(found.state)][said]
    found.replied_at, found.remark = now, remark.strip()
    found.save(update_fields=["state", "replied_at", "remark"])
    return found


def _is_issuer(actor: Actor, confirmation: Confirmation) -> bool:
    return bool(confirmation.issuer.id == actor.member_id)


def _end_report(actor: Actor, found: Confirmation, said: Reply, now: datetime) -> None:
    """It may have been ended meanwhile, which is what was wanted."""
    try:
        type_ = DocumentType(found.document_type)
        end_report(actor, found.issuer_id, type_, found.number, said, now=now)
    except NotFound:
        return
