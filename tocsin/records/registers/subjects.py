"""A record's statements as the matching engine wants them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching import Name, Subject
from tocsin.records.registers.rules import values


def subject_of(record_id: str, register: str, statements: Sequence[Mapping[str, Any]]) -> Subject:
    """The subject of a record: what of its statements can be compared with a traveller."""
    return Subject(
        id=record_id,
        names=tuple(_name(each) for each in values(statements, "name") if each.get("full")),
        birth_dates=tuple(_dates(values(statements, "birth_date"))),
        nationalities=tuple(
            each["code"] for each in values(statements, "nationality") if each.get("code")
        ),
        documents=tuple(
            (each.get("issuer_code") or "", each["number"])
            for each in values(statements, "document")
            if each.get("number")
        ),
        sex=next((each for each in values(statements, "sex") if each), None),
        kind=register,
    )


def _name(value: Mapping[str, Any]) -> Name:
    return Name(
        full=value["full"],
        given=value.get("given"),
        family=value.get("family"),
        script=value.get("script"),
        weak=bool(value.get("weak")),
    )


def _dates(stored: Sequence[Mapping[str, Any]]) -> list[PartialDate]:
    return [PartialDate.parse(each["date"]) for each in stored if each.get("date")]
