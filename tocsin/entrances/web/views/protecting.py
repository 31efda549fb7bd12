"""Protecting people whose identity the subject of a record used, with their consent."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.protecting import ProtectionForm, protecting_page
from tocsin.entrances.web.views.acting import perform
from tocsin.entrances.web.visits import Visit
from tocsin.records.registers.queries import record
from tocsin.resolution import actions, queries


def protecting(visit: Visit, record_id: UUID) -> HttpResponse:
    if visit.request.method != "POST":
        return _show(visit, record_id, ProtectionForm(now=visit.now))
    return perform(
        visit,
        ProtectionForm(visit.request.POST, now=visit.now),
        lambda sent: actions.protect_identity(
            visit.actor,
            record_id,
            sent.cleaned_data["documents"],
            sent.value,
            key=settings.EXCLUSION_KEY(),
            now=visit.now,
        ),
        lambda: redirect("protecting", record_id),
        lambda sent: _show(visit, record_id, sent),
        gettext("Kept: whoever bears these documents is no candidate for this record."),
    )


def withdraw(visit: Visit, record_id: UUID, protection_id: int) -> HttpResponse:
    actions.withdraw_consent(visit.actor, record_id, protection_id)
    return redirect("protecting", record_id)


def _show(visit: Visit, record_id: UUID, form: ProtectionForm) -> HttpResponse:
    about = record(visit.actor, record_id)
    found = queries.misused_identities(visit.actor, record_id)
    page = protecting_page(about, found, form, visit.now)
    return visit.show("pages/protecting.html", page, status=422 if form.errors else 200)
