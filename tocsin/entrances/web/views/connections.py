"""Files of records, relations between them, and incidents, in the browser."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.records import incident_line
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.records import IncidentsPage
from tocsin.entrances.web.views.keeping import show_keep
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.vocabulary.codes import Tlp
from tocsin.records.incidents import queries
from tocsin.records.incidents.actions import relate, report_incident, unrelate
from tocsin.records.incidents.rules import Incident, IncidentKind, Relation
from tocsin.records.media.actions import attach, detach
from tocsin.records.media.errors import Damaged, NotTaken, SourceMissing
from tocsin.records.media.queries import opened
from tocsin.records.media.rules import ENDINGS, LARGEST
from tocsin.records.registers import queries as registers
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.rules.validity import GRADES
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Permission


def open_file(visit: Visit, attachment_id: UUID) -> HttpResponse:
    """The file to be saved, never shown in the page; that it was opened is in the ledger."""
    attachment, content = opened(visit.actor, attachment_id)
    answer = HttpResponse(content, content_type="application/octet-stream")
    name = f"{bytes(attachment.sha256).hex()[:12]}.{ENDINGS[attachment.media_type]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def attach_file(visit: Visit, record_id: UUID) -> HttpResponse:
    sent, given = visit.request.FILES.get("file"), visit.request.POST
    if sent is None or (sent.size or 0) > LARGEST:
        return show_keep(visit, record_id, [FormError("file", str(NotTaken()))])
    source, rights = given.get("source", ""), given.get("rights", "")
    try:
        attach(visit.actor, record_id, sent.read(), source, rights, now=visit.now)
    except (NotTaken, SourceMissing, Damaged) as refusal:
        return show_keep(visit, record_id, [FormError("file", str(refusal))])
    messages.success(visit.request, gettext("The file is attached, and kept sealed."))
    return redirect("keep", record_id)


def detach_file(visit: Visit, record_id: UUID, attachment_id: UUID) -> HttpResponse:
    detach(visit.actor, record_id, attachment_id)
    messages.success(visit.request, gettext("The file is taken off and destroyed."))
    return redirect("keep", record_id)


def relate_record(visit: Visit, record_id: UUID) -> HttpResponse:
    given = visit.request.POST
    said = Relation(*(given.get(name, "") for name in ("kind", "evidence", "grade", "source")))
    reference = given.get("other", "").strip()
    try:
        record, incident = _other_end(visit, reference)
        relate(visit.actor, record_id, said, to_record=record, to_incident=incident, now=visit.now)
    except NotLawful as refusal:
        return show_keep(
            visit, record_id, [FormError("evidence", each.message) for each in refusal.faults[:1]]
        )
    except NotFound:
        words = gettext("You see no record and no incident of this reference.")
        return show_keep(visit, record_id, [FormError("other", words)])
    messages.success(visit.request, gettext("Recorded. It lists nobody and matches nobody."))
    return redirect("keep", record_id)


def _other_end(visit: Visit, reference: str) -> tuple[UUID | None, UUID | None]:
    """The record or the incident that a reference names, as far as the viewer sees it."""
    record = registers.seen_by_reference(visit.actor, reference)
    if record:
        return record.id, None
    found = queries.incidents(visit.actor, now=visit.now)
    named = (each.id for each in found if each.reference == reference)
    return None, next(named, None)


def unrelate_record(visit: Visit, record_id: UUID, relation_id: UUID) -> HttpResponse:
    unrelate(visit.actor, record_id, relation_id)
    messages.success(visit.request, gettext("The relation is taken back."))
    return redirect("keep", record_id)


FIELDS = tuple(Incident.__dataclass_fields__)


def incidents(visit: Visit) -> HttpResponse:
    if visit.request.method != "POST":
        return _show(visit, Typed())
    form = Typed({name: visit.request.POST.get(name, "").strip() for name in FIELDS})
    given = Incident(**{name: form.value(name) for name in FIELDS})
    try:
        report_incident(visit.actor, given, now=visit.now)
    except NotLawful as refusal:
        wrong = [FormError(each.field, each.message) for each in refusal.faults]
        return _show(visit, form.with_errors(*wrong))
    messages.success(visit.request, gettext("The incident is reported."))
    return redirect("incidents")


def _show(visit: Visit, form: Typed) -> HttpResponse:
    page = IncidentsPage(
        tuple(map(incident_line, queries.incidents(visit.actor, now=visit.now))),
        tuple(IncidentKind),
        tuple(sorted(GRADES)),
        tuple(Tlp),
        form,
        visit.may(Permission.RECORD_CONTRIBUTE),
    )
    return visit.show("pages/incidents.html", page, status=422 if form.errors else 200)
