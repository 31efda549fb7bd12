"""Works as pages show them, and the form that adds one read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.library import WorkLine, WorkPage
from tocsin.foundations.vocabulary.codes import Tlp
from tocsin.records.library.rules import Contributed, Language, WorkKind, faults

FIELDS = ("kind", "title", "language", "citation", "adopted_on", "tlp", "text", "only_members")
KINDS = tuple(each.value for each in WorkKind)
LANGUAGES = tuple(each.value for each in Language)
LEVELS = tuple(each.value for each in Tlp)
SHOWN = 60_000
"""Characters of a text that its page shows; the whole is searched, and in the file."""


def typed(sent: Mapping[str, str]) -> Typed:
    return Typed({name: sent.get(name, "").strip() for name in FIELDS})


def read_work(form: Typed, members: Mapping[str, int]) -> Contributed | Typed:
    """What is added, or the form with what has to be put right; ``members`` are keys by code."""
    problems = [FormError(name, words) for name, words in _problems(form, members) if words]
    if problems:
        return form.with_errors(*problems)
    day, codes = form.value("adopted_on"), _codes(form)
    work = Contributed(
        kind=WorkKind(form.value("kind")),
        title=form.value("title"),
        language=Language(form.value("language")),
        tlp=Tlp(form.value("tlp")),
        text=form.value("text"),
        citation=form.value("citation")[:200],
        adopted_on=date.fromisoformat(day) if day else None,
        only_members=tuple(members[code] for code in codes) if codes else None,
    )
    told = [
        FormError(name, gettext("This field %(fault)s.") % {"fault": words})
        for name, words in faults(work)
    ]
    return form.with_errors(*told) if told else work


def _problems(form: Typed, members: Mapping[str, int]) -> list[tuple[str, str]]:
    choose = gettext("Choose one of those on offer.")
    return [
        ("kind", "" if form.value("kind") in KINDS else choose),
        ("language", "" if form.value("language") in LANGUAGES else choose),
        ("tlp", "" if form.value("tlp") in LEVELS else choose),
        ("adopted_on", _day_problem(form.value("adopted_on"))),
        (
            "only_members",
            "" if set(_codes(form)) <= set(members) else gettext("Write codes of members."),
        ),
    ]


def _codes(form: Typed) -> list[str]:
    return form.value("only_members").replace(",", " ").upper().split()


def _day_problem(written: str) -> str:
    try:
        date.fromisoformat(written or "2026-03-01")
    except ValueError:
        return gettext("Write the day as 2026-03-01.")
    return ""


def line(work: Any, passage: str = "") -> WorkLine:
    return WorkLine(
        pk=str(work.id),
        title=work.title,
        kind=work.kind,
        language=work.language,
        tlp=work.tlp,
        originator=work.originator.code,
        passage=passage,
        citation=work.citation,
        adopted_on=work.adopted_on,
        added_at=work.added_at,
    )


def work_page(work: Any, member_id: int, *, has_file: bool, may_add: bool) -> WorkPage:
    blocks = (each.strip() for each in work.text[:SHOWN].split("\n"))
    return WorkPage(
        work=line(work),
        paragraphs=tuple(each for each in blocks if each),
        is_cut=len(work.text) > SHOWN,
        has_file=has_file,
        may_remove=may_add and work.originator_id == member_id,
        direction="rtl" if work.language == Language.ARABIC else "ltr",
    )
