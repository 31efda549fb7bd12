"""An auditor reads the ledger of their member, draws a sample, sees flags, and asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.invented import NOW, officer
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.audit import queries
from tocsin.safeguards.audit.actions import ask_officer, justify
from tocsin.safeguards.audit.errors import AnsweredAlready, NobodyToAsk
from tocsin.safeguards.audit.flags import Kind
from tocsin.safeguards.audit.models import Justification, Question
from tocsin.safeguards.audit.rules import After, Standing, Wanted
from tocsin.safeguards.audit.sampling import is_in_sample
from tocsin.safeguards.ledger.actions import note, note_all
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import hashed_query

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def auditor(member: str = "XB", role: Role = Role.AUDITOR) -> Actor:
    return officer("Vera", member, role)


def noted(by: Actor, did: str = "traveller.screen", thing: str = "", **given: Any) -> int:
    with viewing(by):
        note(by, did, thing, **given)
        return int(Entry.objects.latest("id").id)


def searched(by: Actor, *names: str, keys: Keys, at: datetime = NOW) -> int:
    query = hashed_query(*keys.month_key(at), names, ())
    particulars = {"travellers": 1, "query": query}
    return noted(by, purpose="border_check", case_reference="XB-1", particulars=particulars)


def read(viewer: Actor, **wanted: Any) -> list[int]:
    found, _more = queries.entries(viewer, Wanted(**wanted))
    return [each.id for each in found if each.did != "ledger.read"]


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


def test_an_auditor_reads_the_ledger_of_their_own_member_newest_first() -> None:
    ada, cleo = officer("Ada"), officer("Cleo", "XC")
    first, second, foreign = noted(ada), noted(ada), noted(cleo)
    assert read(auditor()) == [second, first]
    assert read(auditor("XC")) == [foreign]


def test_the_ombudsperson_reads_that_of_every_member() -> None:
    entries = {noted(officer("Ada")), noted(officer("Cleo", "XC"))}
    assert entries <= set(read(auditor("XD", Role.OMBUDSPERSON)))


def test_the_database_shows_an_auditor_no_other_members_entries_whatever_is_asked() -> None:
    noted(officer("Cleo", "XC"))
    vera = auditor()
    with viewing(vera):
        assert not Entry.objects.exclude(member_id=vera.member_id).exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.OMBUDSPERSON}))
def test_nobody_else_reads_the_ledger(role: Role, keys: Keys) -> None:
    viewer = officer("Ada", "XB", role)
    for reading in (
        lambda: queries.entries(viewer, Wanted()),
        lambda: queries.sample(viewer, Wanted(), "seed"),
        lambda: queries.entry(viewer, 1),
        lambda: queries.found_flags(viewer, keys, since=NOW, until=NOW + DAY),
        lambda: ask_officer(viewer, 1, "Why?", 7, now=NOW),
    ):
        with pytest.raises(NotPermitted):
            reading()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"did": "record.read"}, {"read"}),
        ({"thing": "record:1"}, {"read"}),
        ({"permission": "match"}, {"matched"}),
        ({"purpose": "police_check"}, {"matched"}),
        ({"case_reference": "XB-9"}, {"matched"}),
        ({"searches": True}, {"matched"}),
        ({"did": "record.read", "case_reference": "XB-9"}, set()),
        ({"did": "' or 1=1 --"}, set()),
    ],
)
def test_the_ledger_is_narrowed_by_each_of_its_columns(
    wanted: dict[str, Any], found: set[str]
) -> None:
    ada = officer("Ada")
    made = {
        noted(ada, "record.read", "record:1"): "read",
        noted(
            ada,
            permission=Permission.MATCH,
            purpose="police_check",
            case_reference="XB-9",
        ): "matched",
    }
    assert {made[each] for each in read(auditor(), **wanted)} == found


def test_the_ledger_is_narrowed_by_officer_and_time() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    by_ada, by_ben = noted(ada), noted(ben)
    vera = auditor()
    with viewing(vera):
        at = Entry.objects.get(id=by_ben).at
    assert read(vera, officer=ada.officer_id) == [by_ada]
    assert read(vera, since=at, officer=ben.officer_id) == [by_ben]
    assert read(vera, until=at, officer=ben.officer_id) == []


def pieces(viewer: Actor, limit: int, **wanted: Any) -> Iterator[list[int]]:
    after: After | None = None
    while True:
        found, after = queries.entries(viewer, Wanted(**wanted), after, limit=limit)
        yield [each.id for each in found]
        if after is None:
            return


@pytest.mark.parametrize("limit", [1, 3, 4, 25, 26])
def test_a_list_in_pieces_has_each_entry_once_also_where_many_have_one_time(limit: int) -> None:
    ada = officer("Ada")
    with viewing(ada):
        note_all(ada, "record.add", (f"record:{number}" for number in range(20)))
    for _each in range(5):
        noted(ada, "record.add")
    found = [each for piece in pieces(auditor(), limit, did="record.add") for each in piece]
    assert len(found) == len(set(found)) == 25
    assert found == sorted(found, reverse=True)


def test_reading_the_ledger_is_an_entry_of_its_own() -> None:
    vera = auditor()
    read(vera, purpose="border_check")
    with viewing(vera):
        last = Entry.objects.latest("id")
    assert (last.did, last.officer_id) == ("ledger.read", vera.officer_id)
    assert last.particulars == {"purpose": "border_check"}


def test_the_sample_is_what_the_rule_says_and_stays_the_same() -> None:
    ada, vera = officer("Ada"), auditor()
    with viewing(ada):
        note_all(ada, "record.add", (f"record:{number}" for number in range(600)))
        leaves = dict(Entry.objects.filter(did="record.add").values_list("id", "leaf_hash"))
    expected = {each for each, leaf in leaves.items() if is_in_sample("seed", bytes(leaf))}
    drawn = [queries.sample(vera, Wanted(did="record.add"), "seed")[0] for _ in range(2)]
    assert [{each.id for each in entries} for entries in drawn] == [expected, expected]
    assert expected


def test_an_officer_who_searches_their_own_name_or_a_colleagues_is_flagged(keys: Keys) -> None:
    ada, ben = officer("Ada Lindqvist"), officer("Ben Okafor")
    own = searched(ada, "LINDQVIST ada", keys=keys)
    of_colleague = searched(ada, "Ben Okafor", keys=keys)
    searched(ada, "Qasim Zarbaran", keys=keys)
    flags = queries.found_flags(auditor(), keys, since=NOW - DAY, until=_far())
    assert {(each.kind, each.entries, each.about) for each in flags} == {
        (Kind.SELF, (own,), (ada.officer_id,)),
        (Kind.COLLEAGUE, (of_colleague,), (ben.officer_id,)),
    }


def test_an_officer_who_searches_very_many_is_flagged(keys: Keys) -> None:
    ada = officer("Ada")
    for number in range(31):
        searched(ada, f"Invented Name{number}", keys=keys)
    (flag,) = queries.found_flags(auditor(), keys, since=NOW - DAY, until=_far())
    assert (flag.kind, flag.officer, len(flag.entries)) == (Kind.ENUMERATION, ada.officer_id, 31)


def test_nothing_is_found_by_name_once_the_months_key_is_destroyed(
    keys: Keys, tmp_path: Path
) -> None:
    searched(officer("Ada Lindqvist"), "Ada Lindqvist", keys=keys)
    other = Keys(tmp_path / "other")
    assert queries.found_flags(auditor(), other, since=NOW - DAY, until=_far()) == []


def _far() -> datetime:
    """Entries are timed by the clock of the machine."""
    return datetime.now(NOW.tzinfo) + DAY


def asked(entry: int, by: Actor | None = None) -> Question:
    return ask_officer(by or auditor(), entry, "Which case was this for?", 7, now=NOW)


def test_an_officer_is_asked_and_answers_on_their_own() -> None:
    ada, vera = officer("Ada"), auditor()
    question = asked(noted(ada), vera)
    (waiting,) = queries.own_questions(ada)
    assert (waiting.id, waiting.standing(NOW)) == (question.id, Standing.OPEN)
    assert queries.own_unanswered(ada) == 1
    justify(ada, question.id, "For the case XB-1, at the desk.", now=NOW + DAY)
    (answered,) = queries.questions(vera)
    assert answered.justification.text == "For the case XB-1, at the desk."
    assert answered.standing(NOW + 30 * DAY) is Standing.ANSWERED
    assert queries.own_unanswered(ada) == 0


def test_unanswered_questions_stand_first_by_when_they_are_due() -> None:
    ada, vera = officer("Ada"), auditor()
    late, soon, done = (
        ask_officer(vera, noted(ada), "Why was this?", days, now=NOW) for days in (9, 2, 1)
    )
    justify(ada, done.id, "For the case XB-1.", now=NOW)
    assert [each.id for each in queries.questions(vera)] == [soon.id, late.id, done.id]


def test_a_question_is_answered_once_and_by_nobody_else() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    question = asked(noted(ada))
    with pytest.raises(NotFound):
        justify(ben, question.id, "It was me.", now=NOW)
    justify(ada, question.id, "For the case XB-1.", now=NOW)
    with pytest.raises(AnsweredAlready):
        justify(ada, question.id, "For another case.", now=NOW)


def test_an_auditor_asks_nobody_of_another_member_and_learns_nothing_of_the_entry() -> None:
    with pytest.raises(NotFound):
        asked(noted(officer("Cleo", "XC")))
    with pytest.raises(NotFound):
        asked(10_000_000)


def test_what_the_node_did_by_itself_has_nobody_to_ask() -> None:
    node = Actor(officer("Ada").member_id, frozenset())
    with pytest.raises(NobodyToAsk):
        asked(noted(node))


def test_the_database_lets_only_the_asked_officer_answer() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    question = asked(noted(ada))
    with (
        pytest.raises(IntegrityError, match="whom it was put to"),
        transaction.atomic(),
        viewing(ben),
    ):
        Justification(
            question=question,
            member_id=ben.member_id,
            officer_id=ben.officer_id,
            text="It was me.",
            answered_at=NOW,
        ).save(force_insert=True)


def test_the_database_shows_a_question_to_no_third_member_and_lets_nobody_change_it() -> None:
    question = asked(noted(officer("Ada")))
    with viewing(officer("Cleo", "XC")):
        assert not Question.objects.exists()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        viewing(auditor()),
    ):
        Question.objects.filter(id=question.id).update(text="Something else?")
