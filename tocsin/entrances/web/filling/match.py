"""The question of the match page: read, told what is wrong with it, and its answer shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.filling.written import dates_of, nationalities_of, primary_name
from tocsin.entrances.web.pages import FormError, Found, FoundReason, MatchForm, MatchPage
from tocsin.formats.countries import country
from tocsin.foundations.vocabulary import PartialDate
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Traveller

LIMIT = 10
PURPOSES = tuple(each.value for each in Purpose if each is not Purpose.RECORD_UPKEEP)
_FIELDS = (
    "name",
    "birth_date",
    "nationality",
    "document_issuer",
    "document_number",
    "sex",
    "purpose",
    "case_reference",
)
_LONGEST = {"name": 400, "case_reference": 100}
"""Characters; every other field holds a code, a date or a number."""


@dataclass(frozen=True, slots=True)
class Question:
    """The form as typed, and what it asks."""

    form: MatchForm
    traveller: Traveller
    purpose: Purpose


def unasked(form: MatchForm | None = None) -> MatchPage:
    return MatchPage(form or MatchForm(PURPOSES), limit=LIMIT)


def read_question(sent: Mapping[str, str]) -> Question | MatchForm:
    """The question, or the form with what has to be put right before it can be asked."""
    typed: dict[str, Any] = {field: sent.get(field, "").strip() for field in _FIELDS}
    form = MatchForm(PURPOSES, **typed)
    errors = tuple(FormError(field, words) for field, words in _problems(form) if words)
    if errors:
        return replace(form, errors=errors)
    return Question(form, _traveller(form), Purpose(form.purpose))


def status_of(form: MatchForm) -> int:
    """400 where the search has no reason, as everywhere; 422 where its values can't be read."""
    reasons = {"purpose", "case_reference"}
    return 400 if any(each.field in reasons for each in form.errors) else 422


def _problems(form: MatchForm) -> list[tuple[str, str]]:
    return [
        ("name", "" if form.name else gettext("Write the name as on the document.")),
        ("birth_date", _date_problem(form.birth_date)),
        ("nationality", _country_problem(form.nationality)),
        ("document_issuer", _country_problem(form.document_issuer)),
        ("document_number", _number_problem(form)),
        ("purpose", "" if form.purpose in PURPOSES else gettext("Choose what the match is for.")),
        (
            "case_reference",
            "" if form.case_reference else gettext("Write the reference of your own case."),
        ),
        *((field, _length_problem(getattr(form, field), most)) for field, most in _limits()),
    ]


def _limits() -> list[tuple[str, int]]:
    return [(field, _LONGEST.get(field, 40)) for field in _FIELDS]


def _length_problem(typed: str, most: int) -> str:
    if len(typed) <= most:
        return ""
    return gettext("This is longer than %(n)d characters.") % {"n": most}


def _date_problem(typed: str) -> str:
    try:
        if typed:
            PartialDate.parse(typed)
    except ValueError:
        return gettext("Write the date of birth as 1970-05-02, 1970-05 or 1970.")
    return ""


def _country_problem(typed: str) -> str:
    found = country(typed) if typed else None
    if typed and (found is None or found.alpha2 is None):
        return gettext("Write the code of the country in two or three letters.")
    return ""


def _number_problem(form: MatchForm) -> str:
    if form.document_issuer and not form.document_number:
        return gettext("Write the number of the document, or leave out who issued it.")
    return ""


def _traveller(form: MatchForm) -> Traveller:
    number = form.document_number
    return Traveller(
        [form.name],
        form.birth_date or None,
        _alpha2(form.nationality),
        [(_alpha2(form.document_issuer) or "", number)] if number else [],
        form.sex or None,
    )


def _alpha2(typed: str) -> str | None:
    found = country(typed)
    return found.alpha2 if found else None


def answered(
    form: MatchForm, found: Sequence[Any], statements: Mapping[str, list[dict[str, object]]]
) -> MatchPage:
    """The answer; ``found`` are candidates with the record that each proposes."""
    shown = tuple(_found(each, statements.get(str(each.record.id), [])) for each in found)
    return MatchPage(form, shown, LIMIT)


def _found(found: Any, statements: list[dict[str, object]]) -> Found:
    record, candidate = found.record, found.candidate
    return Found(
        record_pk=str(record.id),
        reference=record.reference,
        name=primary_name(record, statements),
        originator_code=record.originator.code,
        band=candidate.band,
        score=candidate.score,
        requested_action=record.asked_here,
        reasons=tuple(
            FoundReason(each.feature, each.weight, each.theirs, each.ours)
            for each in candidate.reasons
        ),
        ground=record.ground,
        birth_dates=tuple(str(each.text) for each in dates_of(statements)),
        nationalities=tuple(str(each.text) for each in nationalities_of(statements)),
    )
