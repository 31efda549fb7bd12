"""Which records are one subject: the pairs proposed, and records side by side with a judgement."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from tocsin.entrances.web.filling.resolution import comparison_page, proposal_rows
from tocsin.entrances.web.pages import FormError
from tocsin.entrances.web.pages.resolution import JudgementForm, ProposalsPage
from tocsin.entrances.web.paging import PIECE, page_number, paging
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.errors import TocsinError
from tocsin.records.registers.queries import current_statements
from tocsin.resolution import queries
from tocsin.resolution.actions import judge
from tocsin.resolution.errors import (
    DifferentRegisters,
    EvidenceMissing,
    JudgedMeanwhile,
    NothingToTakeBack,
    WouldJoinDifferent,
)
from tocsin.resolution.rules import Judged, in_force
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Permission

REFUSALS = (
    DifferentRegisters,
    EvidenceMissing,
    JudgedMeanwhile,
    NothingToTakeBack,
    WouldJoinDifferent,
)
MOST_BESIDE = 4
"""Further records that a page lays beside the pair."""
RECORDED: dict[Judged, str | Promise] = {
    Judged.SAME: gettext_lazy("Recorded: the same subject. Both records stay as they are."),
    Judged.DIFFERENT: gettext_lazy("Recorded: different subjects. The pair is proposed no more."),
    Judged.UNSURE: gettext_lazy("Recorded: it cannot be told. Nothing is joined."),
    Judged.WITHDRAWN: gettext_lazy("Your member's judgement is taken back."),
}


def proposals(visit: Visit) -> HttpResponse:
    total = queries.count_open(visit.actor)
    where = paging(total, page_number(visit))
    rows = queries.proposals(visit.actor, offset=(where.number - 1) * PIECE, limit=PIECE)
    page = ProposalsPage(proposal_rows(rows), where, visit.may(Permission.RESOLUTION_JUDGE))
    return visit.show("pages/resolution.html", page)


def compare(visit: Visit, first_id: UUID, second_id: UUID) -> HttpResponse:
    return _show(visit, _two(first_id, second_id), JudgementForm(""))


def conclude(visit: Visit, first_id: UUID, second_id: UUID) -> HttpResponse:
    """Take the judgement that the form sends, or show what is wrong with it."""
    pair, typed = _two(first_id, second_id), _typed(visit)
    if typed.errors:
        return _show(visit, pair, typed)
    judged = Judged(typed.judged)
    try:
        judge(visit.actor, pair, judged, typed.evidence, seen=typed.seen, now=visit.now)
    except REFUSALS as refusal:
        return _show(visit, pair, _refused(typed, refusal))
    messages.success(visit.request, str(RECORDED[judged]))
    return redirect("records-compare", *pair)


def _two(first_id: UUID, second_id: UUID) -> tuple[UUID, UUID]:
    """The pair of the address; a record beside itself is no page."""
    if first_id == second_id:
        raise NotFound
    return first_id, second_id


def _show(visit: Visit, pair: tuple[UUID, UUID], typed: JudgementForm) -> HttpResponse:
    found = queries.compared(visit.actor, [*pair, *_beside(visit)])
    own = any(each.member_id == visit.actor.member_id for each in in_force(found.judgements))
    may = visit.may(Permission.RESOLUTION_JUDGE)
    form = JudgementForm(found.seen, may, may and own, typed.judged, typed.evidence, typed.errors)
    page = comparison_page(found, current_statements(found.records), form)
    return visit.show("pages/comparison.html", page, status=422 if typed.errors else 200)


def _beside(visit: Visit) -> list[UUID]:
    """Further records to lay beside the pair: ``?also=`` their ids; what is no id is ignored."""
    asked = visit.request.GET.getlist("also")[:MOST_BESIDE]
    return [each for each in map(_id, asked) if each]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _typed(visit: Visit) -> JudgementForm:
    sent = visit.request.POST
    judged, evidence = sent.get("judged", ""), sent.get("evidence", "")
    errors = []
    if judged not in set(Judged):
        errors.append(FormError("judged", gettext("Choose what the two records are.")))
    if not evidence.strip():
        errors.append(FormError("evidence", str(EvidenceMissing())))
    return JudgementForm(
        sent.get("seen", ""), judged=judged, evidence=evidence, errors=tuple(errors)
    )


def _refused(typed: JudgementForm, refusal: TocsinError) -> JudgementForm:
    field = "evidence" if isinstance(refusal, EvidenceMissing) else ""
    return JudgementForm(
        typed.seen,
        judged=typed.judged,
        evidence=typed.evidence,
        errors=(FormError(field, str(refusal)),),
    )
