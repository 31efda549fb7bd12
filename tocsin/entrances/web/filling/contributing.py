"""The contribution form between what was typed and the plain form that the rules judge.

Fields are named by their path. A statement's row is named by its property and number (``name.0``),
so that every fault of the rules leads back to the field it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from tocsin.entrances.web.pages.contributing import (
    Checks,
    ContributePage,
    DetailField,
    Found,
    Proposed,
)
from tocsin.entrances.web.pages.forms import FormError, Typed
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.templatetags.record_words import FAULTS
from tocsin.formats.lists.scripts import script_of
from tocsin.foundations.vocabulary.codes import (
    Ground,
    HandlingCode,
    InformationGrade,
    Purpose,
    SourceGrade,
    Tlp,
)
from tocsin.matching.names import read_name
from tocsin.records.registers.rules import Contribution, FieldFault, counts_as_minor, longest_life
from tocsin.records.registers.rules.free_text import findings_in
from tocsin.records.registers.rules.grounds import (
    ADULT_BECAUSE,
    ENTRY_BAN,
    GROUNDS,
    PROPORTIONALITY,
    SPECIAL_APPROVAL,
    Detail,
    actions_of,
)
from tocsin.records.registers.rules.identity import ROLES, SEXES, is_searchable
from tocsin.records.registers.rules.reading import TEXT_FIELDS, Members, read
from tocsin.records.registers.rules.validity import GRADES, day

ROWS: Mapping[str, int] = {"name": 4, "birth_date": 2, "nationality": 2, "document": 2}
"""How many rows of each property the form begins with; a filled last row brings more."""
MOST_ROWS = 8
MEMBERS_OF: Mapping[str, tuple[str, ...]] = {
    "name": ("full", "given", "family", "weak"),
    "birth_date": ("date",),
    "nationality": ("code",),
    "document": ("issuer_code", "number", "type"),
    "birth_place": ("text",),
    "address": ("text",),
    "role": ("code",),
    "sex": ("",),
    "mark": ("",),
    "comment": ("",),
}
TRANSLITERATED = "Written in Latin letters by Tocsin, accepted by the contributor"
_BASIS = tuple(f"legal_basis.{part}" for part in ("type", "citation", "authority", "date"))


def typed(sent: Mapping[str, str]) -> Typed:
    """Everything that the form sent, but for the token and the buttons."""
    skipped = ("csrfmiddlewaretoken", "deed", "draft")
    return Typed({k: str(v).strip() for k, v in sent.items() if k not in skipped})


def plain_of(form: Typed) -> tuple[dict[str, Any], list[str]]:
    """The plain form of what was typed, and the row that each of its statements came from."""
    plain: dict[str, Any] = {name: form.value(name) for name in TEXT_FIELDS}
    plain["legal_basis"] = {path.partition(".")[2]: form.value(path) or None for path in _BASIS}
    plain["details"] = {
        name.removeprefix("details."): text
        for name, text in form.values.items()
        if name.startswith("details.") and text
    }
    plain["handling"] = {
        "tlp": form.value("handling.tlp"),
        "code": form.value("handling.code"),
        "only": _codes(form.value("handling.only")) or None,
        "except": _codes(form.value("handling.except")),
    }
    plain["expires_on"] = form.value("expires_on") or None
    stated = list(_statements(form))
    plain["statements"] = [statement for _row, statement in stated]
    return plain, [row for row, _statement in stated]


def _codes(text: str) -> list[str]:
    return text.replace(",", " ").upper().split()


def _statements(form: Typed) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each filled row as a statement, and the transliterations that were accepted."""
    for property_, members in MEMBERS_OF.items():
        for at in range(MOST_ROWS):
            row = f"{property_}.{at}"
            value = _value(form, row, members)
            if value:
                yield row, _statement(form, row, property_, value)
                if property_ == "name" and form.value(f"{row}.romanise") == "yes":
                    yield row, _romanised(form, row, value["full"])


