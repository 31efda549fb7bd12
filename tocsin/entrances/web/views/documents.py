"""Documents: checking one, asking its issuer, and reporting those of one's own member."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext

from tocsin.entrances import wiring
from tocsin.entrances.web.filling import documents as filling
from tocsin.entrances.web.pages.documents import DocumentReportsPage
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import contact_of_code, names_by_code
from tocsin.records.documents import queries
from tocsin.records.documents.actions import check_documents, end_report, report_documents
from tocsin.records.documents.confirming.actions import ask_issuer
from tocsin.records.documents.confirming.actions import reply as reply_to
from tocsin.records.documents.confirming.rules import Reply
from tocsin.records.documents.errors import (
    AlreadyAnswered,
    NothingToConfirm,
    NumberUnreadable,
    RangesOverlap,
    SheetUnreadable,
)
from tocsin.records.documents.rules import DocumentType
from tocsin.records.documents.sheets import LARGEST, read_sheet
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.ledger.keys import Keys


def check(visit: Visit) -> HttpResponse:
    may_report = visit.may(Permission.DOCUMENT_REPORT)
    if visit.request.method != "POST":
        page = filling.check_page(visit.now, Typed(), may_report=may_report)
        return visit.show("pages/documents.html", page)
    form = filling.typed(visit.request.POST, filling.ASKED)
    read = filling.read_question(form)
    if isinstance(read, Typed):
        page = filling.check_page(visit.now, read, may_report=may_report)
        return visit.show("pages/documents.html", page, status=422)
    asked, why = read
    keys = Keys(wiring.home() / "keys")
    (checked,) = check_documents(visit.actor, [asked], why, keys=keys, now=visit.now)
    details = visit.may(Permission.DOCUMENT_READ)
    contact = contact_of_code(checked.alert.issuer) if checked.alert else ""
    answer = filling.answer_of(checked, names_by_code(), form, details=details, contact=contact)
    page = filling.check_page(visit.now, form, answer, may_report=may_report)
    return visit.show("pages/documents.html", page)


def ask(visit: Visit) -> HttpResponse:
    """Put the question to the issuer of a document that hit."""
    read = filling.read_question(filling.typed(visit.request.POST, filling.ASKED))
    if isinstance(read, Typed):
        return redirect("documents")
    try:
        ask_issuer(visit.actor, *read, now=visit.now)
    except NothingToConfirm as refusal:
        messages.warning(visit.request, str(refusal))
        return redirect("documents")
    told = gettext("The issuer was asked. Do nothing to the holder until it has confirmed.")
    messages.success(visit.request, told)
    return redirect("confirmations")


def confirmations(visit: Visit) -> HttpResponse:
    rows = queries.confirmations(visit.actor)
    may_reply = visit.may(Permission.DOCUMENT_CONFIRM)
    page = filling.confirmations_page(rows, visit.actor.member_id, visit.now, may_reply=may_reply)
    return visit.show("pages/confirmations.html", page)


def reply(visit: Visit, confirmation_id: UUID) -> HttpResponse:
    sent = visit.request.POST
    if sent.get("said") not in set(Reply):
        raise NotFound
    try:
        remark = sent.get("remark", "")[:500]
        reply_to(visit.actor, confirmation_id, Reply(sent["said"]), remark, now=visit.now)
    except AlreadyAnswered as refusal:
        messages.warning(visit.request, str(refusal))
    else:
        messages.success(visit.request, gettext("Your answer was given to the member that asked."))
    return redirect("confirmations")


def reports(visit: Visit) -> HttpResponse:
    if visit.request.method != "POST":
        return _show_reports(visit, _reports_page(visit))
    form = filling.typed(visit.request.POST, filling.REPORTED)
    read = filling.read_report(form, visit.now.date())
    if isinstance(read, Typed):
        return _show_reports(visit, replace(_reports_page(visit), form=read))
    try:
        done = report_documents(visit.actor, [read], now=visit.now)
    except RangesOverlap as refusal:
        wrong = form.with_errors(FormError("number", str(refusal)))
        return _show_reports(visit, replace(_reports_page(visit), form=wrong))
    words = gettext("Reported. From now on every check finds it.")
    messages.success(
        visit.request, words if done.added else gettext("It was reported already; nothing changed.")
    )
    return redirect("document-reports")


def report_file(visit: Visit) -> HttpResponse:
    """Read a file; put its rows on the register only if that was asked for."""
    page = _reports_page(visit)
    sent = visit.request.FILES.get("file")
    if sent is None or (sent.size or 0) > LARGEST:
        words = gettext("Choose a CSV file of at most %(n)d megabytes.") % {"n": LARGEST // 10**6}
        return _show_reports(visit, replace(page, file_form=Typed({}, (FormError("file", words),))))
    try:
        sheet = read_sheet(sent.read(), page.issuer, visit.now.date())
    except SheetUnreadable as refusal:
        wrong = Typed({}, (FormError("file", str(refusal)),))
        return _show_reports(visit, replace(page, file_form=wrong))
    asked = visit.request.POST.get("deed")
    if asked not in ("all", "good") or (asked == "all" and sheet.faults):
        return _show_reports(visit, replace(page, sheet=filling.sheet_answer(sheet)))
    try:
        done = report_documents(visit.actor, [each for _line, each in sheet.reports], now=visit.now)
    except RangesOverlap as refusal:
        wrong = Typed({}, (FormError("file", str(refusal)),))
        return _show_reports(visit, replace(page, file_form=wrong))
    told = ngettext("%(n)d document was reported.", "%(n)d documents were reported.", done.added)
    messages.success(visit.request, told % {"n": done.added})
    page = replace(_reports_page(visit), sheet=filling.sheet_answer(sheet, done.added, taken=True))
    return _show_reports(visit, page)


def end(visit: Visit) -> HttpResponse:
    """A document is back with its holder, or was never to be reported."""
    sent = visit.request.POST
    if sent.get("type") not in set(DocumentType) or sent.get("how") not in (
        "recovered",
        "mistaken",
    ):
        raise NotFound
    issuer = queries.own_code(visit.actor)
    type_, number = DocumentType(sent["type"]), sent.get("number", "")
    end_report(visit.actor, issuer, type_, number, Reply(sent["how"]), now=visit.now)
    messages.success(visit.request, gettext("Ended. The document hits no more."))
    return redirect("document-reports")


def _reports_page(visit: Visit) -> DocumentReportsPage:
    wanted = visit.request.GET.get("number", "").strip()
    try:
        found = queries.own_reports(visit.actor, wanted)
    except NumberUnreadable:
        found = []
    return DocumentReportsPage(
        now=visit.now,
        issuer=queries.own_code(visit.actor),
        number=wanted,
        reports=tuple(map(filling.report_line, found)),
        ranges=tuple(map(filling.range_line, queries.own_ranges(visit.actor, now=visit.now))),
        types=filling.TYPES,
        statuses=filling.STATUSES,
        most=queries.LATEST,
    )


def _show_reports(visit: Visit, page: DocumentReportsPage) -> HttpResponse:
    wrong = page.form.errors or page.file_form.errors or (page.sheet and page.sheet.faults)
    return visit.show("pages/document_reports.html", page, status=422 if wrong else 200)
