"""Checking what a ledger proved, without the ledger, its node or any trust in either. Pure.

What a proof can't tell is whether others hold the same checkpoint: that is what members compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.safeguards.ledger.checkpoints import Checkpoint, read
from tocsin.safeguards.ledger.errors import NotAProof
from tocsin.safeguards.ledger.proofs import is_consistent, is_included
from tocsin.safeguards.ledger.rules import leaf_hash
from tocsin.safeguards.ledger.signatures import PublicKey
from tocsin.safeguards.ledger.trust import Signers, signers

Proof = Mapping[str, Any]
"""As JSON holds it; `proving` makes them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a proof."""

    holds: bool
    kind: str
    checkpoint: Checkpoint
    """The one that the proof leads to."""
    signers: Signers


def check(proof: Proof, keys: Iterable[PublicKey]) -> Checked:
    """Whether a proof holds, and who signed the checkpoints in it.

    Raises NotAProof, NotACheckpoint or FalseSignature.
    """
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


def _bytes(hexes: Iterable[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in hexes]
