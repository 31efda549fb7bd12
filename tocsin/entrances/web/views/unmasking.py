"""Showing a dismissed traveller again, for a complaint or an inquiry: two officers, and once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances import wiring
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.unmasking import (
    ShownPage,
    UnmaskingLine,
    UnmaskingsPage,
    UnmaskPage,
)
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import officer_names
from tocsin.review.queries import candidate
from tocsin.safeguards.approval import queries
from tocsin.safeguards.approval.errors import ApprovalError, ProposalReasonMissing
from tocsin.screening import actions
from tocsin.screening.errors import NothingToShow

REFUSALS = (ApprovalError, NothingToShow)


def unmask(visit: Visit, candidate_id: UUID) -> HttpResponse:
    """Ask a second officer to agree; or see where the last request about it stands."""
    if visit.request.method != "POST":
        return _show(visit, candidate_id, Typed())
    typed = Typed({"reason": visit.request.POST.get("reason", "")})
    traveller = candidate(visit.actor, candidate_id).candidate.traveller_id
    try:
        with transaction.atomic():
            actions.propose_unmasking(
                visit.actor, traveller, typed.value("reason"), seen_on=candidate_id, now=visit.now
            )
    except REFUSALS as refusal:
        return _show(visit, candidate_id, typed.with_errors(_error(refusal)))
    messages.success(visit.request, gettext("Asked. A second officer of your member answers."))
    return redirect("unmask", candidate_id)


def waiting(visit: Visit) -> HttpResponse:
    return _show_waiting(visit, Typed(), "")


def approve(visit: Visit, proposal_id: UUID) -> HttpResponse:
    """Agree, and be shown the particulars in this answer and nowhere again."""
    asked = queries.proposal(visit.actor, actions.UNMASK, proposal_id)
    try:
        with transaction.atomic():
            shown = actions.unmask(visit.actor, proposal_id, wiring.key_files(), now=visit.now)
    except REFUSALS as refusal:
        return _show_waiting(visit, Typed().with_errors(FormError("", str(refusal))), "")
    page = ShownPage.of(visit.now, asked.particulars.get("candidate", ""), shown)
    return visit.show("pages/unmasked.html", page)


def refuse(visit: Visit, proposal_id: UUID) -> HttpResponse:
    typed = Typed({"reason": visit.request.POST.get("reason", "")})
    try:
        with transaction.atomic():
            actions.refuse_unmasking(visit.actor, proposal_id, typed.value("reason"), now=visit.now)
    except REFUSALS as refusal:
        return _show_waiting(visit, typed.with_errors(_error(refusal)), str(proposal_id))
    messages.success(visit.request, gettext("Refused. The traveller stays hidden."))
    return redirect("unmaskings")


def withdraw(visit: Visit, proposal_id: UUID) -> HttpResponse:
    asked = queries.proposal(visit.actor, actions.UNMASK, proposal_id)
    try:
        with transaction.atomic():
            actions.withdraw_unmasking(visit.actor, proposal_id, now=visit.now)
    except ApprovalError as refusal:
        messages.warning(visit.request, str(refusal))
    else:
        messages.success(visit.request, gettext("Taken back."))
    return redirect("unmask", asked.particulars["candidate"])


def _show(visit: Visit, candidate_id: UUID, form: Typed) -> HttpResponse:
    found = candidate(visit.actor, candidate_id).candidate
    traveller = found.traveller
    latest = queries.latest_on(visit.actor, actions.UNMASK, f"traveller:{traveller.id}")
    masked_at = traveller.masked_at
    page = UnmaskPage(
        now=visit.now,
        candidate_pk=str(candidate_id),
        reference=found.record.reference,
        flight=traveller.manifest.flight,
        masked=masked_at is not None,
        kept=bool(traveller.sealed),
        deleted_on=masked_at + actions.MASKED_LIFE if masked_at else None,
        latest=_lines(visit, [latest])[0] if latest else None,
        form=form,
    )
    return visit.show("pages/unmask.html", page, status=422 if form.errors else 200)


def _show_waiting(visit: Visit, form: Typed, about: str) -> HttpResponse:
    found = queries.awaiting(visit.actor, actions.UNMASK, now=visit.now)
    page = UnmaskingsPage(visit.now, tuple(_lines(visit, found)), form, about)
    return visit.show("pages/unmaskings.html", page, status=422 if form.errors else 200)


def _lines(visit: Visit, found: list[Any]) -> list[UnmaskingLine]:
    names = officer_names(each.officer_id for each in found)
    return [_line(visit, each, names.get(each.officer_id, "")) for each in found]


def _line(visit: Visit, it: Any, officer: str) -> UnmaskingLine:
    answer = getattr(it, "answer", None)
    return UnmaskingLine(
        pk=str(it.id),
        candidate_pk=it.particulars.get("candidate", ""),
        officer=officer,
        reason=it.reason,
        proposed_at=it.proposed_at,
        expires_at=it.expires_at,
        state=it.state(visit.now).value,
        why_not=queries.why_not(visit.actor, actions.UNMASK, it),
        own=it.officer_id == visit.actor.officer_id,
        answer=answer.reason if answer else "",
    )


def _error(refusal: Exception) -> FormError:
    field = "reason" if isinstance(refusal, ProposalReasonMissing) else ""
    return FormError(field, str(refusal))
