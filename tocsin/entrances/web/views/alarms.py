"""The auditor's page of alarms: who asked for too much, and that somebody looked into it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.pages import AlarmLine, AlarmsPage
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import codes_by_id, officer_names
from tocsin.safeguards.access import queries
from tocsin.safeguards.access.actions import close_alarm
from tocsin.safeguards.access.limits import LIMITS, Asking


def alarms(visit: Visit) -> HttpResponse:
    found = queries.alarms(visit.actor)
    codes, names = codes_by_id(), officer_names(each.officer_id for each in found)
    lines = tuple(_line(each, codes, names) for each in found)
    return visit.show("pages/alarms.html", AlarmsPage(visit.now, lines))


def close(visit: Visit, alarm_id: int) -> HttpResponse:
    close_alarm(visit.actor, alarm_id, now=visit.now)
    messages.success(visit.request, gettext("Recorded: you looked into the alarm."))
    return redirect("alarms")


def _line(alarm: Any, codes: dict[int, str], names: dict[int, str]) -> AlarmLine:
    return AlarmLine(
        pk=str(alarm.id),
        member_code=codes.get(alarm.member_id, ""),
        officer=names.get(alarm.officer_id, gettext("the node itself")),
        asking=alarm.asking,
        hour=alarm.hour,
        number=alarm.number,
        most=LIMITS[Asking(alarm.asking)].officer,
        closed_at=alarm.seen_at,
    )
