"""The auditor's pages, and the officer's own page of questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances import wiring
from tocsin.entrances.web.filling import audit as filling
from tocsin.entrances.web.pages import FormError
from tocsin.entrances.web.pages.audit import (
    EntryPage,
    FlagsPage,
    LedgerPage,
    QuestionsPage,
    SamplePage,
    Seed,
)
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import codes_by_id
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.audit import queries
from tocsin.safeguards.audit.actions import ask_officer, justify
from tocsin.safeguards.audit.errors import (
    AnsweredAlready,
    DeadlineUnfit,
    JustificationMissing,
    NobodyToAsk,
    QuestionMissing,
)
from tocsin.safeguards.audit.rules import LEAST_DAYS, MOST_DAYS, USUAL_DAYS, After
from tocsin.safeguards.ledger.keys import Keys

FLAGGED_DAYS = 30


def ledger(visit: Visit) -> HttpResponse:
    sent = visit.request.GET.dict()
    form, wanted = filling.read_filter(sent, queries.officer_named, _member_coded)
    after = After.parse(sent.get("after", ""))
    found, more = ([], None) if form.errors else queries.entries(visit.actor, wanted, after)
    page = LedgerPage(
        now=visit.now,
        filter=form,
        entries=_lines(found),
        older=filling.older(form, filling.FIELDS, more),
        begins_later=after is not None,
        may_ask=visit.may(Permission.LEDGER_ASK),
    )
    return visit.show("pages/audit/ledger.html", page)


def _member_coded(code: str) -> int | None:
    return next((key for key, each in codes_by_id().items() if each == code.upper()), None)


def _lines(entries: Iterable[Any]) -> Any:
    found = list(entries)
    officers = queries.usernames({each.officer_id for each in found if each.officer_id})
    return filling.lines_of(found, officers, codes_by_id())


def entry(visit: Visit, entry_id: int) -> HttpResponse:
    return visit.show("pages/audit/entry.html", _entry_page(visit, entry_id))


def _entry_page(visit: Visit, entry_id: int) -> EntryPage:
    found = queries.entry(visit.actor, entry_id)
    asked = queries.questions_on(visit.actor, entry_id)
    (line,) = _lines([found])
    officers = queries.usernames({each.officer_id for each in asked})
    return EntryPage(
        now=visit.now,
        entry=line,
        leaf_hash=bytes(found.leaf_hash).hex(),
        particulars=filling.particulars_of(found),
        questions=tuple(filling.question_of(each, officers, visit.now) for each in asked),
        may_ask=visit.may(Permission.LEDGER_ASK) and bool(line.officer),
        days=USUAL_DAYS,
        least_days=LEAST_DAYS,
        most_days=MOST_DAYS,
    )


def ask(visit: Visit, entry_id: int) -> HttpResponse:
    text, typed = visit.request.POST.get("text", ""), visit.request.POST.get("days", "").strip()
    days = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    try:
        ask_officer(visit.actor, entry_id, text, days, now=visit.now)
    except QuestionMissing as missing:
        return _ask_again(visit, entry_id, text, days, FormError("text", str(missing)))
    except DeadlineUnfit as unfit:
        return _ask_again(visit, entry_id, text, days, FormError("days", str(unfit)))
    except NobodyToAsk as nobody:
        return _ask_again(visit, entry_id, text, days, FormError("", str(nobody)))
    messages.success(visit.request, gettext("Asked. The officer finds it when next here."))
    return redirect("audit-entry", entry_id)


def _ask_again(visit: Visit, entry_id: int, text: str, days: int, error: FormError) -> HttpResponse:
    page = replace(_entry_page(visit, entry_id), text=text, days=days, errors=(error,))
    return visit.show("pages/audit/entry.html", page, status=422)


def sample(visit: Visit) -> HttpResponse:
    sent = visit.request.GET.dict()
    seeds = tuple(Seed(size, root) for size, root in queries.seeds())
    page, wanted = filling.read_sample(sent, SamplePage(visit.now, seeds=seeds))
    if page.seed and not page.errors:
        after = After.parse(sent.get("after", ""))
        found, more = queries.sample(visit.actor, wanted, page.seed, after)
        every = "1" if page.every_entry else ""
        following = filling.older(page, ("seed", "since", "until"), more, every_entry=every)
        page = replace(page, entries=_lines(found), older=following)
    return visit.show("pages/audit/sample.html", page)


def flags(visit: Visit) -> HttpResponse:
    keys = Keys(wiring.home() / "keys")
    since = visit.now - timedelta(days=FLAGGED_DAYS)
    found = queries.found_flags(visit.actor, keys, since=since, until=visit.now)
    officers = queries.usernames({each for flag in found for each in (flag.officer, *flag.about)})
    lines = tuple(filling.flag_of(each, officers) for each in found)
    return visit.show("pages/audit/flags.html", FlagsPage(visit.now, FLAGGED_DAYS, lines))


def questions(visit: Visit) -> HttpResponse:
    page = _questions_page(visit, queries.questions(visit.actor))
    return visit.show("pages/audit/questions.html", page)


def own_questions(visit: Visit) -> HttpResponse:
    page = _questions_page(visit, queries.own_questions(visit.actor))
    return visit.show("pages/audit/own_questions.html", page)


def _questions_page(visit: Visit, asked: Iterable[Any]) -> QuestionsPage:
    found = list(asked)
    officers = queries.usernames({each.officer_id for each in found})
    lines = tuple(filling.question_of(each, officers, visit.now) for each in found)
    return QuestionsPage(visit.now, lines)


def answer(visit: Visit, question_id: UUID) -> HttpResponse:
    text = visit.request.POST.get("text", "")
    try:
        justify(visit.actor, question_id, text, now=visit.now)
    except (AnsweredAlready, JustificationMissing) as refusal:
        page = _questions_page(visit, queries.own_questions(visit.actor))
        field = f"text-{question_id}"
        told = (FormError(field, str(refusal)),)
        again = replace(page, refused=str(question_id), typed=text, errors=told)
        return visit.show("pages/audit/own_questions.html", again, status=422)
    messages.success(visit.request, gettext("Answered. The auditor sees it now."))
    return redirect("justifications")
