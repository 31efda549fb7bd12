"""A member bears witness of a checkpoint: it saw it, and it grew out of the one before. Pure.

Whoever runs a ledger can't take back what others have countersigned. It keeps no memory of its own:
the member keeps the checkpoints that it signed, and brings the proof of growth.
"""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tocsin.safeguards.ledger.checking import Proof, check
from tocsin.safeguards.ledger.checkpoints import SignedCheckpoint, read
from tocsin.safeguards.ledger.errors import DidNotGrow
from tocsin.safeguards.ledger.signatures import Kind, public, sign


def countersign(
    signed: SignedCheckpoint,
    key: Ed25519PrivateKey,
    name: str,
    *,
    now: datetime,
    growth: Proof | None = None,
) -> SignedCheckpoint:
    """The checkpoint with the member's line. ``growth`` proves that it grew out of one that this
    member countersigned; without it, it is the first that the member sees. Raises DidNotGrow."""
    if growth is not None and not _proves(growth, signed, key, name):
        raise DidNotGrow
    return signed.with_signature(sign(key, name, Kind.WITNESS, signed.text, now))


def _proves(growth: Proof, signed: SignedCheckpoint, key: Ed25519PrivateKey, name: str) -> bool:
    checked = check(growth, [])
    if checked.kind != "consistency" or not checked.holds:
        return False
    older, ours = read(growth["older"]), public(key, name, Kind.WITNESS)
    return read(growth["newer"]).text == signed.text and any(
        ours.made(each, older.text) for each in older.signatures
    )
