"""The search page: its question read, what was found as lines, and tables to carry away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.search import FoundRecord, SavedLine, SearchPage
from tocsin.foundations.files.sheets import Cell
from tocsin.foundations.vocabulary.codes import ActionCode, Ground, Purpose
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.search.rules import (
    LONGEST_LIFE,
    MOST_EXPORTED,
    Question,
    Standing,
    read,
)
from tocsin.safeguards.access.reasons import Reasoned

FIELDS = (
    "text",
    "ground",
    "action",
    "member",
    "source_list",
    "standing",
    "expires_before",
    "purpose",
    "case_reference",
)
LONGEST = 300
PURPOSES = tuple(each.value for each in Purpose)
HEADER = (
    "reference",
    "list",
    "originator",
    "name",
    "register",
    "ground",
    "requested_action",
    "state",
    "expires_on",
    "tlp",
    "handling_code",
)


def typed(sent: Mapping[str, str]) -> Typed:
    return Typed({name: sent.get(name, "").strip()[: LONGEST + 1] for name in FIELDS})


def read_question(form: Typed) -> tuple[Question, Reasoned] | Typed:
    """What is asked and why, or the form with what has to be put right."""
    question = read(form.values)
    errors = []
    if not isinstance(question, Question):
        words = gettext("This field %(fault)s.") % {"fault": question[1]}
        errors.append(FormError(question[0], words))
    elif question.is_empty:
        words = gettext("Write a name, a number or a reference, or choose a filter.")
        errors.append(FormError("text", words))
    if form.value("purpose") not in PURPOSES:
        errors.append(FormError("purpose", gettext("Choose what the search is for.")))
    if not 0 < len(form.value("case_reference")) <= 100:
        words = gettext("Write the reference of your own case.")
        errors.append(FormError("case_reference", words))
    if errors or not isinstance(question, Question):
        return form.with_errors(*errors)
    return question, Reasoned(Purpose(form.value("purpose")), form.value("case_reference"))


def form_of(question: Question, why: Reasoned) -> Typed:
    """A saved question as if it had just been typed."""
    values = {**question.stored(), "purpose": why.purpose, "case_reference": why.case_reference}
    return Typed({name: str(value) for name, value in values.items()})


def blank(
    now: datetime, form: Typed, members: Mapping[str, str], saved: Iterable[Any], *, may_save: bool
) -> SearchPage:
    """The page before anything was asked; ``members`` are names by their codes."""
    return SearchPage(
        now=now,
        form=form,
        grounds=tuple(each.value for each in Ground),
        actions=tuple(each.value for each in ActionCode),
        members=tuple(sorted(members.items())),
        lists=tuple((code, each.citation) for code, each in PUBLISHERS.items()),
        standings=tuple(each.value for each in Standing),
        purposes=PURPOSES,
        saved=tuple(map(_saved, saved)),
        may_save=may_save,
        most_days=LONGEST_LIFE.days,
        most_exported=MOST_EXPORTED,
    )


def lines(found: Sequence[Any], now: datetime, since: datetime | None) -> tuple[FoundRecord, ...]:
    return tuple(_line(each, now, since) for each in found)


def _line(found: Any, now: datetime, since: datetime | None) -> FoundRecord:
    record = found.record
    return FoundRecord(
        record_pk=str(record.id),
        reference=record.reference,
        name=Written(record.primary_name),
        originator=record.originator.code,
        ground=record.ground,
        action=record.asked_here,
        state=_state(record, now),
        tlp=record.tlp,
        expires_on=record.expires_at.date(),
        by=found.by.value,
        percent=round(found.candidate.score * 100) if found.candidate else None,
        is_new=bool(since and record.created_at > since),
    )


def _state(record: Any, now: datetime) -> str:
    over = record.state == "published" and record.expires_at <= now
    return "expired" if over else str(record.state)


def _saved(row: Any) -> SavedLine:
    return SavedLine(
        str(row.id),
        row.label,
        row.question.get("text", ""),
        row.case_reference,
        row.asked_at,
        row.expires_at,
    )


def table(found: Iterable[Any], now: datetime) -> Iterator[tuple[Cell, ...]]:
    """The rows of a file, in the order of `HEADER`."""
    for each in found:
        record = each.record
        yield (
            record.reference,
            record.source_list,
            record.originator.code,
            record.primary_name,
            record.register,
            record.ground,
            record.requested_action,
            _state(record, now),
            record.expires_at.date(),
            record.tlp,
            record.handling_code,
        )
