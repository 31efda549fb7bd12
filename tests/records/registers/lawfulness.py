"""Valid contributions of every kind, and every departure from what makes them valid.

What the tests of the form, the API, files and the database share: one list of departures, made from
the matrix itself, so that a new ground or detail is tried everywhere without a new test.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.invented import DETAILS, NOW, STATUSES, contribution
from tocsin.foundations.vocabulary.codes import ActionCode, Ground, PersonStatus
from tocsin.members.models import Member
from tocsin.records.registers.building import new_record, version_of
from tocsin.records.registers.models import Record
from tocsin.records.registers.rules.grounds import (
    GROUNDS,
    actions_of,
    details_of_action,
    details_of_ground,
)
from tocsin.records.registers.storing import insert_rows

MANDATORY = (
    "register",
    "reference",
    "ground",
    "purpose",
    "person_status",
    "requested_action",
    "evidence_summary",
    "source_grade",
    "information_grade",
    "legal_basis.type",
    "legal_basis.citation",
    "legal_basis.authority",
    "legal_basis.date",
    "handling.tlp",
    "handling.code",
)
"""What every contribution must have (B1), as paths into its plain form."""
COLUMNS = {
    "handling.tlp": "tlp",
    "handling.code": "handling_code",
    **{f"legal_basis.{part}": f"legal_basis_{part}" for part in ("type", "citation", "authority")},
}


@dataclass(frozen=True)
class Departure:
    """One thing done wrong to a valid contribution: ``field`` is what every refusal must name."""

    name: str
    given: dict[str, Any]
    field: str


def valid(ground: str = "warrant", action: str = "", reference: str = "XA-1") -> dict[str, Any]:
    """The plain form of a valid contribution on this ground with this action."""
    asked = action or str(actions_of(ground)[0])
    wanted = (*details_of_ground(ground), *details_of_action(ground, asked))
    born = "2014-05-02" if ground == Ground.PROTECTED_CHILD else "1970-05-02"
    values = [
        ("name", {"full": "Qasim Zarbaran", "given": "Qasim", "family": "Zarbaran"}),
        ("name", {"full": "قاسم زربران", "script": "Arab"}),
        ("birth_date", {"date": born}),
        ("document", {"number": "ZX5504471", "issuer_code": "XA"}),
    ]
    return {
        "register": "person",
        "reference": reference,
        "ground": str(ground),
        "legal_basis": {
            "type": "court order",
            "citation": "Order 12/26",
            "authority": "High Court of Inventia",
            "date": "2026-01-15",
        },
        "purpose": "travel_screening",
        "person_status": STATUSES.get(ground, "designated"),
        "requested_action": asked,
        "evidence_summary": "Prepared an explosion at a depot.",
        "source_grade": "A",
        "information_grade": "2",
        "details": {each.name: DETAILS[each.name] for each in wanted},
        "handling": {"tlp": "amber", "code": "H1", "only": None, "except": []},
        "statements": [
            {"property": name, "value": value, "grade": "B2", "source": "Passport office"}
            for name, value in values
        ],
    }


def every_valid() -> list[tuple[str, str]]:
    """Every ground with every action that it can carry."""
    return [(str(ground), str(action)) for ground in Ground for action in actions_of(ground)]


def departures(ground: str, action: str) -> Iterator[Departure]:
    """Everything that makes a valid contribution of this kind invalid, one at a time."""
    whole = valid(ground, action)
    for field in MANDATORY:
        yield Departure(f"without {field}", _without(whole, field), field)
    for name in whole["details"]:
        field = f"details.{name}"
        yield Departure(f"without {field}", _without(whole, field), field)
    for at, each in enumerate(whole["statements"]):
        field = f"statements.{at}.grade"
        yield Departure(f"{each['property']} without grade", _without(whole, field), field)
    nameless = [each for each in whole["statements"] if each["property"] != "name"]
    yield Departure("without a name", {**whole, "statements": nameless}, "statements.name")


def combinations() -> Iterator[Departure]:
    """Every ground with every action and status that it can't carry."""
    for ground in Ground:
        whole = valid(str(ground))
        for name in ("entry_ban", "proportionality"):
            whole["details"][name] = DETAILS[name]
        for action in sorted(set(ActionCode) - set(actions_of(ground))):
            given = {**whole, "requested_action": str(action)}
            yield Departure(f"{ground} asking to {action}", given, "requested_action")
        terms = GROUNDS[ground]
        for status in sorted(set(PersonStatus) - terms.statuses - terms.weakened):
            given = {**whole, "person_status": str(status)}
            yield Departure(f"{ground} as {status}", given, "person_status")


def _without(whole: dict[str, Any], path: str) -> dict[str, Any]:
    changed = copy.deepcopy(whole)
    *steps, last = path.split(".")
    inside: Any = changed
    for step in steps:
        inside = inside[int(step) if step.isdigit() else step]
    del inside[last]
    return changed


def insert_past_the_rules(owner: Member, **columns: Any) -> Record:
    """Store a record that no rule of ours has judged, as somebody would who forgot to ask.

    The caller is inside ``access.viewing`` of the owner.
    """
    valid_one = contribution()
    record = new_record(owner.id, valid_one, NOW)
    version = version_of(record, valid_one, lambda _: owner.code)
    for name, value in columns.items():
        setattr(record if hasattr(record, name) else version, name, value)
    insert_rows([record])
    insert_rows([version])
    return record
