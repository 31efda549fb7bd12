"""Search: what answers a question, as a page or a file, and questions kept for open cases.

What is typed is sent in the body, also for the next page: a name doesn't belong into an address,
which proxies and histories keep.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances import wiring
from tocsin.entrances.steadiness import steadily
from tocsin.entrances.web.filling import search as filling
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.search import SearchPage
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.files import sheets
from tocsin.members.queries import names_by_code
from tocsin.records.search import actions
from tocsin.records.search.errors import CaseTooLong, TooManySaved
from tocsin.records.search.queries import saved_searches
from tocsin.records.search.rules import Question, cursor
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.ledger.keys import Keys
from tocsin.screening.upkeep import fresh_index


def search(visit: Visit) -> HttpResponse:
    if visit.request.method != "POST":
        return visit.show("pages/search.html", _page(visit, Typed()))
    sent = visit.request.POST
    form = filling.typed(sent)
    read = filling.read_question(form)
    if isinstance(read, Typed):
        return visit.show("pages/search.html", _page(visit, read), status=422)
    if sent.get("deed") == "save":
        return _save(visit, form, *read)
    if sent.get("deed") == "export":
        return _file(visit, *read)
    return _answer(visit, form, *read, after=cursor(sent.get("after", "")))


def ask_saved(visit: Visit, saved_id: UUID) -> HttpResponse:
    """Ask a saved question again, or end it because its case is closed."""
    if visit.request.POST.get("deed") == "end":
        actions.end_saved(visit.actor, saved_id, now=visit.now)
        messages.success(visit.request, gettext("The saved search is deleted."))
        return redirect("search")
    question, why, since = actions.ask_saved(visit.actor, saved_id, now=visit.now)
    return _answer(visit, filling.form_of(question, why), question, why, since=since)


def _answer(
    visit: Visit,
    form: Typed,
    question: Question,
    why: Reasoned,
    *,
    after: UUID | None = None,
    since: datetime | None = None,
) -> HttpResponse:
    index = fresh_index(wiring.home() / "index")
    with steadily():
        page = actions.search_records(
            visit.actor, index, question, why, keys=_keys(), now=visit.now, after=after
        )
    shown = replace(
        _page(visit, form),
        found=filling.lines(page.found, visit.now, since),
        next=str(page.next or ""),
        later=after is not None,
        since=since,
    )
    return visit.show("pages/search.html", shown)


def _save(visit: Visit, form: Typed, question: Question, why: Reasoned) -> HttpResponse:
    sent = visit.request.POST
    days = sent.get("days", "")
    try:
        lasts = int(days) if days.isdecimal() and len(days) < 4 else 0
        label = sent.get("label", "")[:100]
        actions.save_search(visit.actor, label, question, why, lasts, now=visit.now)
    except (CaseTooLong, TooManySaved) as refusal:
        wrong = form.with_errors(FormError("days", str(refusal)))
        return visit.show("pages/search.html", _page(visit, wrong), status=422)
    messages.success(visit.request, gettext("Saved. It ends by itself."))
    return redirect("search")


def _file(visit: Visit, question: Question, why: Reasoned) -> HttpResponse:
    index = fresh_index(wiring.home() / "index")
    carried, kept = actions.export_records(
        visit.actor, index, question, why, keys=_keys(), now=visit.now
    )
    rows = filling.table(carried, visit.now)
    answer = HttpResponse(sheets.written(filling.HEADER, rows), content_type=sheets.MEDIA_TYPE)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="records-{visit.now:%Y-%m-%d}.csv"'
    )
    answer.headers["X-Records-Left-Out"] = str(kept)
    return answer


def _page(visit: Visit, form: Typed) -> SearchPage:
    saved = saved_searches(visit.actor, now=visit.now)
    return filling.blank(
        visit.now, form, names_by_code(), saved, may_save=visit.actor.officer_id is not None
    )


def _keys() -> Keys:
    return Keys(wiring.home() / "keys")
