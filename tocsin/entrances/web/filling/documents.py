"""Documents as pages show them: forms read, answers in words, rows as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.pages.documents import (
    ConfirmationLine,
    ConfirmationsPage,
    DocumentAnswer,
    DocumentCheckPage,
    ReportLine,
    SheetAnswer,
    SheetLine,
)
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.records.documents.confirming.rules import State, has_lapsed
from tocsin.records.documents.errors import IssuerUnknown, NumberUnreadable
from tocsin.records.documents.rules import (
    Asked,
    Checked,
    DocumentType,
    Outcome,
    Report,
    reported,
)
from tocsin.records.documents.sheets import Sheet
from tocsin.safeguards.access.reasons import Reasoned

PURPOSES = tuple(each.value for each in Purpose if each is not Purpose.RECORD_UPKEEP)
TYPES = tuple(each.value for each in DocumentType)
STATUSES = ("lost", "stolen", "stolen_blank", "revoked")
ASKED = ("issuer", "number", "check_digit", "type", "purpose", "case_reference")
REPORTED = ("type", "number", "last_number", "status", "occurred_on", "expires_on")
LONGEST = 100
FAULTS_SHOWN = 200


def typed(sent: Mapping[str, str], fields: Sequence[str]) -> Typed:
    """The form as sent, each value cut to a length that no honest one has."""
    return Typed({name: sent.get(name, "").strip()[: LONGEST + 1] for name in fields})


def read_question(form: Typed) -> tuple[Asked, Reasoned] | Typed:
    """What is asked and why, or the form with what has to be put right."""
    errors = [FormError(name, words) for name, words in _problems(form) if words]
    if errors:
        return form.with_errors(*errors)
    try:
        asked = Asked.of(*map(form.value, ("issuer", "number", "type", "check_digit")))
    except NumberUnreadable as error:
        return form.with_errors(FormError("number", str(error)))
    except IssuerUnknown as error:
        return form.with_errors(FormError("issuer", str(error)))
    return asked, Reasoned(Purpose(form.value("purpose")), form.value("case_reference"))


def _problems(form: Typed) -> list[tuple[str, str]]:
    kind, check, case = (form.value(each) for each in ("type", "check_digit", "case_reference"))
    digit = gettext("The check digit is the one after the number in the machine-readable zone.")
    no_case = gettext("Write the reference of your own case.")
    return [
        ("issuer", "" if form.value("issuer") else str(IssuerUnknown())),
        ("number", "" if form.value("number") else gettext("Write the number of the document.")),
        ("type", "" if not kind or kind in TYPES else gettext("Choose the kind of document.")),
        ("check_digit", "" if not check or (check.isdecimal() and len(check) == 1) else digit),
        (
            "purpose",
            "" if form.value("purpose") in PURPOSES else gettext("Choose what the check is for."),
        ),
        (
            "case_reference",
            "" if case and len(case) <= LONGEST else no_case,
        ),
    ]


def check_page(
    now: datetime,
    form: Typed,
    answer: DocumentAnswer | None = None,
    *,
    may_report: bool = False,
) -> DocumentCheckPage:
    return DocumentCheckPage(now, form, TYPES, PURPOSES, answer, may_report)


def answer_of(
    checked: Checked, names: Mapping[str, str], form: Typed, *, details: bool, contact: str = ""
) -> DocumentAnswer:
    """``names`` are members' names by their codes; ``details`` belong to desks, not barriers.

    ``contact`` is the desk of the issuer, where it has named one.
    """
    shown = DocumentAnswer(
        checked.outcome.value,
        because=checked.because.value if checked.because else "",
        asked=form,
        details=details,
    )
    if checked.outcome is Outcome.CANDIDATE and checked.named:
        named = checked.named
        return replace(
            shown,
            action=named.requested_action,
            contact=named.originator,
            record_pk=named.record_id if details else "",
        )
    if alert := checked.alert:
        told = replace(
            shown,
            contact=_contact(names.get(alert.issuer, ""), contact),
            caution=alert.status.value,
        )
        return _with_details(told, alert) if details else told
    return shown


def _contact(member: str, desk: str) -> str:
    """The issuer, and whom to call there if it is more than its code."""
    return f"{member}: {desk}" if " " in desk else member or desk


def _with_details(answer: DocumentAnswer, alert: Any) -> DocumentAnswer:
    return replace(
        answer,
        is_range=alert.is_range,
        first=alert.first,
        last=alert.last,
        occurred_on=alert.occurred_on,
        reported_at=alert.reported_at,
    )


def read_report(form: Typed, today: date) -> Report | Typed:
    """What is reported, or the form with the field at fault."""
    days: dict[str, date | None] = {}
    for name in ("occurred_on", "expires_on"):
        try:
            days[name] = date.fromisoformat(form.value(name)) if form.value(name) else None
        except ValueError:
            return form.with_errors(FormError(name, gettext("Write the day as 2026-03-01.")))
    found = reported(
        form.value("type"),
        form.value("number"),
        form.value("status"),
        last=form.value("last_number"),
        today=today,
        occurred_on=days["occurred_on"],
        expires_on=days["expires_on"],
    )
    if isinstance(found, Report):
        return found
    name, words = found
    return form.with_errors(FormError(name, gettext("This field %(fault)s.") % {"fault": words}))


def sheet_answer(sheet: Sheet, added: int = 0, *, taken: bool = False) -> SheetAnswer:
    faults = [SheetLine(each.line, each.field, each.message) for each in sheet.faults]
    return SheetAnswer(
        good=len(sheet.reports),
        added=added,
        known=len(sheet.reports) - added if taken else 0,
        faults=tuple(faults[:FAULTS_SHOWN]),
        more_faults=max(len(faults) - FAULTS_SHOWN, 0),
        taken=taken,
    )


def report_line(row: Any) -> ReportLine:
    return ReportLine(
        row.document_type,
        row.number,
        row.status,
        row.reported_at,
        row.ends_on,
        occurred_on=row.occurred_on,
        ended_at=row.ended_at,
    )


def range_line(row: Any) -> ReportLine:
    return ReportLine(
        row.document_type,
        row.first,
        "stolen_blank",
        row.reported_at,
        row.ends_on,
        last=row.last,
        occurred_on=row.occurred_on,
    )


def confirmations_page(
    rows: Sequence[Any], member_id: int, now: datetime, *, may_reply: bool
) -> ConfirmationsPage:
    lines = [(row, _confirmation(row, now, may_reply=may_reply)) for row in rows]
    return ConfirmationsPage(
        now,
        put_to_us=tuple(line for row, line in lines if row.issuer.id == member_id),
        asked_by_us=tuple(
            replace(line, may_reply=False) for row, line in lines if row.asked_by_id == member_id
        ),
    )


def _confirmation(row: Any, now: datetime, *, may_reply: bool) -> ConfirmationLine:
    state = State(row.state)
    return ConfirmationLine(
        pk=str(row.id),
        issuer=row.issuer.name,
        asked_by=row.asked_by.name,
        type=row.document_type,
        number=row.number,
        status=row.status,
        asked_at=row.asked_at,
        reply_by=row.reply_by,
        state="lapsed" if has_lapsed(state, row.reply_by, now) else state.value,
        replied_at=row.replied_at,
        remark=row.remark,
        may_reply=may_reply and state is State.ASKED,
    )
