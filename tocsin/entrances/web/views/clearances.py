"""Clearing travellers of a record: proposed, answered by a second officer, withdrawn."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.clearances import (
    ClearingForm,
    RequestForm,
    clearances_page,
)
from tocsin.entrances.web.pages.clearances import ClearingPage
from tocsin.entrances.web.views.acting import perform
from tocsin.entrances.web.visits import Visit
from tocsin.records.registers.queries import record
from tocsin.resolution.rules import hashed_documents
from tocsin.review import queries as review
from tocsin.review.actions import clear
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.approval.errors import ApprovalError
from tocsin.screening.clearances import actions, queries


def clearances(visit: Visit) -> HttpResponse:
    found = queries.clearances(visit.actor, now=visit.now)
    return visit.show("pages/clearances.html", clearances_page(found, queries.LATEST))


def of_candidate(visit: Visit, candidate_id: UUID) -> HttpResponse:
    """Clear the traveller of a candidate that was concluded to be somebody else."""
    about = review.candidate(visit.actor, candidate_id).candidate.record
    page = ClearingPage(None, str(about.id), about.reference, str(candidate_id))
    if visit.request.method != "POST":
        return _show(visit, page, ClearingForm())
    return perform(
        visit,
        ClearingForm(visit.request.POST),
        lambda sent: clear(visit.actor, candidate_id, sent.value, now=visit.now),
        lambda: redirect("clearances"),
        lambda sent: _show(visit, page, sent),
        gettext("Proposed. It holds once a second officer approves it."),
    )


def on_request(visit: Visit, record_id: UUID) -> HttpResponse:
    """Clear somebody who asks for it and shows their documents."""
    about = record(visit.actor, record_id)
    page = ClearingPage(None, str(about.id), about.reference)
    if visit.request.method != "POST":
        return _show(visit, page, RequestForm())
    return perform(
        visit,
        RequestForm(visit.request.POST),
        lambda sent: _propose(visit, record_id, sent),
        lambda: redirect("clearances"),
        lambda sent: _show(visit, page, sent),
        gettext("Proposed. It holds once a second officer approves it."),
    )


def _propose(visit: Visit, record_id: UUID, sent: RequestForm) -> object:
    key = settings.EXCLUSION_KEY()
    marks = hashed_documents(sent.cleaned_data["documents"], key)
    return actions.propose_clearance(
        visit.actor, record_id, marks, sent.value, key=key, now=visit.now
    )


def _show(visit: Visit, page: ClearingPage, form: ClearingForm) -> HttpResponse:
    shown = ClearingPage(form, page.record_pk, page.record_reference, page.candidate_pk)
    return visit.show("pages/clearing.html", shown, status=422 if form.errors else 200)


def answer(visit: Visit, clearance_id: UUID) -> HttpResponse:
    """Approve, refuse or withdraw, as the button says."""
    deed, actor = visit.request.POST.get("deed", ""), visit.actor
    try:
        if deed == "approve":
            actions.approve_clearance(actor, clearance_id, now=visit.now)
            said = gettext("Approved: from now on it holds. Give the person its number.")
        elif deed == "refuse":
            reason = visit.request.POST.get("reason", "")
            actions.refuse_clearance(actor, clearance_id, reason, now=visit.now)
            said = gettext("Refused. Nothing of it is kept.")
        elif deed == "withdraw":
            actions.withdraw_clearance(actor, clearance_id)
            said = gettext("Withdrawn. Nothing of it is kept.")
        else:
            raise NotFound
    except ApprovalError as hindrance:
        messages.warning(visit.request, str(hindrance))
    else:
        messages.success(visit.request, said)
    return redirect("clearances")
