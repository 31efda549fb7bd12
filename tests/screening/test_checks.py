"""The front line is told four things: candidate or none, what to do, whom to call, what to mind."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.invented import NAME, NOW, index_of, listed, node, officer
from tocsin.foundations.vocabulary.codes import ActionCode, Purpose
from tocsin.matching import Traveller
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted, PurposeMissing
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import check, screen
from tocsin.screening.rules import CAUTIONS, GRAVEST_FIRST, Caution, Told, told

WHY = Reasoned(Purpose.BORDER_CHECK, "XB-2026-7")
NOBODY = Told(candidate=False)


def asked(actor: Actor, record: Record, at: Path, name: str = NAME, why: Reasoned = WHY) -> Told:
    traveller = Traveller([name], "1970-05-02", None, [("XA", "ZX5504471")])
    index = index_of(record, at=at / "index")
    return check(actor, index, traveller, why, keys=Keys(at), now=NOW)


def guard(member: str = "XB") -> Actor:
    return officer("gil", member, Role.FRONT_LINE)


def test_the_answer_has_four_fields_and_no_more() -> None:
    assert [each.name for each in fields(Told)] == ["candidate", "action", "contact", "caution"]


@pytest.mark.parametrize(
    ("actions", "action", "caution"),
    [
        ({"inform_only"}, "inform_only", Caution.CONFIRM_FIRST),
        ({"inform_only", "arrest"}, "arrest", Caution.TWO_OFFICERS),
        ({"arrest", "protect"}, "protect", Caution.IN_NEED),
        ({"warn", "discreet_check"}, "discreet_check", Caution.DO_NOT_REVEAL),
    ],
)
def test_of_several_records_the_gravest_action_is_told(
    actions: set[str], action: str, caution: Caution
) -> None:
    assert told(actions, "XB: desk") == Told(True, ActionCode(action), "XB: desk", caution)


def test_every_action_has_its_place_among_the_gravest() -> None:
    assert sorted(GRAVEST_FIRST) == sorted(ActionCode)
    assert set(CAUTIONS.values()) | {Caution.CONFIRM_FIRST} == set(Caution)


@pytest.mark.django_db
def test_a_guard_is_told_what_to_do_and_whom_to_call(tmp_path: Path) -> None:
    answer = asked(guard(), listed(requested_action="specific_check"), tmp_path)
    desk = "Contact Point +99900000001"
    assert answer == Told(True, ActionCode.SPECIFIC_CHECK, desk, Caution.CONFIRM_FIRST)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("handling", "is_told"),
    [
        ({"tlp": "clear"}, True),
        ({"tlp": "amber"}, True),
        ({"tlp": "amber_strict"}, False),
        ({"tlp": "red"}, False),
        ({"tlp": "green", "handling_code": "H3"}, False),
        ({"only_members": ()}, False),
        ({"passed_gate_by": ""}, False),
    ],
)
def test_what_the_front_line_may_not_be_told_is_answered_as_if_there_were_no_record(
    handling: dict[str, object], is_told: bool, tmp_path: Path
) -> None:
    answer = asked(guard(), listed(**handling), tmp_path)
    assert (answer == NOBODY) == (not is_told)


@pytest.mark.django_db
def test_a_check_is_noted_with_purpose_case_and_keyed_hashes_of_what_was_asked(
    tmp_path: Path,
) -> None:
    gil = guard()
    asked(gil, listed(), tmp_path)
    with viewing(gil):
        entry = Entry.objects.get(did="traveller.check")
    assert (entry.purpose, entry.case_reference) == ("border_check", "XB-2026-7")
    assert NAME not in str(entry.particulars)
    assert len(entry.particulars["query"]["names"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("why", "field"),
    [
        (Reasoned(Purpose.BORDER_CHECK, " "), "case_reference"),
        (Reasoned("curiosity", "XB-1"), "purpose"),  # type: ignore[arg-type]
    ],
)
def test_without_a_reason_there_is_no_answer_and_the_field_is_named(
    why: Reasoned, field: str, tmp_path: Path
) -> None:
    with pytest.raises(PurposeMissing, match=field):
        asked(guard(), listed(), tmp_path, why=why)


@pytest.mark.django_db
def test_the_front_line_may_ask_for_no_more_than_a_check(tmp_path: Path) -> None:
    index = index_of(listed(), at=tmp_path)
    with pytest.raises(NotPermitted):
        screen(guard(), index, [Traveller([NAME])], WHY, now=NOW)
    with pytest.raises(NotPermitted):
        asked(node("XB", Role.SCREENING_OFFICER), listed("XAi.002"), tmp_path)
