"""Others can check what this ledger says of itself, and find it out when it says two things."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.safeguards.ledger.conftest import Owner
from tocsin.safeguards.ledger.checking import Proof, check
from tocsin.safeguards.ledger.checkpoints import SignedCheckpoint, read
from tocsin.safeguards.ledger.countersigning import countersign
from tocsin.safeguards.ledger.errors import (
    DidNotGrow,
    FalseSignature,
    NoSuchEntry,
    NotAProof,
    NotInCheckpoint,
    NotSigned,
    OtherLedgers,
    SmallerThanCheckpoint,
)
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.proving import is_of_this_ledger, issue, prove, prove_growth
from tocsin.safeguards.ledger.sealing import seal
from tocsin.safeguards.ledger.signatures import Kind, public
from tocsin.safeguards.ledger.trust import require_signed, signers

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MEMBERS_KEY = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01")
Noted = Callable[[int], None]


def sent(proof: Proof) -> dict[str, object]:
    """As it arrives at the other side."""
    received: dict[str, object] = json.loads(json.dumps(proof))
    return received


def forked(noted: Noted, owner: Owner, keys: Keys) -> tuple[SignedCheckpoint, SignedCheckpoint]:
    """Two checkpoints that this node signed; between them its first entry was rewritten."""
    noted(5)
    before = issue(keys, now=NOW)
    owner("truncate ledger_entry, ledger_leaf, ledger_unsealed restart identity")
    noted(7)
    owner("update ledger_entry set leaf_hash = decode(repeat('00', 32), 'hex') where id = 1")
    return before, issue(keys, now=NOW)


@pytest.mark.parametrize("entry", [1, 4, 11])
def test_a_third_party_can_check_that_an_entry_is_there(
    noted: Noted, keys: Keys, entry: int
) -> None:
    noted(11)
    proof = sent(prove(entry, issue(keys, now=NOW)))
    checked = check(proof, keys.public_keys())
    assert (checked.holds, checked.checkpoint.size) == (True, 11)
    assert checked.signers.verified == (keys.origin,)
    assert proof["entry"]["thing"] == f"record:{entry - 1}"  # type: ignore[index]


@pytest.mark.parametrize(
    "change",
    [
        {"place": 4},
        {"proof": []},
        {"entry": {"did": "record.add"}},
    ],
)
def test_a_proof_in_which_anything_was_changed_fails(
    noted: Noted, keys: Keys, change: dict[str, object]
) -> None:
    noted(11)
    proof = sent(prove(4, issue(keys, now=NOW)))
    assert not check({**proof, **change}, []).holds


def test_a_proof_under_a_changed_checkpoint_is_refused(noted: Noted, keys: Keys) -> None:
    noted(3)
    proof = sent(prove(2, issue(keys, now=NOW)))
    changed = str(proof["checkpoint"]).replace("\n3\n", "\n4\n", 1)
    with pytest.raises(FalseSignature):
        check({**proof, "checkpoint": changed}, keys.public_keys())


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"kind": "other"},
        {"kind": "inclusion"},
        {"kind": "inclusion", "checkpoint": 3},
        {"kind": "consistency", "older": None, "newer": None},
    ],
)
def test_what_is_no_proof_is_refused_in_one_line(proof: Proof) -> None:
    with pytest.raises(NotAProof):
        check(proof, [])


def test_a_checkpoint_proves_only_what_it_covers(noted: Noted, keys: Keys) -> None:
    noted(3)
    held = issue(keys, now=NOW)
    noted(1)
    seal()
    with pytest.raises(NotInCheckpoint, match="Entry 4 is at place 3"):
        prove(4, held)
    with pytest.raises(NoSuchEntry, match="no sealed entry 99"):
        prove(99, held)


def test_a_ledger_that_grew_can_prove_it_and_it_is_so_for_any_third_party(
    noted: Noted, keys: Keys
) -> None:
    held = []
    for count in (3, 4, 0, 6):
        noted(count)
        held.append(issue(keys, now=NOW))
    for one in held:
        for other in held:
            checked = check(sent(prove_growth(one, other)), keys.public_keys())
            assert checked.holds
            assert checked.signers.verified == (keys.origin,)


def test_two_members_who_compare_find_a_fork(noted: Noted, owner: Owner, keys: Keys) -> None:
    before, after = forked(noted, owner, keys)
    assert not check(sent(prove_growth(before, after)), keys.public_keys()).holds
    assert [is_of_this_ledger(each.checkpoint) for each in (before, after)] == [False, True]


def test_a_fork_at_the_same_size_needs_no_ledger_to_be_seen(noted: Noted, keys: Keys) -> None:
    noted(3)
    signed = issue(keys, now=NOW)
    root, other = signed.text.split("\n")[2], "A" * 43 + "="
    text = signed.text.replace(root, other)
    forged = SignedCheckpoint(text).with_signature(keys.sign(text, NOW))
    assert not check(sent(prove_growth(signed, forged)), keys.public_keys()).holds


def test_checkpoints_of_two_ledgers_are_not_compared(
    noted: Noted, keys: Keys, tmp_path: Path
) -> None:
    noted(3)
    with pytest.raises(OtherLedgers):
        prove_growth(issue(keys, now=NOW), issue(Keys(tmp_path / "others"), now=NOW))


def test_a_ledger_that_lost_its_end_says_that_it_is_smaller(
    noted: Noted, owner: Owner, keys: Keys
) -> None:
    noted(3)
    first = issue(keys, now=NOW)
    noted(3)
    second = issue(keys, now=NOW)
    owner("delete from ledger_leaf where place > 2")
    with pytest.raises(SmallerThanCheckpoint, match="of 6 entries, the ledger has 3"):
        prove_growth(first, second)


def test_a_member_countersigns_what_grew_out_of_what_it_signed_before(
    noted: Noted, keys: Keys
) -> None:
    noted(3)
    first = countersign(issue(keys, now=NOW), MEMBERS_KEY, "XA", now=NOW)
    noted(3)
    second = issue(keys, now=NOW)
    growth = sent(prove_growth(first, second))
    signed = countersign(second, MEMBERS_KEY, "XA", now=NOW, growth=growth)
    members = [public(MEMBERS_KEY, "XA", Kind.WITNESS)]
    assert require_signed(read(str(signed)), members).verified == ("XA",)
    assert signers(signed, [*members, *keys.public_keys()]).verified == (keys.origin, "XA")


def test_a_member_does_not_countersign_a_fork_nor_on_the_proof_of_something_else(
    noted: Noted, owner: Owner, keys: Keys
) -> None:
    before, after = forked(noted, owner, keys)
    unsigned = sent(prove_growth(after, issue(keys, now=NOW)))
    signed = countersign(before, MEMBERS_KEY, "XA", now=NOW)
    for growth in (sent(prove_growth(signed, after)), unsigned, sent(prove(2, after))):
        with pytest.raises(DidNotGrow):
            countersign(after, MEMBERS_KEY, "XA", now=NOW, growth=growth)


def test_a_checkpoint_that_nobody_known_signed_is_not_believed(noted: Noted, keys: Keys) -> None:
    noted(3)
    with pytest.raises(NotSigned, match=keys.origin):
        require_signed(issue(keys, now=NOW), [])


def test_checkpoints_of_an_earlier_key_still_count_after_rotation(noted: Noted, keys: Keys) -> None:
    noted(3)
    first = issue(keys, now=NOW)
    keys.rotate()
    second = issue(keys, now=NOW)
    known = keys.public_keys()
    assert [len(known), len({key.id for key in known})] == [2, 2]
    assert all(require_signed(each, known).verified for each in (first, second))
    assert require_signed(second, known[1:])
    with pytest.raises(NotSigned):
        require_signed(first, known[1:])