def _value(form: Typed, row: str, members: tuple[str, ...]) -> Any:
    if members == ("",):
        return form.value(f"{row}.value")
    found: dict[str, Any] = {each: form.value(f"{row}.{each}") for each in members}
    told = {name: text for name, text in found.items() if text}
    if told.get("weak"):
        told["weak"] = True
    if "full" in told:
        told["script"] = script_of(told["full"]) or ""
    return {name: value for name, value in told.items() if value}


def _statement(form: Typed, row: str, property_: str, value: Any) -> dict[str, Any]:
    grade = form.value(f"{row}.grade") or form.value("stated_grade")
    told = {"property": property_, "value": value, "grade": grade}
    source = form.value("stated_source")
    return {**told, "source": source} if source else told


def _romanised(form: Typed, row: str, full: str) -> dict[str, Any]:
    value = {"full": in_latin(full), "script": "Latn"}
    return {**_statement(form, row, "name", value), "source": TRANSLITERATED}


def in_latin(full: str) -> str:
    """A name in the letters of its likeliest romanisation; empty where it is in Latin already."""
    if (script_of(full) or "Latn") == "Latn":
        return ""
    return " ".join(token.text.title() for token in read_name(full).tokens)


def values_of(plain: Mapping[str, Any]) -> dict[str, str]:
    """What the form shows of a stored contribution: `plain_of` gives the same back."""
    values = {name: str(plain.get(name) or "") for name in TEXT_FIELDS}
    basis, handling = plain["legal_basis"], plain["handling"]
    values |= {f"legal_basis.{name}": text or "" for name, text in basis.items()}
    values |= {f"details.{name}": text for name, text in plain["details"].items()}
    values["handling.tlp"], values["handling.code"] = handling["tlp"], handling["code"]
    values["handling.only"] = " ".join(handling.get("only") or ())
    values["handling.except"] = " ".join(handling.get("except") or ())
    values["expires_on"] = plain.get("expires_on") or ""
    counted: dict[str, int] = {}
    for each in plain["statements"]:
        at = counted.setdefault(each["property"], 0)
        counted[each["property"]] += 1
        values |= _row_values(f"{each['property']}.{at}", each)
    values["stated_grade"] = next((each["grade"] for each in plain["statements"]), "")
    sources = (each.get("source", "") for each in plain["statements"])
    values["stated_source"] = next((each for each in sources if each), "")
    return values


def _row_values(row: str, statement: Mapping[str, Any]) -> dict[str, str]:
    value = statement["value"]
    if not isinstance(value, Mapping):
        return {f"{row}.value": str(value), f"{row}.grade": statement["grade"]}
    told = {f"{row}.{name}": "yes" if text is True else str(text) for name, text in value.items()}
    return {**told, f"{row}.grade": statement["grade"]}


def errors_of(faults: Iterable[FieldFault], rows: list[str]) -> list[FormError]:
    """Each fault at its field, in the reader's words."""
    return [FormError(_field(each.field, rows), message_of(each)) for each in faults]


def message_of(fault: FieldFault) -> str:
    words = FAULTS.get(fault.code)
    if words is None or str(words) == fault.message or "{" in str(words):
        return fault.message
    return str(words)


def _field(path: str, rows: list[str]) -> str:
    steps = path.split(".")
    if steps[0] != "statements":
        return path
    if len(steps) > 1 and steps[1].isdigit() and int(steps[1]) < len(rows):
        return _row_field(rows[int(steps[1])], steps[2:])
    return {"name": "name.0.full", "document": "document.0.number"}.get(steps[-1], "name.0.full")


def _row_field(row: str, steps: list[str]) -> str:
    if steps[:1] == ["grade"]:
        return "stated_grade"
    if steps[:1] == ["source"]:
        return "stated_source"
    member = steps[1] if len(steps) > 1 else MEMBERS_OF[row.partition(".")[0]][0]
    return f"{row}.{member or 'value'}"


