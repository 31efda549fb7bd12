"""Whether a contribution may become a record: the one judge of form, API, file and database. Pure.

Every fault is named by its field; nothing is mended and nothing is guessed. What stands here stands
as constraints in the database too, so that a way in which forgets to ask is refused all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from tocsin.foundations.vocabulary.codes import (
    ActionCode,
    Ground,
    HandlingCode,
    InformationGrade,
    PersonStatus,
    Purpose,
    Register,
    SourceGrade,
    Tlp,
)
from tocsin.records.registers.rules.age import ADULT, RESPONSIBLE, may_be_under
from tocsin.records.registers.rules.contribution import Contribution, Statement
from tocsin.records.registers.rules.faults import FieldFault, one_of
from tocsin.records.registers.rules.grounds import (
    ADULT_BECAUSE,
    DETAILS,
    GROUNDS,
    SPECIAL_APPROVAL,
    WARRANT_EXPIRES,
    Detail,
    actions_of,
    details_of_action,
    details_of_ground,
)
from tocsin.records.registers.rules.identity import (
    CHOICES,
    LONGEST_NAME,
    LONGEST_TEXT,
    PROPERTIES,
    fault_of_value,
)

GRADES = frozenset(f"{source}{sure}" for source in SourceGrade for sure in InformationGrade)
WEAK = frozenset({"C4", "X4"})
"""Sources too weak to burden anybody with more than being noticed (B6)."""
CODES: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("register", "register", Register),
    ("ground", "ground", Ground),
    ("purpose", "purpose", Purpose),
    ("person_status", "person_status", PersonStatus),
    ("requested_action", "requested_action", ActionCode),
    ("source_grade", "source_grade", SourceGrade),
    ("information_grade", "information_grade", InformationGrade),
    ("handling.tlp", "tlp", Tlp),
    ("handling.code", "handling_code", HandlingCode),
)
"""Field as sent, attribute, and the closed list of its codes."""
TEXTS: tuple[tuple[str, str, int], ...] = (
    ("reference", "reference", 100),
    ("evidence_summary", "evidence_summary", LONGEST_TEXT),
)


def faults(given: Contribution, today: date) -> tuple[FieldFault, ...]:
    """Everything that is wrong, in the order of the form; empty where the record may be made."""
    return tuple(_faults(given, today))


def _faults(given: Contribution, today: date) -> Iterator[FieldFault]:
    yield from _codes(given)
    yield from _texts(given)
    yield from _basis(given, today)
    yield from _ground(given)
    yield from _details(given, today)
    yield from _sources(given)
    yield from _statements(given)
    yield from _minors(given, today)
    if given.expires_on and given.expires_on < today:
        yield FieldFault("expires_on", "expired_already")


def _codes(given: Contribution) -> Iterator[FieldFault]:
    for field, attribute, codes in CODES:
        value = getattr(given, attribute)
        if not value:
            yield FieldFault(field, "missing")
        elif value not in set(codes):
            yield one_of(field, codes)


def _texts(given: Contribution) -> Iterator[FieldFault]:
    for field, attribute, most in TEXTS:
        yield from _text(field, getattr(given, attribute), most)
    if len(given.narrative_summary) > 5 * LONGEST_TEXT:
        yield FieldFault("narrative_summary", "too_long", {"most": str(5 * LONGEST_TEXT)})


def _text(field: str, text: str, most: int) -> Iterator[FieldFault]:
    if not text.strip():
        yield FieldFault(field, "missing")
    elif len(text) > most:
        yield FieldFault(field, "too_long", {"most": str(most)})


def _basis(given: Contribution, today: date) -> Iterator[FieldFault]:
    basis = given.legal_basis
    yield from _text("legal_basis.type", basis.type, 64)
    yield from _text("legal_basis.citation", basis.citation, LONGEST_TEXT)
    yield from _text("legal_basis.authority", basis.authority, 200)
    if basis.date is None and not given.source_list:
        yield FieldFault("legal_basis.date", "missing")
    elif basis.date and basis.date > today:
        yield FieldFault("legal_basis.date", "in_the_future")


def _ground(given: Contribution) -> Iterator[FieldFault]:
    """Action, status and kind of subject as the ground allows them."""
    if given.ground not in set(Ground):
        return
    terms, actions = GROUNDS[Ground(given.ground)], actions_of(given.ground)
    if given.requested_action in set(ActionCode) and given.requested_action not in actions:
        yield one_of("requested_action", actions, "action_not_on_ground")
    if given.person_status in terms.weakened:
        if given.requested_action != terms.weakest:
            yield one_of("requested_action", (terms.weakest,), "action_not_on_status")
    elif given.person_status in set(PersonStatus) and given.person_status not in terms.statuses:
        yield one_of("person_status", sorted(terms.statuses), "status_not_on_ground")
    if given.register in set(Register) and given.register not in terms.registers:
        yield one_of("register", sorted(terms.registers), "register_not_on_ground")
    elif (given.person_status == PersonStatus.NOT_A_PERSON) == (given.register == Register.PERSON):
        yield FieldFault("person_status", "status_not_of_person")


def required_details(given: Contribution, today: date) -> tuple[Detail, ...]:
    """Every detail that this contribution must have, from its ground, action and subject."""
    wanted = [
        *details_of_ground(given.ground),
        *details_of_action(given.ground, given.requested_action),
    ]
    if given.register == Register.PERSON and not given.source_list:
        if given.born_at_latest is None and given.ground != Ground.PROTECTED_CHILD:
            wanted.append(ADULT_BECAUSE)
        if _is_minor(given, today) and given.ground == Ground.WARRANT:
            wanted += SPECIAL_APPROVAL
    return tuple(wanted)


def _details(given: Contribution, today: date) -> Iterator[FieldFault]:
    wanted = required_details(given, today)
    for each in wanted:
        if not given.details.get(each.name, "").strip():
            yield FieldFault(f"details.{each.name}", "missing")
    for name, value in given.details.items():
        if name not in DETAILS:
            yield FieldFault(f"details.{name}", "unknown_field")
        elif value.strip():
            yield from _detail(DETAILS[name], value, today)


def _detail(detail: Detail, value: str, today: date) -> Iterator[FieldFault]:
    field = f"details.{detail.name}"
    if detail.kind == "choice" and value not in detail.choices:
        yield one_of(field, detail.choices)
    elif detail.kind == "date" and day(value) is None:
        yield FieldFault(field, "not_a_day")
    elif detail is WARRANT_EXPIRES and (day(value) or today) < today:
        yield FieldFault(field, "expired_already")
    elif len(value) > LONGEST_TEXT:
        yield FieldFault(field, "too_long", {"most": str(LONGEST_TEXT)})


def day(text: str) -> date | None:
    """A day written 2026-03-01; None for anything else, and for what has no day after it."""
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return None if found == date.max else found


def _sources(given: Contribution) -> Iterator[FieldFault]:
    grade = f"{given.source_grade}{given.information_grade}"
    if grade in WEAK and given.requested_action != ActionCode.INFORM_ONLY:
        yield FieldFault("requested_action", "weak_source", {"grade": grade})


def _statements(given: Contribution) -> Iterator[FieldFault]:
    held = {each.property for each in given.statements}
    if "name" not in held and not given.source_list:
        yield FieldFault("statements.name", "needs_a_name")
    if given.requested_action == ActionCode.SEIZE_DOCUMENT and "document" not in held:
        yield FieldFault("statements.document", "no_document")
    for at, each in enumerate(given.statements):
        if each.grade not in GRADES:
            yield _grade_fault(f"statements.{at}.grade", each)
        if not given.source_list:
            yield from _statement(f"statements.{at}", each)


def _grade_fault(field: str, statement: Statement) -> FieldFault:
    return one_of(field, sorted(GRADES)) if statement.grade else FieldFault(field, "missing")


def _statement(field: str, statement: Statement) -> Iterator[FieldFault]:
    if statement.property not in PROPERTIES:
        yield one_of(f"{field}.property", PROPERTIES)
        return
    wrong = fault_of_value(statement.property, statement.value)
    if wrong:
        member, code = wrong
        path = f"{field}.value.{member}" if member else f"{field}.value"
        yield FieldFault(path, code, _filling(statement.property, code))


def _filling(property_: str, code: str) -> dict[str, str]:
    if code == "unknown_code":
        return {"choices": ", ".join(CHOICES[property_])}
    return {"most": str(LONGEST_NAME)} if code == "too_long" else {}


def _is_minor(given: Contribution, today: date) -> bool:
    born = given.born_at_latest
    return born is not None and may_be_under(ADULT, born, today)


def counts_as_minor(given: Contribution, today: date) -> bool:
    """Whether the person is, or must be taken for, under 18; nobody but a person is."""
    if given.register != Register.PERSON:
        return False
    if given.born_at_latest is not None:
        return _is_minor(given, today)
    stated = given.source_list or given.details.get(ADULT_BECAUSE.name, "").strip()
    return not stated


def _minors(given: Contribution, today: date) -> Iterator[FieldFault]:
    """A minor is protected, or wanted with a special approval; nothing else (B12)."""
    if not counts_as_minor(given, today) or given.born_at_latest is None:
        return
    if given.requested_action == ActionCode.PROTECT:
        return
    if given.ground != Ground.WARRANT:
        yield FieldFault("requested_action", "minor")
    elif may_be_under(RESPONSIBLE, given.born_at_latest, today):
        yield FieldFault("requested_action", "too_young")
