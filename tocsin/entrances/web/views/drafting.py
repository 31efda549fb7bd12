"""Requests to committees: begun from a record, written, made final by a second officer; and what
changed in a list since a day."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling import drafting as filling
from tocsin.entrances.web.pages.drafting import ChangesPage, DraftsPage
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import names_by_id
from tocsin.records.drafting import actions, queries
from tocsin.records.drafting.errors import ChangedMeanwhile, DraftIsFinal, PartsMissing
from tocsin.records.drafting.rules import FINAL, Request
from tocsin.records.drafting.writing.form import Form, as_plain, form_of
from tocsin.records.lists.queries import changes_between
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.registers.rules.validity import day
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.approval.errors import ApprovalError
from tocsin.safeguards.approval.queries import why_not

HINDRANCES = (ApprovalError, ChangedMeanwhile, DraftIsFinal, PartsMissing)


def drafts(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _begin(visit)
    found = queries.drafts(visit.actor)
    page = DraftsPage(tuple(map(filling.line, found)), queries.MOST)
    return visit.show("pages/drafts.html", page)


def draft(visit: Visit, draft_id: UUID) -> HttpResponse:
    if visit.request.method == "POST":
        return _do(visit, draft_id)
    return _show(visit, draft_id, Typed())


def fetch(visit: Visit, draft_id: UUID) -> HttpResponse:
    """The request as a file: PDF, ODT or JSON."""
    kind = visit.request.GET.get("as", "")
    writers = {"pdf": _pdf, "odt": _odt, "json": _json}
    if kind not in writers:
        raise NotFound
    found = queries.draft(visit.actor, draft_id)
    form = form_of(
        Request(found.request),
        found.title,
        names_by_id()[found.member_id],
        found.parts,
        queries.identity(found),
        deceased=found.deceased,
        final_at=found.final_at,
    )
    content, media_type = writers[kind](form)
    answer = HttpResponse(content, content_type=media_type)
    name = f"{found.request}-{str(found.id)[:8]}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def changes(visit: Visit) -> HttpResponse:
    """What the imports of a list changed together, between two days."""
    lists = [(code, each.citation) for code, each in PUBLISHERS.items()]
    asked = visit.request.GET
    code, since, until = (asked.get(each, "") for each in ("list", "since", "until"))
    if not code and not since:
        return visit.show("pages/list_changes.html", ChangesPage(tuple(lists)))
    first, last = day(since), day(until) if until else visit.now.date()
    if first is None or last is None:
        words = gettext("Choose a list, and write each day as 2026-03-01.")
        page = ChangesPage(tuple(lists), code, error=words)
        return visit.show("pages/list_changes.html", page, status=422)
    if code not in PUBLISHERS:
        raise NotFound
    end = datetime.combine(last, time(), tzinfo=UTC) + timedelta(days=1)
    found = changes_between(visit.actor, code, datetime.combine(first, time(), tzinfo=UTC), end)
    page = filling.changes_page(lists, code, first, last, found)
    return visit.show("pages/list_changes.html", page)


def _begin(visit: Visit) -> HttpResponse:
    sent = visit.request.POST
    try:
        record_id, request = UUID(sent.get("record", "")), Request(sent.get("request", ""))
    except ValueError:
        raise NotFound from None
    made = actions.begin_draft(visit.actor, record_id, request, now=visit.now)
    return redirect("draft", made.id)


def _do(visit: Visit, draft_id: UUID) -> HttpResponse:
    """Keep, propose, approve, refuse or delete, as the button says."""
    sent, actor, now = visit.request.POST, visit.actor, visit.now
    deed, reason = sent.get("deed", ""), sent.get("reason", "")
    try:
        if deed == "delete":
            actions.delete_draft(actor, draft_id)
            messages.success(visit.request, gettext("The draft is deleted."))
            return redirect("drafts")
        if deed == "approve":
            actions.approve_final(actor, draft_id, _proposal(visit), now=now)
            messages.success(visit.request, gettext("Final. It can't be changed any more."))
        elif deed == "refuse":
            actions.refuse_final(actor, draft_id, _proposal(visit), reason, now=now)
            messages.success(visit.request, gettext("Refused. The draft stays a draft."))
        else:
            _keep(visit, draft_id)
            if deed == "propose":
                actions.propose_final(actor, draft_id, reason, now=now)
                told = gettext("Proposed. Another officer of your member has to read it now.")
                messages.success(visit.request, told)
    except HINDRANCES as refusal:
        wrong = Typed({"reason": reason}, (FormError("reason", str(refusal)),))
        return _show(visit, draft_id, wrong)
    return redirect("draft", draft_id)


def _keep(visit: Visit, draft_id: UUID) -> None:
    found = queries.draft(visit.actor, draft_id)
    names = filling.part_names(found)
    parts = {name: visit.request.POST.get(name, "").replace("\r\n", "\n") for name in names}
    actions.write_parts(visit.actor, draft_id, parts, now=visit.now)
    messages.success(visit.request, gettext("Kept."))


def _proposal(visit: Visit) -> UUID:
    try:
        return UUID(visit.request.POST.get("proposal", ""))
    except ValueError:
        raise NotFound from None


def _show(visit: Visit, draft_id: UUID, form: Typed) -> HttpResponse:
    found = queries.draft(visit.actor, draft_id)
    proposal = queries.proposal_of(visit.actor, found)
    page = filling.draft_page(
        found,
        queries.identity(found),
        proposal,
        state=proposal.state(visit.now).value if proposal else "",
        why_not=why_not(visit.actor, FINAL, proposal) if proposal else "",
        form=form,
    )
    return visit.show("pages/draft.html", page, status=422 if form.errors else 200)


def _pdf(form: Form) -> tuple[bytes, str]:
    from tocsin.records.drafting.writing.pdf import MEDIA_TYPE, as_pdf

    return as_pdf(form), MEDIA_TYPE


def _odt(form: Form) -> tuple[bytes, str]:
    from tocsin.records.drafting.writing.odt import MEDIA_TYPE, as_odt

    return as_odt(form), MEDIA_TYPE


def _json(form: Form) -> tuple[bytes, str]:
    text = json.dumps(as_plain(form), ensure_ascii=False, indent=2)
    return text.encode(), "application/json"