def judged(form: Typed, members: Members, now: datetime, *, asked: bool) -> Checks:
    """What the rules would say of the form as it stands."""
    plain, rows = plain_of(form)
    given, faults = read(plain, members, now.date())
    return Checks(
        errors=tuple(errors_of(faults, rows)) if asked else (),
        proposed=tuple(_proposed(form)),
        held_for=tuple(Found(each.field, each.category, each.word) for each in findings_in(given)),
        asked=asked,
        ends_on=_ends_on(given, now),
        searchable=is_searchable(given.register, given.statements, "")
        or not any(each.property == "name" for each in given.statements),
    )


def _proposed(form: Typed) -> Iterator[Proposed]:
    for at in range(MOST_ROWS):
        row = f"name.{at}"
        full = form.value(f"{row}.full")
        latin = in_latin(full) if full else ""
        if latin:
            taken = form.value(f"{row}.romanise") == "yes"
            yield Proposed(row, Written(full, script=script_of(full) or ""), latin, taken)


def _ends_on(given: Contribution, now: datetime) -> str:
    if given.ground not in set(Ground) or given.requested_action not in actions_of(given.ground):
        return ""
    minor = counts_as_minor(given, now.date())
    act_ends = day(given.details.get("warrant_expires", ""))
    lasting = longest_life(
        given.ground, given.requested_action, now, minor=minor, act_ends=act_ends
    )
    return lasting.expires_at.date().isoformat()


def contribute_page(
    form: Typed, checks: Checks, now: datetime, *, draft_pk: str = "", revises: str = ""
) -> ContributePage:
    """The form as it stands, with what its ground asks for."""
    ground = Ground(form.value("ground"))
    terms = GROUNDS[ground]
    further = [PROPORTIONALITY, ENTRY_BAN, ADULT_BECAUSE, *SPECIAL_APPROVAL]
    if ground is not Ground.WARRANT:
        further = further[:3]
    if ground is Ground.PROTECTED_CHILD:
        further = []
    return ContributePage(
        now=now,
        ground=ground,
        form=form,
        checks=checks,
        registers=tuple(sorted(terms.registers, key=lambda each: each != "person")),
        actions=actions_of(ground),
        weakest=terms.weakest,
        statuses=tuple(sorted(terms.statuses)),
        details=(
            *(_detail(each, required=True) for each in terms.details),
            *(_detail(each, required=False) for each in terms.optional),
        ),
        further=tuple(_detail(each, required=False) for each in further),
        purposes=tuple(Purpose),
        sources=tuple(SourceGrade),
        information=tuple(InformationGrade),
        grades=tuple(sorted(GRADES)),
        levels=tuple(Tlp),
        codes=tuple(HandlingCode),
        roles=ROLES,
        sexes=SEXES,
        rows={name: tuple(range(_rows(form, name))) for name in ROWS},
        draft_pk=draft_pk,
        revises=revises,
    )


def _detail(detail: Detail, *, required: bool) -> DetailField:
    return DetailField(detail.name, required, detail.choices)


def _rows(form: Typed, property_: str) -> int:
    """As many rows as are filled, and one more; at least those it begins with."""
    first = MEMBERS_OF[property_][0]
    last = max(
        (at for at in range(MOST_ROWS) if form.value(f"{property_}.{at}.{first}")), default=-1
    )
    return min(max(ROWS[property_], last + 2), MOST_ROWS)


DEFAULTS: Mapping[str, str] = {
    "register": "person",
    "purpose": "travel_screening",
    "handling.tlp": "amber",
    "handling.code": "H1",
}
"""What a new form begins with; the action is the weakest of its ground."""


def new_form(ground: str) -> Typed:
    weakest = GROUNDS[Ground(ground)].weakest
    return Typed({**DEFAULTS, "ground": ground, "requested_action": str(weakest)})
