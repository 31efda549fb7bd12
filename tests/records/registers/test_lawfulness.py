"""No legal basis, no record: every departure from a valid contribution is refused, and named.

The validator that form, API and files ask, and the database that none of them can pass by.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import NOW, node
from tests.records.registers.lawfulness import (
    COLUMNS,
    MANDATORY,
    Departure,
    combinations,
    departures,
    every_valid,
    insert_past_the_rules,
    valid,
)
from tocsin.members.queries import codes_by_id, member_by_code
from tocsin.records.registers.actions import add_records
from tocsin.records.registers.building import new_record, version_of
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules import Contribution, LegalBasis, Statement
from tocsin.records.registers.rules.faults import MESSAGES, field_of_constraint
from tocsin.records.registers.rules.reading import plain, read
from tocsin.records.registers.storing import insert_rows
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

TODAY = date(2026, 3, 1)
MEMBERS = {"XA": 1, "XB": 2}
KINDS = every_valid()
DEPARTURES = [
    pytest.param(kind, each, id=f"{'-'.join(kind)} {each.name}")
    for kind in KINDS
    for each in departures(*kind)
]
COMBINATIONS = [pytest.param(each, id=each.name) for each in combinations()]


def fields(sent: dict[str, Any]) -> set[str]:
    return {each.field for each in read(sent, MEMBERS, TODAY)[1]}


@pytest.mark.parametrize(("ground", "action"), KINDS)
def test_every_ground_has_a_valid_contribution_for_every_action_it_carries(
    ground: str, action: str
) -> None:
    assert read(valid(ground, action), MEMBERS, TODAY)[1] == ()


@pytest.mark.parametrize(("kind", "departure"), DEPARTURES)
def test_whatever_is_left_out_is_named(kind: tuple[str, str], departure: Departure) -> None:
    assert departure.field in fields(departure.given)


@pytest.mark.parametrize("departure", COMBINATIONS)
def test_what_a_ground_cannot_carry_is_named(departure: Departure) -> None:
    assert departure.field in fields(departure.given)


@given(st.sampled_from(KINDS), st.data())
def test_any_set_of_things_left_out_is_named_whole(
    kind: tuple[str, str], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(MANDATORY), min_size=1, unique=True))
    sent = valid(*kind)
    for path in chosen:
        *steps, last = path.split(".")
        inside: Any = sent
        for step in steps:
            inside = inside[step]
        inside[last] = data.draw(st.sampled_from(["", "  ", None, 7, []]))
    assert set(chosen) <= fields(sent)


@pytest.mark.parametrize(
    "ground", ["extremism", "separatism", "religion", "political opinion", "associate of"]
)
def test_what_is_no_ground_is_refused_and_offers_the_grounds_there_are(ground: str) -> None:
    (fault,) = [
        each
        for each in read({**valid(), "ground": ground}, MEMBERS, TODAY)[1]
        if each.field == "ground"
    ]
    assert "fighter_alert" in fault.message


def test_every_fault_has_its_sentence() -> None:
    assert all(message.endswith(".") for message in MESSAGES.values())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=12,
    ),
    st.sampled_from([*valid(), "else"]),
)
def test_whatever_is_sent_is_judged_and_never_fails(value: Any, key: str) -> None:
    given_, wrong = read({**valid(), key: value}, MEMBERS, TODAY)
    if not wrong:
        again = read(plain(given_, {1: "XA", 2: "XB"}.__getitem__), MEMBERS, TODAY)
        assert again == (given_, ())


# The database


@pytest.fixture
def owner(db: None) -> Any:
    return node("XA", Role.CONTRIBUTOR)


def stored(owner: Any, sent: dict[str, Any]) -> Record:
    """What was sent, as rows, past every judgement: the database alone decides."""
    code_of = codes_by_id().__getitem__
    lawful = read(valid(sent.get("ground") or "warrant"), {}, TODAY)[0]
    record = new_record(owner.member_id, lawful, NOW)
    version = version_of(record, lawful, code_of)
    _describe(record, sent)
    version.statements = [
        {"property": "", "value": "", "grade": "", **each} for each in sent["statements"]
    ]
    insert_rows([record])
    insert_rows([version])
    return record


def _describe(record: Record, sent: dict[str, Any]) -> None:
    for path in MANDATORY:
        *steps, last = path.split(".")
        inside: Any = sent
        for step in steps:
            inside = inside[step]
        value = inside.get(last, "")
        if path == "legal_basis.date":
            record.legal_basis_date = date.fromisoformat(value) if value else None
        else:
            setattr(record, COLUMNS.get(path, path), value)
    record.details = sent["details"]


def refused(owner: Any, sent: dict[str, Any]) -> str:
    """The field that the database names in its refusal."""
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        viewing(owner),
    ):
        stored(owner, sent)
    told = refusal.value.__cause__.diag  # type: ignore[union-attr]
    return field_of_constraint(told.constraint_name) if told.constraint_name else told.column_name


@pytest.mark.parametrize(("ground", "action"), KINDS)
def test_the_database_takes_every_valid_contribution(owner: Any, ground: str, action: str) -> None:
    with viewing(owner):
        assert stored(owner, valid(ground, action)).id


@pytest.mark.parametrize(("kind", "departure"), DEPARTURES)
def test_the_database_names_whatever_is_left_out(
    owner: Any, kind: tuple[str, str], departure: Departure
) -> None:
    field = refused(owner, departure.given)
    wanted = departure.field
    if wanted.startswith("statements.") and wanted.endswith(".grade"):
        wanted = "statements.grade"
    assert field == wanted


@pytest.mark.parametrize("departure", COMBINATIONS)
def test_the_database_names_what_a_ground_cannot_carry(owner: Any, departure: Departure) -> None:
    assert refused(owner, departure.given) == departure.field


def test_the_database_refuses_a_record_that_never_ends(owner: Any) -> None:
    with pytest.raises(IntegrityError, match="expires_at"), transaction.atomic(), viewing(owner):
        insert_past_the_rules(member_by_code("XA"), expires_at=None)


@pytest.mark.parametrize("columns", [{"signature": b""}, {"key_id": ""}])
def test_the_database_refuses_a_version_that_nobody_signed(
    owner: Any, columns: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match="signature"), transaction.atomic(), viewing(owner):
        insert_past_the_rules(member_by_code("XA"), **columns)


@pytest.mark.parametrize(
    ("born", "columns", "accepted"),
    [
        (date(2009, 1, 1), {}, False),
        (date(2008, 3, 1), {}, True),
        (date(2008, 3, 2), {}, False),
    ],
)
def test_the_database_lets_nobody_who_may_be_a_minor_be_listed(
    owner: Any, born: date, columns: dict[str, Any], accepted: bool
) -> None:
    with viewing(owner), transaction.atomic():
        if accepted:
            insert_past_the_rules(member_by_code("XA"), born_at_latest=born, **columns)
            return
        with pytest.raises(IntegrityError, match="minor"), transaction.atomic():
            insert_past_the_rules(member_by_code("XA"), born_at_latest=born, **columns)


# The action


def test_the_action_refuses_what_is_not_lawful_and_names_every_field(owner: Any) -> None:
    nothing = Contribution(
        "person", "XA-1", "Q", (), "warrant", LegalBasis("", "", ""), "", "", "", "", "", "", "", ""
    )
    with pytest.raises(NotLawful) as refusal, viewing(owner):
        add_records(owner, [nothing], now=NOW)
    named = {each.field for each in refusal.value.faults}
    assert {"legal_basis.citation", "details.offence", "purpose", "statements.name"} <= named


def test_a_bare_name_is_kept_and_not_searched_for(owner: Any) -> None:
    name = Statement("name", {"full": "Qasim Zarbaran"}, "B2")
    sent = {**valid(), "statements": [name.to_dict()]}
    sent["details"]["adult_because"] = "Drove a lorry with a licence of 2001."
    with viewing(owner):
        record = add_records(owner, [read(sent, {}, TODAY)[0]], now=NOW)[0]
        assert not record.searchable
        assert Version.objects.get(record=record).number == 1
