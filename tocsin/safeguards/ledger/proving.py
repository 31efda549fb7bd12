"""Checkpoints of this ledger, and proofs that others can check without it.

A proof is a map that JSON can hold; `check` needs no database, no node and no trust in who made it.
What it can't tell is whether others hold the same checkpoint: that is what members compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.safeguards.ledger import stored
from tocsin.safeguards.ledger.actions import said
from tocsin.safeguards.ledger.checkpoints import Checkpoint, SignedCheckpoint, read
from tocsin.safeguards.ledger.errors import (
    NotAProof,
    NotInCheckpoint,
    OtherLedgers,
    SmallerThanCheckpoint,
)
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import IssuedCheckpoint
from tocsin.safeguards.ledger.proofs import consistency, inclusion, is_consistent, is_included
from tocsin.safeguards.ledger.rules import leaf_hash
from tocsin.safeguards.ledger.sealing import seal
from tocsin.safeguards.ledger.signatures import PublicKey
from tocsin.safeguards.ledger.stored import SEALER
from tocsin.safeguards.ledger.trust import Signers, signers

Proof = Mapping[str, Any]


def issue(keys: Keys, *, now: datetime) -> SignedCheckpoint:
    """Seal what is there, sign how large the ledger is and its root, and keep the checkpoint."""
    seal()
    size = stored.size()
    checkpoint = Checkpoint(keys.origin, size, stored.edge(size).root, now)
    text = checkpoint.text
    signed = SignedCheckpoint(text).with_signature(keys.sign(text, now))
    IssuedCheckpoint.objects.using(SEALER).create(size=size, at=now, text=str(signed))
    return signed


def prove(entry_id: int, signed: SignedCheckpoint) -> Proof:
    """That an entry is in the ledger that a checkpoint speaks of.

    Raises NoSuchEntry, NotInCheckpoint or SmallerThanCheckpoint.
    """
    entry, place = stored.entry_and_place(entry_id)
    checkpoint = signed.checkpoint
    if place >= checkpoint.size:
        raise NotInCheckpoint(entry=entry_id, place=place, size=checkpoint.size)
    _require_size(checkpoint)
    return {
        "kind": "inclusion",
        "entry": said(entry),
        "place": place,
        "proof": _hexes(inclusion(place, checkpoint.size, stored.hashes)),
        "checkpoint": str(signed),
    }


def prove_growth(one: SignedCheckpoint, other: SignedCheckpoint) -> Proof:
    """That the larger of two checkpoints grew out of the smaller, as far as this ledger can.

    The proof is false where they have forked: `check` says so. Raises OtherLedgers or
    SmallerThanCheckpoint.
    """
    older, newer = sorted((one, other), key=lambda each: each.checkpoint.size)
    old, new = older.checkpoint, newer.checkpoint
    if old.origin != new.origin:
        raise OtherLedgers(one=old.origin, other=new.origin)
    _require_size(new)
    return {
        "kind": "consistency",
        "older": str(older),
        "newer": str(newer),
        "proof": _hexes(consistency(old.size, new.size, stored.hashes)),
    }


def _require_size(checkpoint: Checkpoint) -> None:
    ours = stored.size()
    if checkpoint.size > ours:
        raise SmallerThanCheckpoint(size=checkpoint.size, ours=ours)


def is_of_this_ledger(checkpoint: Checkpoint) -> bool:
    """Whether the ledger, as it is stored now, has this root at this size."""
    return checkpoint.size <= stored.size() and stored.edge(checkpoint.size).root == checkpoint.root


# Checking


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a proof."""

    holds: bool
    kind: str
    checkpoint: Checkpoint
    """The one that the proof leads to."""
    signers: Signers


def check(proof: Proof, keys: Iterable[PublicKey]) -> Checked:
    """Whether a proof holds, and who signed the checkpoints in it. Raises NotAProof and what a
    checkpoint raises."""
    try:
        if proof["kind"] == "inclusion":
            return _check_inclusion(proof, list(keys))
        if proof["kind"] == "consistency":
            return _check_consistency(proof, list(keys))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAProof(reason=f"{type(error).__name__} while it was read") from None
    raise NotAProof(reason="its kind is neither inclusion nor consistency")


def _check_inclusion(proof: Proof, keys: Sequence[PublicKey]) -> Checked:
    signed = read(proof["checkpoint"])
    checkpoint = signed.checkpoint
    leaf = leaf_hash(proof["entry"])
    hashes = _bytes(proof["proof"])
    holds = is_included(leaf, int(proof["place"]), checkpoint.size, hashes, checkpoint.root)
    return Checked(holds, "inclusion", checkpoint, signers(signed, keys))


def _check_consistency(proof: Proof, keys: Sequence[PublicKey]) -> Checked:
    older, newer = read(proof["older"]), read(proof["newer"])
    old, new = older.checkpoint, newer.checkpoint
    hashes = _bytes(proof["proof"])
    holds = old.origin == new.origin and is_consistent(
        old.size, old.root, new.size, new.root, hashes
    )
    first, second = signers(older, keys), signers(newer, keys)
    both = tuple(name for name in first.verified if name in second.verified)
    unknown = tuple(dict.fromkeys([*first.unknown, *second.unknown]))
    return Checked(holds, "consistency", new, Signers(both, unknown))


def _hexes(hashes: Iterable[bytes]) -> list[str]:
    return [each.hex() for each in hashes]


def _bytes(hexes: Iterable[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in hexes]
