"""Whose signatures under a checkpoint hold. Pure.

A signature by a key that nobody gave says nothing and is only named; a false one by a key that was
given means that the text or the signature was changed, and nothing of it is to be believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.safeguards.ledger.checkpoints import SignedCheckpoint
from tocsin.safeguards.ledger.errors import FalseSignature, NotSigned
from tocsin.safeguards.ledger.signatures import PublicKey


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signed a checkpoint."""

    verified: tuple[str, ...]
    unknown: tuple[str, ...]
    """Names of those whose keys weren't given: their signatures prove nothing to us."""


def signers(signed: SignedCheckpoint, keys: Iterable[PublicKey]) -> Signers:
    """Check every signature whose key is known. Raises FalseSignature."""
    known = {(key.name, key.id): key for key in keys}
    verified, unknown = [], []
    for each in signed.signatures:
        key = known.get((each.name, each.key_id))
        if key is None:
            unknown.append(each.name)
        elif key.made(each, signed.text):
            verified.append(each.name)
        else:
            raise FalseSignature(name=each.name)
    return Signers(tuple(verified), tuple(unknown))


def require_signed(signed: SignedCheckpoint, keys: Iterable[PublicKey]) -> Signers:
    """As `signers`; at least one must be known. Raises NotSigned or FalseSignature."""
    found = signers(signed, keys)
    if not found.verified:
        raise NotSigned(names=", ".join(found.unknown) or "nobody")
    return found
