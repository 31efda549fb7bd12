"""Records are found by name, number, reference and filters, by whoever may see them alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.invented import NOW, STATEMENTS, index_of, listed, node, officer
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Index
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record
from tocsin.records.search import actions
from tocsin.records.search.errors import CaseTooLong, NothingAsked, TooManySaved
from tocsin.records.search.models import SavedSearch
from tocsin.records.search.queries import saved_searches
from tocsin.records.search.rules import MOST_SAVED, PIECE, Question, read
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted, PurposeMissing
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import keyed_hash

pytestmark = pytest.mark.django_db
WHY = Reasoned(Purpose.INVESTIGATION, "XB-2026-7")
Ask = Callable[..., list[str]]


@pytest.fixture
def records() -> list[Record]:
    return [
        listed("XAi.001"),
        listed("XAi.002", requested_action="warn", tlp="amber"),
        listed("hidden", only_members=()),
    ]


@pytest.fixture
def index(records: list[Record], tmp_path: Path) -> Index:
    assert STATEMENTS
    return index_of(*records, at=tmp_path / "index")


@pytest.fixture
def ask(index: Index, tmp_path: Path) -> Ask:
    """The references that a question finds, as an officer of XB asks it unless told."""

    def asked(question: Question, *, by: Actor | None = None, now: Any = NOW) -> list[str]:
        who = by or officer("ann")
        page = actions.search_records(
            who, index, question, WHY, keys=Keys(tmp_path / "keys"), now=now
        )
        return [each.record.reference for each in page.found]

    return asked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zarbaran Qasim", ["XAi.001", "XAi.002"]),
        ("قاسم زرباران", ["XAi.001", "XAi.002"]),
        ("Касим Зарбаран", ["XAi.001", "XAi.002"]),
        ("ZX 5504471", ["XAi.001", "XAi.002"]),
        ("xai001", ["XAi.001"]),
        ("XAi.002", ["XAi.002"]),
        ("hidden", []),
        ("Olga Plainly", []),
    ],
)
def test_a_text_is_a_name_in_any_script_a_number_or_a_reference(
    ask: Ask, text: str, found: list[str]
) -> None:
    assert sorted(ask(Question(text))) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"action": "warn"}, ["XAi.002"]),
        ({"ground": "un_designation"}, ["XAi.002", "XAi.001"]),
        ({"ground": "warrant"}, []),
        ({"member": "XA", "action": "inform_only"}, ["XAi.001"]),
        ({"member": "XC"}, []),
        ({"source_list": "un"}, []),
        ({"text": "Zarbaran", "action": "warn"}, ["XAi.002"]),
        ({"expires_before": (NOW + timedelta(days=3000)).date()}, ["XAi.001", "XAi.002"]),
        ({"expires_before": NOW.date()}, []),
        ({"standing": "delisted"}, []),
    ],
)
def test_filters_narrow_what_is_found(ask: Ask, filters: dict[str, Any], found: list[str]) -> None:
    assert ask(Question(**filters)) == found


def test_an_originator_finds_its_own_hidden_record_and_nobody_else_does(ask: Ask) -> None:
    question = Question("hidden")
    assert ask(question, by=officer("ira", "XA", Role.CONTRIBUTOR)) == ["hidden"]
    assert ask(question) == []


def test_what_has_ended_is_found_only_where_it_is_asked_for(
    ask: Ask, records: list[Record]
) -> None:
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [records[0].id], "delisted", now=NOW)
    assert ask(Question("Zarbaran Qasim")) == ["XAi.002"]
    assert ask(Question("XAi.001", standing="delisted")) == ["XAi.001"]
    assert ask(Question(standing="delisted")) == ["XAi.001"]


def test_at_its_expiry_a_record_leaves_the_live_and_stands_among_the_expired(ask: Ask) -> None:
    later = NOW + timedelta(days=4000)
    assert ask(Question(ground="un_designation"), now=later) == []
    assert len(ask(Question(ground="un_designation", standing="expired"), now=later)) == 2


def test_pages_go_on_from_the_last_and_hold_every_record_once(tmp_path: Path) -> None:
    for number in range(PIECE + 7):
        listed(f"XAi.{number:03}")
    index = Index.build([], tmp_path / "index")
    question, after, seen = Question(member="XA"), None, []
    for _ in range(3):
        page = actions.search_records(
            officer("ann"), index, question, WHY, keys=Keys(tmp_path), now=NOW, after=after
        )
        seen += [each.record.reference for each in page.found]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == PIECE + 7
    assert seen[0] == f"XAi.{PIECE + 6:03}"


def test_what_expires_is_listed_the_soonest_first_over_all_pages(tmp_path: Path) -> None:
    for number in range(PIECE + 4):
        listed(f"XAi.{number:03}", requested_action="warn" if number % 2 else "inform_only")
    index = Index.build([], tmp_path / "index")
    question, after, seen = Question(expires_before=date(2099, 1, 1)), None, []
    for _ in range(3):
        page = actions.search_records(
            officer("ann"), index, question, WHY, keys=Keys(tmp_path), now=NOW, after=after
        )
        seen += [(each.record.expires_at, each.record.id) for each in page.found]
        after = page.next
        if after is None:
            break
    assert len(seen) == PIECE + 4
    assert seen == sorted(set(seen))


def test_a_search_leaves_its_reason_and_keyed_hashes(ask: Ask, tmp_path: Path) -> None:
    ask(Question("ZX5504471", action="warn"))
    with viewing(node("XB", Role.SCREENING_OFFICER)):
        entry = Entry.objects.get(did="record.search")
    _month, key = Keys(tmp_path / "keys").month_key(NOW)
    assert entry.particulars["query"]["documents"] == [keyed_hash(key, "ZX5504471")]
    assert entry.particulars["filters"] == {"action": "warn", "standing": "live"}
    assert (entry.purpose, entry.case_reference) == ("investigation", "XB-2026-7")
    assert "ZX5504471" not in str(entry.particulars)


def test_a_search_without_a_case_a_question_or_the_permission_is_none(
    index: Index, tmp_path: Path
) -> None:
    keys, ann = Keys(tmp_path), officer("ann")
    with pytest.raises(PurposeMissing):
        actions.search_records(
            ann, index, Question("x"), Reasoned(WHY.purpose, ""), keys=keys, now=NOW
        )
    with pytest.raises(NothingAsked):
        actions.search_records(ann, index, Question(), WHY, keys=keys, now=NOW)
    watcher = officer("olga", "XB", Role.OBSERVER)
    with pytest.raises(NotPermitted):
        actions.search_records(watcher, index, Question("x"), WHY, keys=keys, now=NOW)


def test_only_what_its_handling_lets_go_is_exported(index: Index, tmp_path: Path) -> None:
    question, keys = Question("Zarbaran Qasim"), Keys(tmp_path)
    carried, kept = actions.export_records(officer("ann"), index, question, WHY, keys=keys, now=NOW)
    assert ([each.record.reference for each in carried], kept) == (["XAi.001"], 1)
    own = officer("ira", "XA", Role.CONTRIBUTOR)
    carried, kept = actions.export_records(own, index, question, WHY, keys=keys, now=NOW)
    assert (len(carried), kept) == (3, 0)


def test_a_saved_search_ends_with_its_case_and_by_the_clock() -> None:
    ann = officer("ann")
    question = Question("Zarbaran", action="warn")
    with viewing(ann):
        saved = actions.save_search(ann, "", question, WHY, 30, now=NOW)
        assert [each.label for each in saved_searches(ann, now=NOW)] == ["XB-2026-7"]
        again, why, before = actions.ask_saved(ann, saved.id, now=NOW + timedelta(days=1))
        assert (again, why, before) == (question, WHY, NOW)
        assert saved_searches(ann, now=NOW + timedelta(days=30)) == []
        with pytest.raises(NotFound):
            actions.ask_saved(ann, saved.id, now=NOW + timedelta(days=30))
        actions.end_saved(ann, saved.id, now=NOW)
        assert not SavedSearch.objects.exists()


def test_a_saved_search_is_its_officers_alone() -> None:
    ann, other, elsewhere = officer("ann"), officer("ben"), officer("cy", "XC")
    with viewing(ann):
        saved = actions.save_search(ann, "mine", Question("Zarbaran"), WHY, 30, now=NOW)
    for who in (other, elsewhere):
        with viewing(who), pytest.raises(NotFound):
            actions.ask_saved(who, saved.id, now=NOW)
    with viewing(elsewhere):
        assert not SavedSearch.objects.exists()


def test_a_saved_search_is_short_and_they_are_few() -> None:
    ann = officer("ann")
    with viewing(ann):
        for days in (0, 91, -5):
            with pytest.raises(CaseTooLong):
                actions.save_search(ann, "", Question("x"), WHY, days, now=NOW)
        for _ in range(MOST_SAVED):
            actions.save_search(ann, "", Question("x"), WHY, 5, now=NOW)
        with pytest.raises(TooManySaved):
            actions.save_search(ann, "", Question("x"), WHY, 5, now=NOW)
        later = NOW + timedelta(days=6)
        actions.save_search(ann, "", Question("x"), WHY, 5, now=later)
        assert SavedSearch.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"ground": "anger"}, "ground"),
        ({"action": "arrest them"}, "action"),
        ({"standing": "forgotten"}, "standing"),
        ({"expires_before": "soon"}, "expires_before"),
        ({"text": "x" * 301}, "text"),
    ],
)
def test_a_filter_that_is_not_on_offer_is_named(values: dict[str, str], fault: str) -> None:
    found = read(values)
    assert isinstance(found, tuple)
    assert found[0] == fault


def test_a_question_is_stored_and_read_again() -> None:
    question = Question("Zarbaran", "warrant", "arrest", "XA", "un", "expired", NOW.date())
    assert read(question.stored()) == question


@pytest.mark.parametrize("field", ["text", "member", "source_list"])
def test_a_character_that_nobody_can_type_is_told_and_never_asked_of_the_database(
    field: str,
) -> None:
    found = read({field: "x\x00y"})
    assert isinstance(found, tuple)
    assert found[0] == field
