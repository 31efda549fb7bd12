"""A candidate: claimed, given back, and the decision on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from tocsin.entrances.web.filling.candidate import AtHand, May, Typed, candidate_page
from tocsin.entrances.web.pages import FormError
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.records.registers.queries import current_statements
from tocsin.review import actions, queries
from tocsin.review.actions import Open, concur, decide
from tocsin.review.earlier import earlier_decisions
from tocsin.review.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    ClaimedMeanwhile,
    NothingClaimed,
    ReasonMissing,
    RecordEnded,
)
from tocsin.review.rules import Ask, State
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.approval.errors import ProposedByYou

REFUSALS = (
    AlreadyDecided,
    ChangedMeanwhile,
    ClaimedMeanwhile,
    NothingClaimed,
    ProposedByYou,
    ReasonMissing,
    RecordEnded,
)
RECORDED: dict[State, str | Promise] = {
    State.CONFIRMED: gettext_lazy("Recorded: the same person. A sighting is made."),
    State.AWAITS_SECOND: gettext_lazy("Recorded. It takes effect when a second officer concurs."),
    State.DISMISSED: gettext_lazy("Recorded: not the same person. The particulars are hidden."),
    State.CANNOT_TELL: gettext_lazy("Recorded: it cannot be told. Nothing happens."),
    State.OPEN: gettext_lazy("Recorded: you do not concur. The candidate is open again."),
}


def candidate(visit: Visit, candidate_id: UUID) -> HttpResponse:
    return _show(visit, candidate_id, Typed())


def _show(visit: Visit, candidate_id: UUID, typed: Typed) -> HttpResponse:
    adjudication = queries.candidate(visit.actor, candidate_id)
    record = adjudication.candidate.record
    found = AtHand(
        adjudication,
        current_statements([record]).get(str(record.id), []),
        queries.decisions(visit.actor, adjudication),
        earlier_decisions(visit.actor, adjudication),
        queries.offer(visit.actor, adjudication, now=visit.now),
        queries.neighbours(visit.actor, adjudication),
    )
    may = May(
        visit.may(Permission.MOVEMENT_READ) and adjudication.state == State.CONFIRMED,
        visit.may(Permission.CLAIM_RELEASE),
        visit.may(Permission.CLEARANCE_GIVE),
        visit.may(Permission.DECISION_MAKE),
    )
    page = candidate_page(found, visit.now, typed, may)
    return visit.show("pages/candidate.html", page, status=422 if typed.errors else 200)


def claim(visit: Visit, candidate_id: UUID) -> HttpResponse:
    """Keep colleagues from deciding it for a while."""
    return _told(
        visit, candidate_id, lambda: actions.claim(visit.actor, candidate_id, now=visit.now)
    )


def release(visit: Visit, candidate_id: UUID) -> HttpResponse:
    """Give it back, or as a reviewer take it from a colleague."""
    return _told(
        visit, candidate_id, lambda: actions.release(visit.actor, candidate_id, now=visit.now)
    )


def _told(visit: Visit, candidate_id: UUID, deed: Callable[[], object]) -> HttpResponse:
    """Do it, or say what stands in the way; either way the candidate is shown as it is now."""
    try:
        deed()
    except REFUSALS as refusal:
        messages.warning(visit.request, str(refusal))
    return redirect("candidate", candidate_id)


def conclude(visit: Visit, candidate_id: UUID) -> HttpResponse:
    """Take the decision that the form sends, or show what is wrong with it."""
    typed = _typed(visit)
    if typed.errors:
        return _show(visit, candidate_id, typed)
    try:
        state = _record(visit, candidate_id, typed)
    except REFUSALS as refusal:
        return _show(visit, candidate_id, _refused(typed, refusal))
    messages.success(visit.request, str(RECORDED[state]))
    return redirect("candidate", candidate_id)


def _typed(visit: Visit) -> Typed:
    sent = visit.request.POST
    typed = Typed(
        sent.get("verdict", ""),
        sent.get("concurs", ""),
        sent.get("reason", ""),
        asks=tuple(each for each in sent.getlist("asks") if each in set(Ask)),
        wish=sent.get("wish", ""),
    )
    if sent.get("step") == "second":
        if typed.concurs not in ("yes", "no"):
            return _with(typed, FormError("concurs", gettext("Choose whether you concur.")))
    elif typed.verdict not in set(Verdict):
        words = gettext("Choose what the traveller and the subject are.")
        return _with(typed, FormError("verdict", words))
    return typed


def _with(typed: Typed, error: FormError) -> Typed:
    errors = [error]
    if not typed.reason.strip():
        errors.append(FormError("reason", str(ReasonMissing())))
    return replace(typed, errors=tuple(errors))


def _record(visit: Visit, candidate_id: UUID, typed: Typed) -> State:
    seen = visit.request.POST.get("seen", "")
    if typed.concurs:
        return concur(
            visit.actor,
            candidate_id,
            concurs=typed.concurs == "yes",
            reason=typed.reason,
            seen=seen,
            now=visit.now,
        )
    return decide(
        visit.actor,
        candidate_id,
        Verdict(typed.verdict),
        typed.reason,
        seen=seen,
        now=visit.now,
        left_open=Open(typed.asks, typed.wish),
    )


def _refused(typed: Typed, refusal: TocsinError) -> Typed:
    field = "reason" if isinstance(refusal, ReasonMissing) else ""
    error = FormError(field, str(refusal))
    return replace(typed, errors=(error,))
