"""Statements of a record as pages show them: in their own words, with what their source adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tocsin.entrances.web.pages import Document, Value, Written
from tocsin.records.registers.rules import values

Statements = Sequence[Mapping[str, Any]]


def primary_name(record: Any, statements: Statements) -> Written:
    """The record's name, with the script of the statement that gives it."""
    same = (each for each in names_of(statements) if each.text == record.primary_name)
    return next(same, Written(record.primary_name))


def names_of(statements: Statements) -> tuple[Written, ...]:
    return tuple(_name(each) for each in values(statements, "name") if each.get("full"))


def _name(stored: Mapping[str, Any]) -> Written:
    language = stored.get("language") or ""
    return Written(
        stored["full"],
        script=stored.get("script") or "",
        language=language.lower() if len(language) in (2, 3) else "",
        weak=bool(stored.get("weak")),
    )


def dates_of(statements: Statements) -> tuple[Value, ...]:
    return tuple(
        Value(Written(each.get("date") or each.get("written") or ""), note=_note(each))
        for each in values(statements, "birth_date")
    )


def nationalities_of(statements: Statements) -> tuple[Value, ...]:
    return tuple(
        Value(Written(each.get("code") or each.get("text") or ""), note=_country_note(each))
        for each in values(statements, "nationality")
    )


def places_of(statements: Statements, wanted: str) -> tuple[Value, ...]:
    """Places of birth or addresses, each on one line."""
    return tuple(
        Value(Written(each.get("text") or ""), note=_note(each))
        for each in values(statements, wanted)
        if each.get("text")
    )


def texts_of(statements: Statements, wanted: str, kind: str) -> tuple[Value, ...]:
    """Values that are plain text, under the words of their kind."""
    return tuple(Value(Written(str(each)), kind) for each in values(statements, wanted))


def documents_of(statements: Statements) -> tuple[Document, ...]:
    return tuple(_document(each) for each in values(statements, "document"))


def _document(stored: Mapping[str, Any]) -> Document:
    return Document(
        number=stored.get("number") or stored.get("written") or "",
        kind=stored.get("type") or stored.get("kind") or "",
        issuer=stored.get("issuer_code") or stored.get("issuer") or "",
        issued_on=stored.get("issued") or "",
        expires_on=stored.get("expires") or "",
        note=_joined((*stored.get("flags", ()), stored.get("note"))),
    )


def _note(stored: Mapping[str, Any]) -> str:
    written = stored.get("written")
    told = written if written and written != stored.get("date") else None
    return _joined((stored.get("type"), told, stored.get("note")))


def _country_note(stored: Mapping[str, Any]) -> str:
    text = stored.get("text") if stored.get("code") else None
    return _joined((text, stored.get("note")))


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)
