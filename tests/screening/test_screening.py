"""The index proposes and the database disposes: only live, visible records make candidates."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.invented import NAME, NOW, listed, node
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Index, Traveller
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.subjects import subject_of
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted, PurposeMissing
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import keyed_hash
from tocsin.screening import actions
from tocsin.screening.actions import Found, Reasoned, screen

pytestmark = pytest.mark.django_db
WHY = Reasoned(Purpose.BORDER_CHECK, "XB-2026-7")
TRAVELLERS = [Traveller([NAME], "1970-05-02"), Traveller(["Olga Invented"], "1990-01-01")]


def indexed(record: Record, directory: Path) -> Index:
    with viewing(node("XA", Role.REGISTRAR)):
        statements = Version.objects.get(record_id=record.id).statements
    return Index.build([subject_of(str(record.id), "person", statements)], directory)


def ask(index: Index, *, now: datetime = NOW) -> list[list[Found]]:
    return screen(node("XB", Role.SCREENING_OFFICER), index, TRAVELLERS, WHY, now=now)


def test_a_listed_traveller_is_found_and_the_one_beside_is_not(tmp_path: Path) -> None:
    record = listed()
    found = ask(indexed(record, tmp_path))
    assert [[each.record.reference for each in row] for row in found] == [["XAi.001"], []]


def test_a_delisted_person_matches_no_more_though_the_index_still_proposes(tmp_path: Path) -> None:
    record = listed()
    index = indexed(record, tmp_path)
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [record.id], Record.State.DELISTED, now=NOW)
    assert index.screen(TRAVELLERS)[0]
    assert ask(index) == [[], []]


def test_at_the_second_of_expiry_a_record_matches_no_more(tmp_path: Path) -> None:
    record = listed()
    index = indexed(record, tmp_path)
    assert ask(index, now=record.expires_at - timedelta(seconds=1))[0]
    assert not ask(index, now=record.expires_at)[0]


def test_a_record_kept_from_a_member_makes_no_candidate_for_it(tmp_path: Path) -> None:
    assert ask(indexed(listed(only_members=()), tmp_path)) == [[], []]


def test_a_screening_is_in_the_ledger_by_counts_and_without_names(tmp_path: Path) -> None:
    index = indexed(listed(), tmp_path)
    ask(index)
    with viewing(node("XB", Role.SCREENING_OFFICER)):
        entry = Entry.objects.get(did="traveller.screen")
    assert entry.particulars == {"travellers": 2, "proposed": 1}
    assert (entry.purpose, entry.case_reference) == ("border_check", "XB-2026-7")


def test_a_typed_question_is_in_the_ledger_as_keyed_hashes_and_a_list_is_not(
    tmp_path: Path,
) -> None:
    index = indexed(listed(), tmp_path / "index")
    keys = Keys(tmp_path / "keys")
    officer = node("XB", Role.SCREENING_OFFICER)
    typed = Traveller(["Olga Plain"], "1990-01-01", documents=[("XA", "X7654321")])
    assert actions.ask(officer, index, typed, WHY, keys=keys, now=NOW) == []
    screen(officer, index, [typed], WHY, now=NOW)
    with viewing(officer):
        asked, listed_only = Entry.objects.filter(did="traveller.screen").order_by("id")
    _, key = keys.month_key(NOW)
    assert asked.particulars["query"]["names"] == [keyed_hash(key, "olga plain")]
    assert "plain" not in str(asked.particulars).casefold()
    assert "7654321" not in str(asked.particulars)
    assert listed_only.particulars == {"travellers": 1, "proposed": 0}


def test_without_a_case_or_the_permission_there_is_no_answer(tmp_path: Path) -> None:
    index = indexed(listed(), tmp_path)
    officer = node("XB", Role.SCREENING_OFFICER)
    with pytest.raises(PurposeMissing):
        screen(officer, index, TRAVELLERS, Reasoned(Purpose.BORDER_CHECK, " "), now=NOW)
    with pytest.raises(NotPermitted):
        screen(node("XB", Role.OBSERVER), index, TRAVELLERS, WHY, now=NOW)
