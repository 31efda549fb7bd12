"""What of a statement can be read, and what makes a record searchable by name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from tocsin.foundations.vocabulary import PartialDate
from tocsin.foundations.vocabulary.codes import Register
from tocsin.records.registers.rules.contribution import Statement

PROPERTIES = (
    "name",
    "birth_date",
    "birth_place",
    "nationality",
    "sex",
    "document",
    "address",
    "role",
    "mark",
    "comment",
)
"""What a member may say of a subject. There is none for race, religion, opinion, union, health or
sexuality, and none for family or companions."""
ROLES = ("financier", "recruiter", "trainer", "facilitator", "planner", "perpetrator")
"""Parts that somebody is said to have played: a role never lists anyone without a ground."""
SEXES = ("F", "M", "X", "U")
LONGEST_TEXT = 4_000
LONGEST_NAME = 300
MONTH = timedelta(days=31)
_STATE = re.compile(r"[A-Z]{2,3}")


def fault_of_value(property_: str, value: Any) -> tuple[str, str] | None:
    """(member, code) of what is wrong with a statement's value; None where nothing is."""
    check = _CHECKS.get(property_)
    return check(value) if check else None


def is_searchable(register: str, statements: Iterable[Statement], source_list: str) -> bool:
    """Whether a record may be proposed for a name at all (J2).

    A person needs a name and a birth date, or a year and a place, or a document: a bare name would
    ring for its namesakes. What a publisher lists is searched as listed: a name alone is never
    strong, and a travel ban binds also where its list says little.
    """
    stated = list(statements)
    held = {each.property for each in stated}
    if register != Register.PERSON or source_list:
        return "name" in held
    born = "birth_place" in held and "birth_date" in held
    return "name" in held and ("document" in held or born or any(map(_is_close_date, stated)))


def _is_close_date(statement: Statement) -> bool:
    """Whether it gives a birth date to the month or better."""
    if statement.property != "birth_date" or _birth_date(statement.value):
        return False
    born = PartialDate.parse(statement.value["date"])
    return not born.approximate and born.latest - born.earliest <= MONTH


def _object(value: Any, *wanted: str) -> tuple[str, str] | None:
    if not isinstance(value, Mapping):
        return "", "not_an_object"
    for member in wanted:
        if not isinstance(value.get(member), str) or not value[member].strip():
            return member, "missing"
    return None


def _name(value: Any) -> tuple[str, str] | None:
    if wrong := _object(value, "full"):
        return wrong
    if len(value["full"]) > LONGEST_NAME:
        return "full", "too_long"
    return None if any(map(str.isalpha, value["full"])) else ("full", "no_letters")


def _birth_date(value: Any) -> tuple[str, str] | None:
    if wrong := _object(value, "date"):
        return wrong
    try:
        PartialDate.parse(value["date"])
    except ValueError:
        return "date", "not_a_date"
    return None


def _place(value: Any) -> tuple[str, str] | None:
    return _object(value, "text")


def _nationality(value: Any) -> tuple[str, str] | None:
    if wrong := _object(value, "code"):
        return wrong
    return None if _STATE.fullmatch(value["code"]) else ("code", "not_a_state")


def _document(value: Any) -> tuple[str, str] | None:
    if wrong := _object(value, "number", "issuer_code"):
        return wrong
    return None if _STATE.fullmatch(value["issuer_code"]) else ("issuer_code", "not_a_state")


def _sex(value: Any) -> tuple[str, str] | None:
    return None if value in SEXES else ("", "unknown_code")


def _role(value: Any) -> tuple[str, str] | None:
    if wrong := _object(value, "code"):
        return wrong
    return None if value["code"] in ROLES else ("code", "unknown_code")


def _text(value: Any) -> tuple[str, str] | None:
    if not isinstance(value, str):
        return "", "not_text"
    return ("", "missing") if not value.strip() else None


_CHECKS: Mapping[str, Callable[[Any], tuple[str, str] | None]] = {
    "name": _name,
    "birth_date": _birth_date,
    "birth_place": _place,
    "address": _place,
    "nationality": _nationality,
    "document": _document,
    "sex": _sex,
    "role": _role,
    "mark": _text,
    "comment": _text,
}
CHOICES: Mapping[str, tuple[str, ...]] = {"sex": SEXES, "role": ROLES, "property": PROPERTIES}
"""The closed lists that a fault of a statement names."""
