"""The pages of lists that are missing or late, and of messages that could not be read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.desk import carrier_lines
from tocsin.entrances.web.pages.flights import AsideLine, AsidePage, LackingLine, LackingPage
from tocsin.entrances.web.visits import Visit
from tocsin.safeguards.access.rules import Permission
from tocsin.travel.intake import actions, queries
from tocsin.travel.intake.errors import NotQuarantined
from tocsin.travel.intake.schedules import Lacking


def lacking(visit: Visit) -> HttpResponse:
    actor, now = visit.actor, visit.now
    since = now - queries.LOOKED_BACK
    carriers = queries.punctual(actor, since, now, now=now)
    found = queries.lacking_lists(actor, now=now)
    lines = tuple(map(_lacking_line, reversed(found)))
    return visit.show("pages/lacking.html", LackingPage(now, since, carrier_lines(carriers), lines))


def _lacking_line(it: Lacking) -> LackingLine:
    flight, minutes = it.flight, int(it.by.total_seconds() // 60)
    return LackingLine(
        flight.flight,
        flight.departure,
        flight.arrival,
        flight.departs_at,
        it.lack.value,
        minutes,
    )


def aside(visit: Visit) -> HttpResponse:
    lines = tuple(map(_aside_line, queries.put_aside(visit.actor)))
    waiting = queries.depth(visit.actor).waiting if visit.may(Permission.FLIGHT_READ) else 0
    return visit.show("pages/aside.html", AsidePage(visit.now, lines, waiting))


def replay(visit: Visit, message_id: UUID) -> HttpResponse:
    try:
        actions.replay(visit.actor, message_id)
    except NotQuarantined as refusal:
        messages.warning(visit.request, str(refusal))
    else:
        messages.success(visit.request, gettext("The message waits to be read once more."))
    return redirect("messages-aside")


def _aside_line(it: Any) -> AsideLine:
    return AsideLine(
        str(it.id),
        it.reference,
        it.line.name if it.line else "",
        it.reason,
        it.size,
        it.received_at,
        it.ended_at,
    )
