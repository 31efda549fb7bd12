"""Whatever the owner of the tables, who can, changes in the ledger is found and told where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.safeguards.ledger.conftest import MEMBER, Owner
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor
from tocsin.safeguards.ledger import stored
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.checkpoints import Checkpoint, SignedCheckpoint
from tocsin.safeguards.ledger.findings import Breach
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.proving import issue
from tocsin.safeguards.ledger.sealing import seal
from tocsin.safeguards.ledger.tree import Edge, joined
from tocsin.safeguards.ledger.verifying import Verification, verify

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Noted = Callable[[int], None]


def found(verification: Verification) -> list[tuple[Breach, int | None]]:
    return [(each.breach, each.entry) for each in verification.findings]


def rich_entry() -> None:
    """An entry that has something in every column."""
    with transaction.atomic(), viewing(MEMBER):
        note(
            MEMBER,
            "traveller.screen",
            "flight:1",
            permission="traveller.screen",
            purpose="border_check",
            case_reference="XA-1",
            particulars={"travellers": 3, "list": ["a", None, True], "Ω": "é"},
        )


def test_an_untouched_ledger_is_intact(noted: Noted) -> None:
    rich_entry()
    noted(30)
    seal()
    noted(2)
    verification = verify([])
    assert verification.intact, verification.findings
    assert (verification.size, verification.verified, verification.unsealed) == (31, 31, 2)
    assert verification.root == stored.edge(31).root


def test_an_empty_ledger_is_intact(owner: Owner) -> None:
    verification = verify([])
    assert verification.intact
    assert verification.root == Edge().root


@pytest.mark.parametrize("unsealed", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "member_id = member_id + 1",
        "officer_id = officer_id + 1",
        "officer_id = null",
        "did = 'traveller.screem'",
        "thing = 'flight:2'",
        "thing = ''",
        "permission = 'match'",
        "purpose = 'border_check '",
        "case_reference = 'XA-2'",
        "particulars = particulars || '{\"travellers\": 4}'",
        "particulars = particulars || '{\"travellers\": 3.0}'",
        "particulars = particulars - 'Ω'",
        "particulars = particulars || '{\"more\": null}'",
    ],
)
def test_a_change_in_any_column_names_the_entry(
    noted: Noted, owner: Owner, change: str, unsealed: bool
) -> None:
    noted(5)
    rich_entry()
    noted(5)
    if not unsealed:
        seal()
    owner(f"update ledger_entry set {change} where did = 'traveller.screen'")
    assert found(verify([])) == [(Breach.ALTERED, 6)]


@pytest.mark.parametrize("byte", range(32))
def test_any_byte_of_the_hash_beside_an_entry_is_missed(
    noted: Noted, owner: Owner, byte: int
) -> None:
    noted(5)
    seal()
    owner(f"update ledger_entry set leaf_hash = {flipped('leaf_hash', byte)} where id = 3")
    assert found(verify([])) == [(Breach.HASH_ALTERED, 3)]


@pytest.mark.parametrize("place", [0, 3, 7, 8])
def test_any_byte_in_the_tree_is_located(noted: Noted, owner: Owner, place: int) -> None:
    noted(11)
    seal()
    ((length,),) = owner.ask("select length(hashes) from ledger_leaf where place = %s", place)
    for byte in range(0, length, 7):
        flip = f"update ledger_leaf set hashes = {flipped('hashes', byte)} where place = {place}"
        owner(flip)
        (finding,) = verify([]).findings
        if byte < 32:
            assert (finding.breach, finding.entry) == (Breach.DISAGREES, place + 1)
        else:
            covered = 1 << byte // 32
            assert (finding.breach, finding.last) == (Breach.SUBTREE, place)
            assert finding.first == place + 1 - covered
        owner(flip)
    assert verify([]).intact


def flipped(column: str, byte: int) -> str:
    return f"set_byte({column}, {byte}, get_byte({column}, {byte}) # 1)"


@pytest.mark.parametrize("entry", [1, 6, 11])
def test_a_deleted_entry_is_named(noted: Noted, owner: Owner, entry: int) -> None:
    noted(11)
    seal()
    owner("delete from ledger_entry where id = %s", entry)
    assert found(verify([])) == [(Breach.MISSING, entry)]


def test_an_entry_deleted_with_its_leaf_leaves_a_hole(noted: Noted, owner: Owner) -> None:
    noted(11)
    seal()
    owner("delete from ledger_entry where id = 4")
    owner("delete from ledger_leaf where entry_id = 4")
    (finding,) = verify([]).findings
    assert (finding.breach, finding.first) == (Breach.NO_LEAF, 3)


def test_an_entry_deleted_before_it_was_sealed_is_named(noted: Noted, owner: Owner) -> None:
    noted(3)
    owner("delete from ledger_entry where id = 2")
    seal()
    assert found(verify([])) == [(Breach.REMOVED_UNSEALED, 2)]


def test_an_entry_under_another_number_is_found_at_both(noted: Noted, owner: Owner) -> None:
    noted(11)
    seal()
    owner("update ledger_entry set id = 99 where id = 4")
    assert set(found(verify([]))) == {(Breach.MISSING, 4), (Breach.ASTRAY, 99)}


def test_two_entries_that_changed_their_numbers_are_both_named(noted: Noted, owner: Owner) -> None:
    noted(11)
    seal()
    for old, new in ((4, 99), (5, 4), (99, 5)):
        owner("update ledger_entry set id = %s where id = %s", new, old)
    assert {entry for _, entry in found(verify([]))} == {4, 5}


@pytest.mark.parametrize("change", ["entry_id = 99", "entry_id = -5", "place = 99"])
def test_a_leaf_with_another_number_is_found(noted: Noted, owner: Owner, change: str) -> None:
    noted(11)
    seal()
    owner(f"update ledger_leaf set {change} where place = 4")
    findings = verify([]).findings
    assert any(each.entry == 5 or each.first == 4 for each in findings), findings


def test_an_entry_put_in_past_the_database_has_no_place(noted: Noted, owner: Owner) -> None:
    noted(3)
    seal()
    owner("alter table ledger_entry disable trigger await_sealing")
    noted(1)
    owner("alter table ledger_entry enable trigger await_sealing")
    assert found(verify([])) == [(Breach.ASTRAY, 4)]


def test_an_entry_that_was_kept_from_being_sealed_has_no_place(noted: Noted, owner: Owner) -> None:
    noted(3)
    owner("delete from ledger_unsealed where entry_id = 2")
    seal()
    assert found(verify([])) == [(Breach.ASTRAY, 2)]


def test_an_entry_rewritten_with_its_hash_and_leaf_is_located_to_its_pair(
    noted: Noted, owner: Owner
) -> None:
    noted(11)
    seal()
    rewrite(owner, entry=6)
    verification = verify([])
    (finding,) = verification.findings
    assert (finding.breach, finding.first, finding.last) == (Breach.SUBTREE, 4, 5)


def test_a_whole_tree_rewritten_is_located_between_two_checkpoints(
    noted: Noted, owner: Owner, keys: Keys
) -> None:
    checkpoints = []
    for _ in range(3):
        noted(4)
        checkpoints.append(issue(keys, now=NOW).checkpoint)
    rewrite(owner, entry=6)
    owner("truncate ledger_leaf")
    owner("insert into ledger_unsealed select id from ledger_entry")
    seal()
    owner("truncate ledger_issuedcheckpoint")
    assert verify([]).intact, "nobody holds a checkpoint of it"
    findings = verify([], against=checkpoints).findings
    assert [(each.breach, each.size) for each in findings] == [
        (Breach.FORKED, 8),
        (Breach.FORKED, 12),
    ]
    assert [(each.first, each.last) for each in findings] == [(4, 7), (4, 11)]


def rewrite(owner: Owner, entry: int) -> None:
    """Change an entry, the hash beside it and its leaf, so that the three agree."""
    owner("update ledger_entry set thing = 'record:other' where id = %s", entry)
    (row,) = (
        row for rows in stored.placed(0) for row in rows if row.entry == entry and row.content
    )
    owner("update ledger_entry set leaf_hash = %s where id = %s", row.content, entry)
    owner(
        "update ledger_leaf set hashes = %s || substr(hashes, 33) where entry_id = %s",
        row.content,
        entry,
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_any_one_byte_of_any_column_of_any_entry_is_located(
    noted: Noted, owner: Owner, data: st.DataObject
) -> None:
    owner("truncate ledger_entry, ledger_leaf, ledger_unsealed restart identity")
    for _ in range(3):
        rich_entry()
    noted(4)
    seal()
    entry = data.draw(st.integers(1, 7))
    column, change = data.draw(st.sampled_from(one_byte_changes(data)))
    owner(f"update ledger_entry set {column} = {change} where id = {entry}")
    verification = verify([])
    named = {each.entry for each in verification.findings}
    assert entry in named, (column, change)
    assert named <= {entry, moved(owner, entry)}


def one_byte_changes(data: st.DataObject) -> list[tuple[str, str]]:
    """One bit of a number or of a moment, one character of a text, one byte of a hash."""
    bit = 1 << data.draw(st.integers(0, 30))
    letter = data.draw(st.sampled_from("!Zé\u200b"))
    texts = ("did", "thing", "permission", "purpose", "case_reference")
    return [
        ("id", f"id # {bit << 8}"),
        ("at", f"at + interval '{bit} microseconds'"),
        ("member_id", f"member_id # {bit}"),
        ("officer_id", f"officer_id # {bit}"),
        *((text, f"overlay({text} placing '{letter}' from 1 for 1)") for text in texts),
        ("particulars", f"particulars || '{{\"travellers\": {bit + 3}}}'"),
        ("leaf_hash", flipped("leaf_hash", bit.bit_length() % 32)),
    ]


def moved(owner: Owner, entry: int) -> int | None:
    """The number that an entry was given instead of its own."""
    astray = owner.ask("select id from ledger_entry where id > 7")
    return astray[0][0] if astray else entry


@pytest.mark.parametrize("cut", [1, 3, 11])
def test_newest_entries_that_are_gone_with_their_leaves_are_missed_by_a_checkpoint(
    noted: Noted, owner: Owner, keys: Keys, cut: int
) -> None:
    noted(11)
    held = issue(keys, now=NOW).checkpoint
    owner("delete from ledger_entry where id > %s", 11 - cut)
    owner("delete from ledger_leaf where place >= %s", 11 - cut)
    owner("truncate ledger_issuedcheckpoint")
    assert verify([]).intact, "nobody holds a checkpoint of it"
    for verification in (verify([], against=[held]), verify([], since=held)):
        (finding,) = verification.findings
        assert (finding.breach, finding.size) == (Breach.CUT, 11)
        assert (finding.first, finding.last) == (11 - cut, 10)


def test_the_node_s_own_checkpoints_are_compared_and_a_forged_one_is_told(
    noted: Noted, owner: Owner, keys: Keys
) -> None:
    noted(4)
    issue(keys, now=NOW)
    noted(4)
    issue(keys, now=NOW)
    verification = verify(keys.public_keys())
    assert (verification.intact, verification.checkpoints) == (True, 2)
    owner("update ledger_issuedcheckpoint set text = replace(text, 'time', 'Time') where size = 4")
    assert [each.breach for each in verify(keys.public_keys()).findings] == [Breach.UNSIGNED]


def test_since_a_checkpoint_only_what_was_added_is_read(
    noted: Noted, owner: Owner, keys: Keys
) -> None:
    noted(6)
    held = issue(keys, now=NOW).checkpoint
    noted(5)
    seal()
    verification = verify(keys.public_keys(), since=held)
    assert (verification.intact, verification.verified, verification.size) == (True, 5, 11)
    assert verification.root == stored.edge(11).root
    owner("update ledger_entry set thing = 'other' where id in (2, 9)")
    own = keys.public_keys()
    assert found(verify(own, since=held)) == [(Breach.ALTERED, 9)]
    assert found(verify(own)) == [(Breach.ALTERED, 2), (Breach.ALTERED, 9)]


def test_since_a_checkpoint_of_another_past_the_fork_is_told(noted: Noted, keys: Keys) -> None:
    noted(6)
    held = issue(keys, now=NOW).checkpoint
    other = Checkpoint(held.origin, 5, joined(held.root, held.root), NOW)
    (finding,) = verify(keys.public_keys(), since=other).findings
    assert (finding.breach, finding.size) == (Breach.FORKED, 5)


def test_many_breaches_are_counted_and_the_first_are_told(noted: Noted, owner: Owner) -> None:
    noted(1_200)
    seal()
    owner("update ledger_entry set thing = 'other'")
    verification = verify([])
    assert (verification.breaches, len(verification.findings)) == (1_200, 1_000)


def test_a_finding_says_in_words_what_is_wrong_and_where(noted: Noted, owner: Owner) -> None:
    noted(3)
    seal()
    owner("update ledger_entry set thing = 'other' where id = 2")
    (finding,) = verify([]).findings
    assert str(finding) == "entry 2 (place 1) says something else than what was noted"


# What the database allows


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        (role, statement)
        for role in ("default", "indexer")
        for statement in (
            "select * from ledger_leaf",
            "insert into ledger_leaf values (0, 1, decode(repeat('00', 32), 'hex'))",
            "select * from ledger_unsealed",
            "delete from ledger_unsealed",
            "select * from ledger_removal",
            "insert into ledger_removal (size, at) values (1, now())",
            "insert into ledger_issuedcheckpoint (size, at, text) values (1, now(), '')",
        )
    ]
    + [("indexer", "select * from ledger_issuedcheckpoint")]
    + [("indexer", "select * from ledger_entry")]
    + [("indexer", "insert into ledger_unsealed values (1)")]
    + [
        ("sealer", statement)
        for statement in (
            "update ledger_entry set did = ''",
            "update ledger_removal set size = 0",
            "delete from ledger_removal",
            "insert into ledger_entry select * from ledger_entry",
            "update ledger_leaf set entry_id = 1",
            "delete from ledger_leaf",
            "truncate ledger_leaf",
            "insert into ledger_unsealed values (1)",
            "update ledger_issuedcheckpoint set size = 0",
            "delete from ledger_issuedcheckpoint",
            "select * from registers_record",
            "select * from members_officer",
        )
    ],
)
def test_each_role_has_the_rights_that_it_needs_and_no_other(
    owner: Owner, role: str, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        connections[role].cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_application_lets_only_its_own_entries_wait(noted: Noted, owner: Owner) -> None:
    noted(1)
    seal()
    for entry, viewer in ((99, MEMBER), (1, Actor(member_id=8, roles=frozenset()))):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            viewing(viewer),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute("insert into ledger_unsealed values (%s)", [entry])


def test_an_entry_that_waits_a_second_time_is_not_sealed_twice(noted: Noted, owner: Owner) -> None:
    noted(3)
    seal()
    owner("insert into ledger_unsealed values (2)")
    noted(1)
    seal()
    verification = verify([])
    assert (verification.intact, verification.size, verification.unsealed) == (True, 4, 0)


def test_what_is_issued_can_be_read_back(noted: Noted, keys: Keys) -> None:
    noted(3)
    signed: SignedCheckpoint = issue(keys, now=NOW)
    assert stored.issued() == [(3, str(signed))]


def test_places_have_no_gaps(noted: Noted, owner: Owner) -> None:
    noted(5)
    seal()
    noted(5)
    seal()
    places = [place for (place,) in owner.ask("select place from ledger_leaf order by place")]
    assert places[0] == 0
    assert all(after == before + 1 for before, after in pairwise(places))
