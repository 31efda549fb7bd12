"""Contents go after two years and not before; what is left still proves everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from tests.safeguards.ledger.conftest import MEMBER, Owner
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.ledger.checkpoints import Checkpoint
from tocsin.safeguards.ledger.findings import Breach
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.proving import issue, issue_if_due, prove, prove_growth
from tocsin.safeguards.ledger.removing import remove_old
from tocsin.safeguards.ledger.retention import ended, removable
from tocsin.safeguards.ledger.sealing import seal
from tocsin.safeguards.ledger.verifying import Verification, verify

Noted = Callable[[int], None]
DAY = timedelta(days=1)


def now() -> datetime:
    """The database counts two years by the machine's clock."""
    return datetime.now(UTC)


def removed(keys: Keys) -> int:
    with transaction.atomic(), viewing(MEMBER):
        return remove_old(MEMBER, keys.public_keys(), now=now())


def verified(keys: Keys) -> Verification:
    return verify(keys.public_keys())


@pytest.fixture
def old(noted: Noted, keys: Keys) -> None:
    """Seven entries that a checkpoint of two years ago covers, and five that none does."""
    noted(7)
    issue(keys, now=ended(now()) - DAY)
    noted(5)
    issue(keys, now=ended(now()) + DAY)


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2024, 3, 1, 12, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)),
    ],
)
def test_two_years_are_counted_by_the_calendar(today: datetime, before: datetime) -> None:
    assert ended(today) == before


def test_only_what_a_checkpoint_of_two_years_ago_covers_may_go() -> None:
    today = datetime(2026, 3, 1, tzinfo=UTC)
    checkpoints = [
        Checkpoint("node", 3, b"", ended(today) - DAY),
        Checkpoint("node", 9, b"", ended(today)),
        Checkpoint("node", 20, b"", ended(today) + DAY),
        Checkpoint("node", 50, b""),
    ]
    assert removable(checkpoints, today) == 9
    assert removable([], today) == 0


def test_contents_go_after_two_years_and_leaves_stay(old: None, owner: Owner, keys: Keys) -> None:
    assert removed(keys) == 7
    assert owner.ask("select count(*), min(id) from ledger_entry where did = 'record.add'") == [
        (5, 8)
    ]
    assert owner.ask("select count(*) from ledger_leaf") == [(12,)]


def test_a_ledger_without_its_oldest_contents_is_intact(old: None, keys: Keys) -> None:
    before = verified(keys)
    removed(keys)
    seal()
    after = verified(keys)
    assert after.intact, after.findings
    assert (before.removed, after.removed, after.size) == (0, 7, before.size + 1)


def test_that_it_was_done_is_in_the_ledger(old: None, owner: Owner, keys: Keys) -> None:
    removed(keys)
    (entry,) = owner.ask("select particulars from ledger_entry where did = 'ledger.remove'")
    assert entry == ('{"below": 7, "entries": 7}',) or entry == ({"below": 7, "entries": 7},)


def test_what_was_removed_once_is_not_removed_again(old: None, owner: Owner, keys: Keys) -> None:
    assert (removed(keys), removed(keys)) == (7, 0)
    assert owner.ask("select count(*) from ledger_removal") == [(1,)]


def test_proofs_of_what_is_left_and_of_growth_still_hold(
    old: None, noted: Noted, keys: Keys
) -> None:
    from tocsin.safeguards.ledger.checking import check

    earlier = issue(keys, now=now())
    removed(keys)
    noted(1)
    later = issue(keys, now=now())
    for proof in (prove(9, later), prove_growth(earlier, later)):
        assert check(proof, keys.public_keys()).holds


@pytest.mark.parametrize("entry", [8, 12])
def test_an_entry_that_is_younger_is_still_missed(
    old: None, owner: Owner, keys: Keys, entry: int
) -> None:
    removed(keys)
    owner(f"delete from ledger_entry where id = {entry}")
    assert [(each.breach, each.entry) for each in verified(keys).findings] == [
        (Breach.MISSING, entry)
    ]


def test_a_leaf_of_what_was_removed_is_still_verified(old: None, owner: Owner, keys: Keys) -> None:
    removed(keys)
    flipped = "set_byte(hashes, 3, get_byte(hashes, 3) # 1)"
    owner(f"update ledger_leaf set hashes = {flipped} where place = 2")
    assert not verified(keys).intact


def test_a_removal_that_no_old_checkpoint_covers_is_a_breach(
    old: None, owner: Owner, keys: Keys
) -> None:
    owner("alter table ledger_removal disable trigger check_removal")
    owner("insert into ledger_removal (size, at) values (12, now())")
    owner("alter table ledger_removal enable trigger check_removal")
    owner("delete from ledger_entry where id > 7")
    found = {each.breach for each in verified(keys).findings}
    assert found == {Breach.REMOVED_EARLY, Breach.MISSING}


def test_an_old_checkpoint_that_this_node_did_not_sign_removes_nothing(
    noted: Noted, owner: Owner, keys: Keys
) -> None:
    noted(3)
    signed = issue(keys, now=now())
    forged = str(signed).replace(f"time {now():%Y}", f"time {now().year - 3}")
    owner("update ledger_issuedcheckpoint set at = now() - interval '3 years', text = %s", forged)
    assert removed(keys) == 0


def test_the_database_lets_nobody_name_a_younger_size(old: None) -> None:
    with (
        pytest.raises(DatabaseError, match="no checkpoint of two years ago"),
        connections["sealer"].cursor() as cursor,
    ):
        cursor.execute("insert into ledger_removal (size, at) values (8, now())")


@pytest.mark.parametrize("viewer", ["", "7"])
def test_the_database_lets_the_sealer_remove_nothing_else(
    old: None, owner: Owner, viewer: str
) -> None:
    with transaction.atomic(using="sealer"), connections["sealer"].cursor() as cursor:
        cursor.execute("select set_config('tocsin.member', %s, true)", [viewer])
        cursor.execute("delete from ledger_entry")
        assert cursor.rowcount == 0
        cursor.execute("insert into ledger_removal (size, at) values (5, now())")
        cursor.execute("delete from ledger_entry")
        assert cursor.rowcount == 5
    assert owner.ask("select count(*) from ledger_entry") == [(7,)]


def test_a_checkpoint_is_due_when_the_last_is_old_and_something_was_done(
    noted: Noted, keys: Keys
) -> None:
    hour = timedelta(hours=1)
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    noted(1)
    assert issue_if_due(keys, now=at, every=hour)
    noted(1)
    seal()
    assert issue_if_due(keys, now=at + hour / 2, every=hour) is None
    signed = issue_if_due(keys, now=at + hour, every=hour)
    assert signed
    assert signed.checkpoint.size == 2
    assert issue_if_due(keys, now=at + 9 * hour, every=hour) is None
