"""The neutrality gate in the browser: what waits, and the checklist on one record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.records import (
    gate_line,
    standing_lines,
    statement_lines,
    verdict_line,
)
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.records import GatePage, ReviewPage
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.errors import TocsinError
from tocsin.members.queries import codes_by_id
from tocsin.records.gate import actions, queries
from tocsin.records.gate.errors import GateError
from tocsin.records.gate.rules import Answers, Outcome, Question, Refugee, Refusal, State
from tocsin.safeguards.approval.errors import ApprovalError

RECORDED = {
    State.PUBLISHED: "Recorded: the record has passed. It can be seen and matched from now on.",
    State.SUBMITTED: "Recorded. A reviewer of another member has to pass it as well.",
    State.REFUSED: "Recorded: the record is refused. Its originator may appeal for 30 days.",
    State.REFUSED_FINALLY: "Recorded: the record is refused for good.",
}
FIELD_OF = {"AnswersMissing": "individual", "RefusalCodeMissing": "code"}


def queue(visit: Visit) -> HttpResponse:
    waiting = tuple(map(gate_line, queries.queue(visit.actor)))
    return visit.show("pages/gate.html", GatePage(visit.now, waiting))


def review(visit: Visit, record_id: UUID) -> HttpResponse:
    if visit.request.method != "POST":
        return _show(visit, record_id, Typed())
    form = Typed({k: str(v).strip() for k, v in visit.request.POST.dict().items()})
    try:
        state = _decide(visit, record_id, form)
    except (GateError, ApprovalError) as refusal:
        return _show(visit, record_id, form.with_errors(_error(refusal)))
    messages.success(visit.request, gettext(RECORDED[state]))
    return redirect("gate")


def _decide(visit: Visit, record_id: UUID, form: Typed) -> State:
    given = {str(each): form.value(each) == "yes" for each in Question if form.value(each)}
    outcome = form.value("outcome")
    if outcome not in set(Outcome):
        raise GateError(gettext("Choose whether the record passes."))
    seen = form.value("seen")
    return actions.decide(
        visit.actor,
        record_id,
        Outcome(outcome),
        Answers(given, form.value("refugee"), form.value("reason")),
        code=form.value("code"),
        seen=int(seen) if seen.isdigit() else 0,
        now=visit.now,
    )


def _error(refusal: TocsinError) -> FormError:
    kind = type(refusal).__name__
    field = "reason" if kind == "ProposalReasonMissing" else FIELD_OF.get(kind, "")
    return FormError(field, str(refusal))


def _show(visit: Visit, record_id: UUID, form: Typed) -> HttpResponse:
    found, codes = queries.before(visit.actor, record_id), codes_by_id()
    record = found.record
    page = ReviewPage(
        now=visit.now,
        record=gate_line(queries.Waiting(record, found.verdicts)),
        version=record.version,
        originator=record.originator.name,
        expires_on=record.expires_at.date(),
        standing=standing_lines(record),
        statements=statement_lines([found.version]),
        verdicts=tuple(verdict_line(each, codes) for each in found.verdicts),
        appeal=found.appeal.reason if found.appeal else "",
        released=tuple(each.reason for each in found.releases),
        questions=tuple(Question),
        refugee=tuple(Refugee),
        refusals=tuple(Refusal),
        form=form,
        may_decide=record.state in actions.WAITING,
    )
    return visit.show("pages/gate_review.html", page, status=422 if form.errors else 200)
