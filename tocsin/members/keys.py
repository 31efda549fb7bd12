"""Members' signing keys: what a registration signs, and which key was valid when. Pure.

Keys are Ed25519 (RFC 8032). Whoever checks a signature asks for the key that was valid when the
signed thing was *received*: a thief can write any date, but not into the ledger's past.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_KEY = 32
_ID = 8


@dataclass(frozen=True, slots=True)
class SignedKey:
    """A public key and its holder's signature of `statement`, both in base64."""

    key: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A key and when it counts: from ``begins`` until, and without, ``ends``."""

    key: bytes
    begins: datetime
    ends: datetime | None = None
    void_from: datetime | None = None
    """Set by a revocation: from then on a thief may have had it, so nothing counts."""

    def counts_at(self, moment: datetime) -> bool:
        """Whether a signature that was received at this moment may be believed."""
        limits = [each for each in (self.ends, self.void_from) if each is not None]
        return self.begins <= moment and all(moment < each for each in limits)


def valid_at(terms: Iterable[Term], moment: datetime) -> Term | None:
    """The one key of a member that counted then; None where it had none."""
    return next((each for each in terms if each.counts_at(moment)), None)


def key_id(key: bytes) -> str:
    """How people tell keys apart: the first 8 bytes of the key's SHA-256, in hex."""
    return hashlib.sha256(key).digest()[:_ID].hex()


def read_key(text: str) -> bytes:
    """A public key of 32 bytes from base64. Raises ValueError."""
    key = _decoded(text)
    if len(key) != _KEY:
        raise ValueError("a public Ed25519 key has 32 bytes")
    Ed25519PublicKey.from_public_bytes(key)
    return key


def written(key: bytes) -> str:
    """A public key as `read_key` reads it."""
    return base64.b64encode(key).decode()


def statement(member: str, key: bytes) -> bytes:
    """What the holder signs to register a key: so nobody registers another's key as their own."""
    return f"tocsin: {member} signs with {written(key)}\n".encode()


def made(key: bytes, signature: str, text: bytes) -> bool:
    """Whether the key made this signature (base64) of the text."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(_decoded(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("it is not in base64") from None
