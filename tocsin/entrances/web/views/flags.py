"""The pages of flags: all that concern the member, and the form on one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.flags import flag_line, flag_page, flags_page, problems
from tocsin.entrances.web.pages import FlagLine, FormError
from tocsin.entrances.web.visits import Visit
from tocsin.records.handling import actions, queries
from tocsin.records.handling.errors import NothingFlagged, OwnRecord, RecordOver
from tocsin.records.registers import queries as registers


def flags(visit: Visit) -> HttpResponse:
    found = queries.flags(visit.actor)
    return visit.show("pages/flags.html", flags_page(found, visit.actor.member_id, visit.now))


def flag(visit: Visit, record_id: UUID) -> HttpResponse:
    if visit.request.method != "POST":
        return _show(visit, record_id, {}, ())
    typed = {name: visit.request.POST.get(name, "") for name in ("action", "reason")}
    record = registers.record(visit.actor, record_id)
    if errors := problems(typed, record.requested_action):
        return _show(visit, record_id, typed, errors)
    return _make(visit, record_id, typed)


def lift(visit: Visit, record_id: UUID) -> HttpResponse:
    try:
        actions.lift(visit.actor, record_id, now=visit.now)
    except NothingFlagged as refusal:
        return _show(visit, record_id, {}, [FormError("", str(refusal))])
    messages.success(visit.request, gettext("Recorded: your member does again what is asked."))
    return redirect("subject", record_id)


def _make(visit: Visit, record_id: UUID, typed: Mapping[str, str]) -> HttpResponse:
    try:
        actions.flag(visit.actor, record_id, typed["action"], typed["reason"], now=visit.now)
    except (OwnRecord, RecordOver) as refusal:
        return _show(visit, record_id, typed, [FormError("", str(refusal))])
    messages.success(visit.request, gettext("Recorded. The originator is told."))
    return redirect("subject", record_id)


def _show(
    visit: Visit, record_id: UUID, typed: Mapping[str, str], errors: Iterable[FormError]
) -> HttpResponse:
    record = registers.record(visit.actor, record_id)
    page = flag_page(record, _standing(visit, record_id), typed, errors)
    return visit.show("pages/flag.html", page, status=422 if page.errors else 200)


def _standing(visit: Visit, record_id: UUID) -> FlagLine | None:
    """The flag that the viewer's member has on the record now."""
    found = queries.flags_on(visit.actor, record_id)
    lines = (flag_line(each, visit.actor.member_id) for each in found)
    return next((each for each in lines if each.own and each.lifted_at is None), None)
