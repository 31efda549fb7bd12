"""From what was sent to a contribution, and back: the plain form of form, API and file. Pure.

    {"register": "person", "reference": "...", "ground": "warrant", "legal_basis": {...},
     "purpose": ..., "person_status": ..., "requested_action": ..., "evidence_summary": ...,
     "source_grade": "A", "information_grade": "2", "details": {...},
     "handling": {"tlp": ..., "code": ..., "only": ["XA"], "except": []},
     "statements": [{"property": "name", "value": {"full": ...}, "grade": "A2", "source": ...}]}

Reading judges shapes alone; whether it may become a record is for `validity`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tocsin.records.registers.rules.contribution import Contribution, LegalBasis, Statement
from tocsin.records.registers.rules.faults import FieldFault
from tocsin.records.registers.rules.validity import day, faults

TEXT_FIELDS = (
    "register",
    "reference",
    "ground",
    "purpose",
    "person_status",
    "requested_action",
    "evidence_summary",
    "source_grade",
    "information_grade",
    "narrative_summary",
)
FIELDS = (*TEXT_FIELDS, "legal_basis", "details", "handling", "statements", "expires_on")
Plain = Mapping[str, Any]
Members = Mapping[str, int]
"""Each member's key by its code."""


@dataclass
class _Reader:
    """Takes values out of a plain form, and keeps what is wrong with their shapes."""

    faults: list[FieldFault] = field(default_factory=list)

    def fault(self, path: str, code: str) -> None:
        self.faults.append(FieldFault(path, code))

    def text(self, given: Plain, key: str, path: str) -> str:
        value = given.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(path, "not_text")
            return ""
        if not is_keepable(value):
            self.fault(path, "unreadable")
            return ""
        return value.strip()

    def part(self, given: Plain, key: str) -> Plain:
        value = given.get(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.fault(key, "not_an_object")
            return {}
        return value

    def items(self, given: Plain, key: str, path: str) -> list[Any]:
        value = given.get(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self.fault(path, "not_a_list")
            return []
        return list(value)

    def day(self, given: Plain, key: str, path: str) -> date | None:
        text = self.text(given, key, path)
        found = day(text) if text else None
        if text and found is None:
            self.fault(path, "not_a_day")
        return found


def read(
    plain: Plain, members: Members, today: date
) -> tuple[Contribution, tuple[FieldFault, ...]]:
    """A contribution and everything that is wrong with it, in shape and in substance."""
    reader = _Reader()
    given = _contribution(reader, plain, members)
    shape = {each.field for each in reader.faults}
    meant = (each for each in faults(given, today) if each.field not in shape)
    return given, (*reader.faults, *meant)


def _contribution(reader: _Reader, plain: Plain, members: Members) -> Contribution:
    for name in plain:
        if name not in FIELDS:
            reader.fault(_shown(name), "unknown_field")
    texts = {name: reader.text(plain, name, name) for name in TEXT_FIELDS}
    statements = tuple(_statements(reader, plain))
    handling = reader.part(plain, "handling")
    return Contribution(
        **texts,
        primary_name=_primary_name(statements) or texts["reference"],
        statements=statements,
        legal_basis=_basis(reader, reader.part(plain, "legal_basis")),
        details=_details(reader, reader.part(plain, "details")),
        tlp=reader.text(handling, "tlp", "handling.tlp"),
        handling_code=reader.text(handling, "code", "handling.code"),
        only_members=_only(reader, handling, members),
        except_members=_members(reader, handling, "except", members),
        expires_on=reader.day(plain, "expires_on", "expires_on"),
    )


def _basis(reader: _Reader, given: Plain) -> LegalBasis:
    return LegalBasis(
        reader.text(given, "type", "legal_basis.type"),
        reader.text(given, "citation", "legal_basis.citation"),
        reader.text(given, "authority", "legal_basis.authority"),
        reader.day(given, "date", "legal_basis.date"),
    )


def _details(reader: _Reader, given: Plain) -> dict[str, str]:
    told = {_shown(name): reader.text(given, name, f"details.{_shown(name)}") for name in given}
    return {name: text for name, text in told.items() if text}


def _shown(name: object) -> str:
    """The name of a field that somebody made up, fit to be told in a fault."""
    return "".join(each if each.isprintable() else "?" for each in str(name)[:60])


def _only(reader: _Reader, handling: Plain, members: Members) -> tuple[int, ...] | None:
    return _members(reader, handling, "only", members) if handling.get("only") else None


def _members(reader: _Reader, handling: Plain, key: str, members: Members) -> tuple[int, ...]:
    codes = reader.items(handling, key, f"handling.{key}")
    if any(not isinstance(code, str) or code not in members for code in codes):
        reader.fault(f"handling.{key}", "unknown_member")
        return ()
    return tuple(sorted({members[code] for code in codes}))


def _statements(reader: _Reader, plain: Plain) -> Iterator[Statement]:
    for at, given in enumerate(reader.items(plain, "statements", "statements")):
        path = f"statements.{at}"
        if not isinstance(given, Mapping):
            reader.fault(path, "not_an_object")
        else:
            yield _statement(reader, path, given)


def _statement(reader: _Reader, path: str, given: Plain) -> Statement:
    for name in given:
        if name not in ("property", "value", "grade", "source"):
            reader.fault(f"{path}.{_shown(name)}", "unknown_field")
    value = given.get("value")
    if not _is_keepable_value(value):
        reader.fault(f"{path}.value", "unreadable")
        value = ""
    return Statement(
        reader.text(given, "property", f"{path}.property"),
        value,
        reader.text(given, "grade", f"{path}.grade"),
        reader.text(given, "source", f"{path}.source"),
    )


def _primary_name(statements: tuple[Statement, ...]) -> str:
    names = (each.value for each in statements if each.property == "name")
    told = (each.get("full") for each in names if isinstance(each, Mapping))
    return next((text.strip() for text in told if isinstance(text, str) and text.strip()), "")


def is_keepable(text: str) -> bool:
    """Whether a database and RFC 8785 can hold it: no null, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= each <= "\udfff" for each in text)


def _is_keepable_value(value: Any) -> bool:
    """Texts, yes and no, and lists and maps of them: what is hashed and signed reads back alike."""
    if isinstance(value, str):
        return is_keepable(value)
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_keepable_value(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_keepable_value, value))
    return value is None or isinstance(value, bool)


def plain(given: Contribution, code_of: Callable[[int], str]) -> dict[str, Any]:
    """The plain form of a contribution: what `read` makes the same contribution from."""
    only = given.only_members
    told: dict[str, Any] = {name: getattr(given, name) for name in TEXT_FIELDS}
    told["legal_basis"] = _plain_basis(given.legal_basis)
    told["details"] = dict(given.details)
    told["handling"] = {
        "tlp": given.tlp,
        "code": given.handling_code,
        "only": None if only is None else sorted(map(code_of, only)),
        "except": sorted(map(code_of, given.except_members)),
    }
    told["statements"] = [each.to_dict() for each in given.statements]
    told["expires_on"] = given.expires_on.isoformat() if given.expires_on else None
    return told


def _plain_basis(basis: LegalBasis) -> dict[str, str | None]:
    return {
        "type": basis.type,
        "citation": basis.citation,
        "authority": basis.authority,
        "date": basis.date.isoformat() if basis.date else None,
    }
