"""Checkpoints of this ledger, and proofs for others: that an entry is in it, and that it grew.

A proof is a map that JSON can hold; `checking` needs nothing else. It discloses what it proves: who
asks for a proof of an entry sees the entry, so the caller notes that first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tocsin.safeguards.ledger import stored
from tocsin.safeguards.ledger.actions import said
from tocsin.safeguards.ledger.checking import Proof
from tocsin.safeguards.ledger.checkpoints import Checkpoint, SignedCheckpoint
from tocsin.safeguards.ledger.errors import NotInCheckpoint, OtherLedgers, SmallerThanCheckpoint
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import IssuedCheckpoint
from tocsin.safeguards.ledger.proofs import consistency, inclusion
from tocsin.safeguards.ledger.sealing import seal
from tocsin.safeguards.ledger.stored import SEALER


def issue(keys: Keys, *, now: datetime) -> SignedCheckpoint:
    """Seal what is there, sign how large the ledger is and its root, and keep the checkpoint."""
    seal()
    size = stored.size()
    checkpoint = Checkpoint(keys.origin, size, stored.edge(size).root, now)
    text = checkpoint.text
    signed = SignedCheckpoint(text).with_signature(keys.sign(text, now))
    IssuedCheckpoint.objects.using(SEALER).create(size=size, at=now, text=str(signed))
    return signed


def issue_if_due(keys: Keys, *, now: datetime, every: timedelta) -> SignedCheckpoint | None:
    """`issue`, where the last checkpoint is so old and the ledger has grown since; else None."""
    last = IssuedCheckpoint.objects.using(SEALER).order_by("-id").first()
    if last and (now - last.at < every or stored.size() == last.size):
        return None
    return issue(keys, now=now)


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

    The proof is false where they have forked: `checking.check` says so. Raises OtherLedgers or
    SmallerThanCheckpoint.
    """
    older, newer = sorted((one, other), key=lambda each: each.checkpoint.size)
    old, new = older.checkpoint, newer.checkpoint
    if old.origin != new.origin:
        raise OtherLedgers(one=old.origin, other=new.origin)
    if old.size < new.size:
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


def _hexes(hashes: Iterable[bytes]) -> list[str]:
    return [each.hex() for each in hashes]
