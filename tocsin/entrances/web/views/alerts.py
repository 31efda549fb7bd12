"""The inbox of alerts, one alert, and the steps that are taken on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.alerts import actions, queries
from tocsin.alerts.correspondence import queries as correspondence
from tocsin.alerts.errors import AlertMovedOn, AnswerMissing, EndpointRefused
from tocsin.alerts.rules import Answer, Outcome
from tocsin.entrances.web.filling.alerts import (
    alert_line,
    alert_page,
    message_line,
    recipient_line,
    refused,
)
from tocsin.entrances.web.pages import FormError
from tocsin.entrances.web.pages.alerts import AlertsPage, Sealed, StepForm
from tocsin.entrances.web.paging import PIECE, page_number, paging
from tocsin.entrances.web.visits import Visit
from tocsin.safeguards.access.rules import Permission


def alerts(visit: Visit) -> HttpResponse:
    actor = visit.actor
    where = paging(queries.count(actor), page_number(visit))
    found = queries.inbox(actor, offset=(where.number - 1) * PIECE, limit=PIECE)
    page = AlertsPage(
        now=visit.now,
        lines=tuple(alert_line(each, actor.member_id, visit.now) for each in found),
        waiting=queries.waiting(actor),
        endpoint=queries.endpoint(actor),
        undelivered=len(queries.undelivered(actor)),
        may_set_endpoint=visit.may(Permission.ENDPOINT_KEEP),
        paging=where,
    )
    return visit.show("pages/alerts_rows.html" if visit.in_part else "pages/alerts.html", page)


def alert(visit: Visit, alert_id: UUID) -> HttpResponse:
    return _show(visit, alert_id, StepForm())


def _show(visit: Visit, alert_id: UUID, typed: StepForm) -> HttpResponse:
    found = queries.alert(visit.actor, alert_id)
    carried = queries.escalations(visit.actor, found)
    page = alert_page(found, carried, visit.actor.member_id, visit.now, typed)
    page = replace(page, sealed=_sealed(visit, found))
    return visit.show("pages/alert.html", page, status=422 if typed.errors else 200)


def _sealed(visit: Visit, alert: Any) -> Sealed:
    return Sealed(
        messages=tuple(map(message_line, correspondence.correspondence(visit.actor, alert))),
        recipients=tuple(map(recipient_line, correspondence.recipients(visit.actor, alert))),
        may_write=visit.may(Permission.ALERT_ANSWER),
        node=visit.request.build_absolute_uri("/").rstrip("/"),
    )


def acknowledge(visit: Visit, alert_id: UUID) -> HttpResponse:
    try:
        actions.acknowledge(visit.actor, alert_id, now=visit.now)
    except AlertMovedOn as late:
        return _show(visit, alert_id, refused(StepForm(), FormError("", str(late))))
    messages.success(visit.request, gettext("Acknowledged. The other member is told."))
    return redirect("alert", alert_id)


def answer(visit: Visit, alert_id: UUID) -> HttpResponse:
    return _take(visit, alert_id, Answer)


def close(visit: Visit, alert_id: UUID) -> HttpResponse:
    return _take(visit, alert_id, Outcome)


def _take(visit: Visit, alert_id: UUID, codes: type[Answer] | type[Outcome]) -> HttpResponse:
    sent = visit.request.POST
    typed = StepForm(choice=sent.get("choice", ""), words=sent.get("words", ""))
    if typed.choice not in set(codes):
        chosen = FormError("choice", gettext("Choose one of the answers."))
        return _show(visit, alert_id, refused(typed, chosen))
    try:
        if codes is Answer:
            said = Answer(typed.choice)
            actions.answer(visit.actor, alert_id, said, typed.words, now=visit.now)
        else:
            became = Outcome(typed.choice)
            actions.close(visit.actor, alert_id, became, typed.words, now=visit.now)
    except AnswerMissing as missing:
        return _show(visit, alert_id, refused(typed, FormError("words", str(missing))))
    except AlertMovedOn as late:
        return _show(visit, alert_id, refused(typed, FormError("", str(late))))
    messages.success(visit.request, gettext("Recorded. The other member is told."))
    return redirect("alert", alert_id)


def endpoint(visit: Visit) -> HttpResponse:
    try:
        actions.set_endpoint(visit.actor, visit.request.POST.get("address", ""), now=visit.now)
    except EndpointRefused as refusal:
        messages.error(visit.request, str(refusal))
    else:
        messages.success(visit.request, gettext("The address is kept."))
    return redirect("alerts")
