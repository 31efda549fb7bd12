"""The page of suspended records, and the form that lets one ring again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.suspensions import SuspensionLine, SuspensionsPage
from tocsin.entrances.web.visits import Visit
from tocsin.records.suspension import actions, queries
from tocsin.records.suspension.errors import LiftReasonMissing, NothingSuspended
from tocsin.safeguards.access.rules import Permission


def suspensions(visit: Visit) -> HttpResponse:
    return _show(visit, Typed(), "")


def lift(visit: Visit, record_id: UUID) -> HttpResponse:
    """Take the reason that the form sends, or show what is wrong with it."""
    typed = Typed({"reason": visit.request.POST.get("reason", "")})
    try:
        actions.lift(visit.actor, record_id, typed.value("reason"), now=visit.now)
    except LiftReasonMissing as refusal:
        return _show(visit, typed.with_errors(FormError("reason", str(refusal))), str(record_id))
    except NothingSuspended as refusal:
        return _show(visit, typed.with_errors(FormError("", str(refusal))), "")
    messages.success(visit.request, gettext("Recorded: the record rings again at your desk."))
    return redirect("suspensions")


def _show(visit: Visit, form: Typed, record: str) -> HttpResponse:
    own_id = visit.actor.member_id
    found = queries.suspended(visit.actor)
    page = SuspensionsPage(
        now=visit.now,
        own=tuple(_line(it) for it in found if it.member_id == own_id),
        of_ours=tuple(_line(it, told=True) for it in found if it.record.originator_id == own_id),
        may_lift=visit.may(Permission.SUSPENSION_LIFT),
        may_mend=visit.may(Permission.RECORD_CONTRIBUTE),
        form=form,
        form_record=record,
    )
    return visit.show("pages/suspensions.html", page, status=422 if form.errors else 200)


def _line(it: Any, *, told: bool = False) -> SuspensionLine:
    """``told`` for the originator: it learns how often, and not at whose desk."""
    return SuspensionLine(
        record_pk=str(it.record_id),
        reference=it.record.reference,
        originator_code=it.record.originator.code,
        desk="" if told else it.member.code,
        effect=it.effect,
        rejected=it.rejected,
        confirmed=it.confirmed,
        begun_at=it.begun_at,
        stands=queries.stands(it),
        lifted_at=it.lifted_at,
        reason=it.reason,
    )
