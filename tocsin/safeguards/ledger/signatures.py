"""Ed25519 signatures under a note, and the public keys that check them. Pure.

After C2SP: a line is ``— name base64(key id || signature)``; the key id is the first four bytes of
SHA-256(name || LF || kind || public key) and only finds the key, it proves nothing. A note's author
signs its text (``signed-note``, kind 1); a witness signs the time and the text
(``tlog-cosignature/v1``, kind 4). Keeps no keys: see `keys`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

_DASH = "— "
_ID = 4
_TIME = 8
_SIGNATURE = 64
_KEY = 32


class Kind(IntEnum):
    """What a signature says; the numbers are C2SP's."""

    AUTHOR = 1
    """This is our ledger at this size."""
    WITNESS = 4
    """I saw it at this time, and it grew out of what I had seen before."""

    @property
    def length(self) -> int:
        """Bytes of a signature of this kind."""
        return _SIGNATURE + (_TIME if self is Kind.WITNESS else 0)


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note."""

    name: str
    key_id: bytes
    value: bytes

    @classmethod
    def parse(cls, line: str) -> Signature:
        """Raises ValueError."""
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        blob = _decoded(encoded)
        if not line.startswith(_DASH) or not is_name(name) or len(blob) <= _ID:
            raise ValueError("a line under it is not a signature")
        return cls(name, blob[:_ID], blob[_ID:])

    def __str__(self) -> str:
        blob = base64.b64encode(self.key_id + self.value).decode()
        return f"{_DASH}{self.name} {blob}"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whose signature of which kind it checks. Written as ``name+key id+base64(kind || key)``."""

    name: str
    kind: Kind
    key: bytes

    @property
    def id(self) -> bytes:
        told = self.name.encode() + b"\n" + bytes([self.kind]) + self.key
        return hashlib.sha256(told).digest()[:_ID]

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Raises ValueError."""
        name, key_id, encoded = [*text.strip().split("+", 2), "", ""][:3]
        blob = _decoded(encoded)
        if not is_name(name) or len(blob) != 1 + _KEY or blob[0] not in list(Kind):
            raise ValueError("not a public key of the form name+id+key")
        found = cls(name, Kind(blob[0]), blob[1:])
        if found.id.hex() != key_id:
            raise ValueError("the id of a public key is not that of its name and key")
        return found

    def __str__(self) -> str:
        blob = base64.b64encode(bytes([self.kind]) + self.key).decode()
        return f"{self.name}+{self.id.hex()}+{blob}"

    def made(self, signature: Signature, text: str) -> bool:
        """Whether this key made the signature, of this text."""
        if len(signature.value) != self.kind.length:
            return False
        stamp, value = signature.value[:-_SIGNATURE], signature.value[-_SIGNATURE:]
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(value, _signed(text, stamp))
        except InvalidSignature:
            return False
        return True


def is_name(text: str) -> bool:
    """Whether a key may be called so: not empty, without space or plus sign."""
    return bool(text) and not any(each.isspace() or each == "+" for each in text)


def public(key: Ed25519PrivateKey, name: str, kind: Kind) -> PublicKey:
    """The public half of a key, under the name that it signs with."""
    return PublicKey(name, kind, key.public_key().public_bytes_raw())


def sign(key: Ed25519PrivateKey, name: str, kind: Kind, text: str, now: datetime) -> Signature:
    """Sign a note's text; ``now`` is the time that a witness vouches for."""
    seconds = int(now.timestamp()).to_bytes(_TIME) if kind is Kind.WITNESS else b""
    value = key.sign(_signed(text, seconds))
    return Signature(name, public(key, name, kind).id, seconds + value)


def seen_at(signature: Signature) -> datetime | None:
    """The time that a witness's signature vouches for; None in an author's."""
    if len(signature.value) != Kind.WITNESS.length:
        return None
    return datetime.fromtimestamp(int.from_bytes(signature.value[:_TIME]), UTC)


def _signed(text: str, stamp: bytes) -> bytes:
    if not stamp:
        return text.encode()
    return f"cosignature/v1\ntime {int.from_bytes(stamp)}\n{text}".encode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("a line of it is not in base64") from None
