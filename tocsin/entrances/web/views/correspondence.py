"""Sealed messages of an alert: taken and given as they are, for the node can't open them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.alerts.correspondence import queries
from tocsin.alerts.correspondence.actions import write as keep
from tocsin.alerts.correspondence.errors import MessageTooLong, NoSealingKey, NotSealed
from tocsin.alerts.correspondence.rules import LARGEST
from tocsin.entrances.web.visits import Visit


def write(visit: Visit, alert_id: UUID) -> HttpResponse:
    sent = visit.request.FILES.get("file")
    content = sent.read(LARGEST + 1) if sent else b""
    try:
        keep(visit.actor, alert_id, content, now=visit.now)
    except (NotSealed, MessageTooLong, NoSealingKey) as refusal:
        messages.error(visit.request, str(refusal))
    else:
        messages.success(visit.request, gettext("Kept, sealed. The other member is told."))
    return redirect("alert", alert_id)


def fetch(visit: Visit, alert_id: UUID, message_id: UUID) -> HttpResponse:
    found = queries.sealed(visit.actor, alert_id, message_id)
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.id}.age"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
