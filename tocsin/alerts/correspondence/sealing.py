"""Sealing and opening, at the member's side: no part of the node calls this.

The format and the cryptography are age's (age-encryption.org/v1, X25519 and ChaCha20-Poly1305) as
the library pyrage has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyrage

from tocsin.alerts.correspondence.errors import CannotOpen, SealingKeyUnreadable
from tocsin.alerts.correspondence.rules import checked_key


@dataclass(frozen=True, slots=True)
class KeyPair:
    """``secret`` stays with the member; messages are sealed to ``public``."""

    secret: str
    public: str


def new_pair() -> KeyPair:
    made = pyrage.x25519.Identity.generate()
    return KeyPair(str(made), str(made.to_public()))


def public_of(secret: str) -> str:
    """The public key of a secret one. Raises SealingKeyUnreadable."""
    return str(_identity(secret).to_public())


def seal(words: bytes, keys: Iterable[str]) -> bytes:
    """The words so that only the holders of these keys can read them."""
    to = [pyrage.x25519.Recipient.from_str(checked_key(each)) for each in keys]
    return bytes(pyrage.encrypt(words, to))


def open_sealed(content: bytes, secrets: Iterable[str]) -> bytes:
    """The words again, by whichever of the secret keys opens them. Raises CannotOpen."""
    try:
        return bytes(pyrage.decrypt(content, [_identity(each) for each in secrets]))
    except pyrage.DecryptError:
        raise CannotOpen from None


def _identity(secret: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError:
        raise SealingKeyUnreadable from None
