"""What everybody may see of how records are kept: scores, campaigns, decisions on lists."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.own_records import own_record
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.records import (
    CampaignLine,
    CampaignPage,
    DecisionLine,
    DecisionsPage,
    ProposalLine,
    QualityPage,
    ScoreLine,
)
from tocsin.entrances.web.views.acting import REFUSALS
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary.codes import Ground
from tocsin.members.queries import codes_by_id, names_by_id
from tocsin.records.admission import actions as admission
from tocsin.records.admission import queries as admitted
from tocsin.records.admission.errors import UnknownList
from tocsin.records.admission.rules import BY_RULE, stands
from tocsin.records.campaigns import actions, queries
from tocsin.records.campaigns.rules import Review
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.quality.queries import scores
from tocsin.records.quality.rules import Kind
from tocsin.records.registers.rules.lifetimes import end_of
from tocsin.records.registers.rules.validity import day
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.approval.queries import why_not

LASTS = timedelta(days=90)


def quality(visit: Visit) -> HttpResponse:
    return _show_quality(visit, Typed())


def _show_quality(visit: Visit, form: Typed) -> HttpResponse:
    codes, names = codes_by_id(), names_by_id()
    found = scores(visit.actor, now=visit.now)
    lines = tuple(
        ScoreLine(
            codes.get(key, ""),
            names.get(key, ""),
            each.value,
            each.is_enhanced,
            tuple((str(kind), each.counts.get(kind, 0)) for kind in Kind),
        )
        for key, each in sorted(found.items(), key=lambda pair: codes.get(pair[0], ""))
    )
    called = tuple(_campaign(each, visit.now) for each in queries.campaigns(visit.actor))
    may_call = visit.may(Permission.CAMPAIGN_HOLD)
    page = QualityPage(visit.now, lines, called, tuple(Ground), may_call, form)
    return visit.show("pages/quality.html", page, status=422 if form.errors else 200)


def _campaign(campaign: Any, now: datetime) -> CampaignLine:
    return CampaignLine(
        str(campaign.id),
        tuple(campaign.grounds),
        campaign.begins_at,
        campaign.ends_at,
        campaign.reason,
        now >= campaign.ends_at,
    )


def call(visit: Visit) -> HttpResponse:
    grounds = [Ground(each) for each in visit.request.POST.getlist("ground") if each in set(Ground)]
    until = day(visit.request.POST.get("until", "").strip())
    ends_at = end_of(until) if until else visit.now + LASTS
    reason = visit.request.POST.get("reason", "")
    try:
        called = actions.call(visit.actor, grounds, reason, ends_at=ends_at, now=visit.now)
    except TocsinError as refusal:
        form = Typed({"reason": reason, "until": visit.request.POST.get("until", "")})
        return _show_quality(visit, form.with_errors(FormError("reason", str(refusal))))
    messages.success(visit.request, gettext("The campaign is called. Each member has its list."))
    return redirect("campaign", called.id)


def campaign(visit: Visit, campaign_id: UUID) -> HttpResponse:
    return _show_campaign(visit, campaign_id, ())


def conclude(visit: Visit, campaign_id: UUID, record_id: UUID) -> HttpResponse:
    outcome = visit.request.POST.get("outcome", "")
    reason = visit.request.POST.get("reason", "")
    try:
        if outcome not in set(Review):
            raise TocsinError(gettext("Choose what the review came to."))
        review = Review(outcome)
        actions.conclude(visit.actor, campaign_id, record_id, review, reason, now=visit.now)
    except REFUSALS:
        raise
    except TocsinError as refusal:
        wrong = FormError(f"reason-{record_id}", str(refusal))
        return _show_campaign(visit, campaign_id, (wrong,))
    messages.success(visit.request, gettext("Recorded."))
    return redirect("campaign", campaign_id)


def _show_campaign(visit: Visit, campaign_id: UUID, errors: tuple[FormError, ...]) -> HttpResponse:
    called = queries.campaign(visit.actor, campaign_id)
    mine = visit.may(Permission.RECORD_CONTRIBUTE)
    listed = queries.worklist(visit.actor, called, now=visit.now) if mine else []
    codes = codes_by_id()
    standings = queries.standings(visit.actor, called)
    page = CampaignPage(
        visit.now,
        _campaign(called, visit.now),
        tuple(map(own_record, listed)),
        tuple((codes.get(key, ""), each.done, each.total) for key, each in standings.items()),
        tuple(Review),
        may_conclude=mine and visit.now < called.ends_at,
        errors=errors,
    )
    return visit.show("pages/campaign.html", page, status=422 if errors else 200)


def decisions(visit: Visit) -> HttpResponse:
    return _show_decisions(visit, Typed())


def _show_decisions(visit: Visit, form: Typed) -> HttpResponse:
    found = tuple(
        DecisionLine(
            str(each.id),
            each.source_list,
            each.reason,
            each.begins_at,
            each.until,
            each.is_provisional,
            stands(each, visit.now),
            each.end_reason,
        )
        for each in admitted.decisions(visit.actor)
    )
    may = visit.may(Permission.LIST_ADMIT)
    proposed = tuple(
        ProposalLine(
            str(each.id),
            str(each.particulars.get("list", "")),
            each.reason,
            each.proposed_at,
            why_not(visit.actor, admission.ADMIT, each),
        )
        for each in admitted.proposals(visit.actor, now=visit.now)
    )
    lists = tuple(code for code in PUBLISHERS if code not in BY_RULE)
    page = DecisionsPage(visit.now, found, proposed, lists, may, form)
    return visit.show("pages/list_decisions.html", page, status=422 if form.errors else 200)


def propose(visit: Visit) -> HttpResponse:
    form = Typed({name: visit.request.POST.get(name, "").strip() for name in ("list", "reason")})
    try:
        if form.value("list") not in PUBLISHERS:
            raise UnknownList
        admission.propose_admission(
            visit.actor, form.value("list"), form.value("reason"), now=visit.now
        )
    except TocsinError as refusal:
        return _show_decisions(visit, form.with_errors(FormError("reason", str(refusal))))
    messages.success(visit.request, gettext("Proposed. Another registrar has to confirm it."))
    return redirect("list-decisions")


def confirm(visit: Visit, proposal_id: UUID) -> HttpResponse:
    try:
        admission.confirm_admission(visit.actor, proposal_id, now=visit.now)
    except REFUSALS:
        raise
    except TocsinError as refusal:
        return _show_decisions(visit, Typed().with_errors(FormError("", str(refusal))))
    messages.success(visit.request, gettext("Recorded. The list passes from now on."))
    return redirect("list-decisions")


def end(visit: Visit, standing_id: UUID) -> HttpResponse:
    reason = visit.request.POST.get("reason", "")
    try:
        admission.end_admission(visit.actor, standing_id, reason, now=visit.now)
    except REFUSALS:
        raise
    except TocsinError as refusal:
        return _show_decisions(visit, Typed().with_errors(FormError("", str(refusal))))
    messages.success(visit.request, gettext("Recorded. No entry of the list matches anybody."))
    return redirect("list-decisions")
