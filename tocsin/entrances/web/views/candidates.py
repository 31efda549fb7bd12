"""The queue, a candidate, and the decision on it."""

from __future__ import annotations

from typing import get_args
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from tocsin.entrances.web.filling.candidate import AtHand, Typed, candidate_page
from tocsin.entrances.web.filling.queue import counts_of, rows_of
from tocsin.entrances.web.pages import FormError, QueuePage
from tocsin.entrances.web.pages.queue import StateFilter
from tocsin.entrances.web.paging import PIECE, page_number, paging
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.records.registers.queries import current_statements
from tocsin.review import queries
from tocsin.review.actions import concur, decide
from tocsin.review.errors import AlreadyDecided, ChangedMeanwhile, ReasonMissing, RecordEnded
from tocsin.review.rules import State
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.approval.errors import ProposedByYou

REFUSALS = (
    AlreadyDecided,
    ChangedMeanwhile,
    ProposedByYou,
    ReasonMissing,
    RecordEnded,
)
FILTERS: dict[str, StateFilter] = {each: each for each in get_args(StateFilter)}
RECORDED: dict[State, str | Promise] = {
    State.CONFIRMED: gettext_lazy("Recorded: the same person. A sighting is made."),
    State.AWAITS_SECOND: gettext_lazy("Recorded. It takes effect when a second officer concurs."),
    State.DISMISSED: gettext_lazy("Recorded: not the same person. The particulars are hidden."),
    State.CANNOT_TELL: gettext_lazy("Recorded: it cannot be told. Nothing happens."),
    State.OPEN: gettext_lazy("Recorded: you do not concur. The candidate is open again."),
}


def queue(visit: Visit) -> HttpResponse:
    page = queue_page(visit)
    return visit.show("pages/queue_rows.html" if visit.in_part else "pages/queue.html", page)


def queue_page(visit: Visit) -> QueuePage:
    asked = visit.request.GET.get("state", "")
    shown = FILTERS.get(asked, "awaiting")
    counts = counts_of(queries.counts(visit.actor))
    where = paging(getattr(counts, shown), page_number(visit), state=shown)
    offset = (where.number - 1) * PIECE
    rows = queries.queue(visit.actor, shown, offset=offset, limit=PIECE)
    return QueuePage(
        now=visit.now,
        rows=rows_of(rows, may_decide=visit.may(Permission.DECISION_MAKE)),
        filter=shown,
        counts=counts,
        paging=where,
        may_decide=visit.may(Permission.DECISION_MAKE),
    )


def candidate(visit: Visit, candidate_id: UUID) -> HttpResponse:
    return _show(visit, candidate_id, Typed())


def _show(visit: Visit, candidate_id: UUID, typed: Typed) -> HttpResponse:
    adjudication = queries.candidate(visit.actor, candidate_id)
    record = adjudication.candidate.record
    found = AtHand(
        adjudication,
        current_statements([record]).get(str(record.id), []),
        queries.decisions(visit.actor, adjudication),
        queries.offer(visit.actor, adjudication, now=visit.now),
        queries.neighbours(visit.actor, adjudication),
    )
    seen = visit.may(Permission.MOVEMENT_READ) and adjudication.state == State.CONFIRMED
    page = candidate_page(found, visit.now, typed, may_see_movement=seen)
    return visit.show("pages/candidate.html", page, status=422 if typed.errors else 200)


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
    typed = Typed(sent.get("verdict", ""), sent.get("concurs", ""), sent.get("reason", ""))
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
    return Typed(typed.verdict, typed.concurs, typed.reason, tuple(errors))


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
    verdict = Verdict(typed.verdict)
    return decide(visit.actor, candidate_id, verdict, typed.reason, seen=seen, now=visit.now)


def _refused(typed: Typed, refusal: TocsinError) -> Typed:
    field = "reason" if isinstance(refusal, ReasonMissing) else ""
    error = FormError(field, str(refusal))
    return Typed(typed.verdict, typed.concurs, typed.reason, (error,))
