"""Documents: checked in batches, reported by their issuers, asked about before anything is done."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tocsin.entrances import wiring
from tocsin.entrances.api import answered, asked
from tocsin.entrances.api.bearer import actor_of
from tocsin.foundations.clock import system_clock
from tocsin.members.queries import contact_of_code
from tocsin.records.documents import actions, queries
from tocsin.records.documents.confirming.actions import ask_issuer, reply
from tocsin.records.documents.confirming.rules import Reply, State, has_lapsed
from tocsin.records.documents.readings import normalised
from tocsin.records.documents.rules import Asked, Checked, Report, reported
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Permission, is_permitted
from tocsin.safeguards.ledger.keys import Keys

CONFIRM_FIRST = "ask the issuer to confirm before anything is done to the holder"


def check_documents(
    request: HttpRequest, asking: asked.DocumentsAsked
) -> answered.DocumentsAnswered:
    """Check up to 100 documents by issuer and number. Nobody's name is asked for.

    A miss leaves a keyed hash of the number in the ledger, and nothing else.
    """
    actor = actor_of(request)
    found = actions.check_documents(
        actor,
        [_asked(each) for each in asking.documents],
        Reasoned(asking.purpose, asking.case_reference),
        keys=Keys(wiring.home() / "keys"),
        now=system_clock(),
    )
    issuers = {each.alert.issuer for each in found if each.alert}
    contacts = {code: contact_of_code(code) for code in issuers}
    details = is_permitted(actor, Permission.DOCUMENT_READ)
    answers = [_answer(place, each, contacts, details) for place, each in enumerate(found)]
    return answered.DocumentsAnswered(answers=answers)


def ask_for_confirmation(
    request: HttpRequest, asking: asked.ConfirmationAsked
) -> answered.Confirmation:
    """Ask the issuer of a document that hit whether its report still stands."""
    why, now = Reasoned(asking.purpose, asking.case_reference), system_clock()
    return _confirmation(ask_issuer(actor_of(request), _asked(asking.document), why, now=now), now)


def confirmations(request: HttpRequest) -> answered.ConfirmationList:
    """The questions that your member asked, and those that were put to it."""
    now = system_clock()
    rows = queries.confirmations(actor_of(request))
    return answered.ConfirmationList(confirmations=[_confirmation(each, now) for each in rows])


def reply_to_confirmation(
    request: HttpRequest, confirmation_id: UUID, asking: asked.ConfirmationReplied
) -> answered.Confirmation:
    """Answer as the issuer. "recovered" and "mistaken" end the report at once."""
    now = system_clock()
    found = reply(actor_of(request), confirmation_id, asking.said, asking.remark, now=now)
    return _confirmation(found, now)


def report_documents(
    request: HttpRequest, asking: asked.DocumentsReported
) -> answered.ReportsAnswered:
    """Report documents that your own member issued; ``dry_run`` only checks them."""
    now = system_clock()
    read = [_report(each, now) for each in asking.reports]
    good = [each for each in read if isinstance(each, Report)]
    faults = [
        answered.ReportFault(report=place, field=each[0], message=each[1])
        for place, each in enumerate(read)
        if not isinstance(each, Report)
    ]
    if asking.dry_run or (faults and not asking.good_only):
        return answered.ReportsAnswered(added=0, known=0, dry_run=True, faults=faults)
    done = actions.report_documents(actor_of(request), good, now=now)
    return answered.ReportsAnswered(
        added=done.added, known=done.known, dry_run=False, faults=faults
    )


def end_document(request: HttpRequest, asking: asked.DocumentEndAsked) -> answered.DocumentEnded:
    """A document of your own member is recovered, or was reported by mistake."""
    actor = actor_of(request)
    issuer, number = queries.own_code(actor), normalised(asking.number)
    actions.end_report(actor, issuer, asking.type, number, Reply(asking.how), now=system_clock())
    return answered.DocumentEnded()


def _asked(document: asked.DocumentAsked) -> Asked:
    kind = document.type.value if document.type else ""
    return Asked.of(document.issuer, document.number, kind, document.check_digit)


def _report(given: asked.DocumentReported, now: datetime) -> Report | tuple[str, str]:
    return reported(
        given.type,
        given.number,
        given.status,
        last=given.last_number,
        today=now.date(),
        occurred_on=given.occurred_on,
        expires_on=given.expires_on,
    )


def _answer(
    place: int, checked: Checked, contacts: dict[str, str], details: bool
) -> answered.DocumentChecked:
    alert, named = checked.alert, checked.named
    return answered.DocumentChecked(
        document=place,
        outcome=checked.outcome.value,
        because=checked.because.value if checked.because else "",
        action=named.requested_action if named else CONFIRM_FIRST if alert else "",
        contact=named.originator if named else contacts.get(alert.issuer, "") if alert else "",
        caution=alert.status.value if alert else "",
        occurred_on=alert.occurred_on if alert and details else None,
        reported_at=alert.reported_at if alert and details else None,
        record=named.record_id if named and details else "",
    )


def _confirmation(row: Any, now: datetime) -> answered.Confirmation:
    state = State(row.state)
    return answered.Confirmation(
        id=row.id,
        issuer=row.issuer.code,
        asked_by=row.asked_by.code,
        type=row.document_type,
        number=row.number,
        status=row.status,
        state="lapsed" if has_lapsed(state, row.reply_by, now) else state.value,
        asked_at=row.asked_at,
        reply_by=row.reply_by,
        replied_at=row.replied_at,
        remark=row.remark,
    )


__all__ = [
    "ask_for_confirmation",
    "check_documents",
    "confirmations",
    "end_document",
    "reply_to_confirmation",
    "report_documents",
]
