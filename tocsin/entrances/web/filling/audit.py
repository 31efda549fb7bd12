"""The ledger as the auditor's pages show it, and the filters that narrow it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext

from tocsin.entrances.web.pages import FormError
from tocsin.entrances.web.pages.audit import (
    EntryLine,
    FlagLine,
    LedgerFilter,
    QuestionLine,
    SamplePage,
)
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.records.registers.rules.validity import day
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.audit.rules import Wanted

PERMISSIONS = tuple(each.value for each in Permission)
PURPOSES = tuple(each.value for each in Purpose)
LONGEST = 100
FIELDS = (
    "officer",
    "member",
    "permission",
    "did",
    "thing",
    "purpose",
    "case_reference",
    "since",
    "until",
)
Known = Callable[[str], int | None]
"""The key of an officer or a member by what a person types."""


def read_filter(
    sent: Mapping[str, str], officer: Known, member: Known
) -> tuple[LedgerFilter, Wanted]:
    """The filter as typed, with what is wrong in it, and what it asks for."""
    typed: dict[str, Any] = {name: sent.get(name, "").strip()[:LONGEST] for name in FIELDS}
    form = LedgerFilter(**typed, permissions=PERMISSIONS, purposes=PURPOSES)
    since, until = day_of(form.since), day_of(form.until)
    wanted = Wanted(
        officer=officer(form.officer) if form.officer else None,
        member=member(form.member) if form.member else None,
        permission=form.permission if form.permission in PERMISSIONS else "",
        did=form.did,
        thing=form.thing,
        purpose=form.purpose if form.purpose in PURPOSES else "",
        case_reference=form.case_reference,
        since=since,
        until=until + timedelta(days=1) if until else None,
    )
    return replace(form, errors=_problems(form, wanted)), wanted


def _problems(form: LedgerFilter, wanted: Wanted) -> tuple[FormError, ...]:
    problems = [
        ("officer", form.officer and not wanted.officer, gettext("There is no such officer.")),
        ("member", form.member and not wanted.member, gettext("There is no such member.")),
        ("since", form.since and not wanted.since, _day_words()),
        ("until", form.until and not wanted.until, _day_words()),
    ]
    return tuple(FormError(name, words) for name, is_wrong, words in problems if is_wrong)


def _day_words() -> str:
    return gettext("Write the day as 2026-03-01.")


def day_of(text: str) -> datetime | None:
    """The beginning of a day in UTC; None for what is no day."""
    found = day(text)
    return datetime.combine(found, time(), UTC) if found else None


def older(form: object, names: Iterable[str], after: object | None, **more: str) -> str:
    """The query of the next piece of a list."""
    if after is None:
        return ""
    given = {name: getattr(form, name) for name in names}
    kept = {name: value for name, value in {**given, **more}.items() if value}
    return urlencode({**kept, "after": str(after)})


def lines_of(
    entries: Iterable[Any], officers: Mapping[int, str], members: Mapping[int, str]
) -> tuple[EntryLine, ...]:
    return tuple(line_of(each, officers, members) for each in entries)


def line_of(entry: Any, officers: Mapping[int, str], members: Mapping[int, str]) -> EntryLine:
    return EntryLine(
        pk=entry.id,
        at=entry.at,
        did=entry.did,
        officer=named(entry.officer_id, officers),
        member_code=members.get(entry.member_id, str(entry.member_id)),
        thing=entry.thing,
        permission=entry.permission,
        purpose=entry.purpose,
        case_reference=entry.case_reference,
    )


def named(officer: int | None, officers: Mapping[int, str]) -> str:
    """The sign-in name; of an officer whom the register no longer knows, the number."""
    return "" if officer is None else officers.get(officer, str(officer))


def particulars_of(entry: Any) -> tuple[tuple[str, str], ...]:
    """Names and values as noted; what isn't a plain value, as JSON."""
    return tuple(
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in sorted(entry.particulars.items())
    )


def question_of(question: Any, officers: Mapping[int, str], now: datetime) -> QuestionLine:
    answer = getattr(question, "justification", None)
    return QuestionLine(
        pk=str(question.id),
        entry=question.entry_id,
        did=question.did,
        thing=question.thing,
        done_at=question.done_at,
        officer=named(question.officer_id, officers),
        text=question.text,
        asked_at=question.asked_at,
        due_at=question.due_at,
        standing=question.standing(now).value,
        answer=answer.text if answer else "",
        answered_at=answer.answered_at if answer else None,
    )


def flag_of(flag: Any, officers: Mapping[int, str]) -> FlagLine:
    return FlagLine(
        kind=flag.kind.value,
        officer=named(flag.officer, officers),
        count=len(flag.entries),
        first_at=flag.first_at,
        last_at=flag.last_at,
        first_entry=flag.entries[0],
        about=tuple(named(each, officers) for each in flag.about if each != flag.officer),
    )


def read_sample(sent: Mapping[str, str], page: SamplePage) -> tuple[SamplePage, Wanted]:
    """What sample is asked for: with a seed, and over which days."""
    since, until = day_of(sent.get("since", "")), day_of(sent.get("until", ""))
    filled = replace(
        page,
        seed=sent.get("seed", "").strip()[:LONGEST],
        since=sent.get("since", "").strip()[:LONGEST],
        until=sent.get("until", "").strip()[:LONGEST],
        every_entry=sent.get("every_entry") == "1",
    )
    errors = tuple(
        FormError(name, _day_words())
        for name, day in (("since", since), ("until", until))
        if getattr(filled, name) and not day
    )
    end = until + timedelta(days=1) if until else None
    wanted = Wanted(since=since, until=end, searches=not filled.every_entry)
    return replace(filled, errors=errors), wanted
