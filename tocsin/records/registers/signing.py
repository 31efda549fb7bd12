"""Members' signatures under their versions: made with a key that the node holds, or checked.

    keys/members/XA.pem   the private Ed25519 key of member XA (PKCS 8), open to the node alone

It is made when the member first contributes here. A member that signs at home keeps its key there
and sends the signature; then nothing of the key is here but its public half.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from tocsin.records.registers.errors import SignatureRefused
from tocsin.safeguards.ledger.keys import new_private_key, private_key


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of 64 bytes, and the public key that checks it (base64 of 32 bytes)."""

    key_id: str
    value: bytes


def sign(member_code: str, text: bytes) -> Signed:
    """Sign as a member, with the key that this node holds for it."""
    key = _key(_path(member_code))
    return Signed(_written(key), key.sign(text))


def check(signed: Signed, text: bytes) -> None:
    """Go on only if the key made the signature of this text. Raises SignatureRefused."""
    if not is_made(signed, text):
        raise SignatureRefused


def is_made(signed: Signed, text: bytes) -> bool:
    """Whether the named key made this signature of this text."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signed.key_id, validate=True))
        key.verify(signed.value, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(member_code: str) -> str:
    """The public half of the key that this node holds for a member, as it stands in versions."""
    return _written(_key(_path(member_code)))


def _path(member_code: str) -> Path:
    directory = Path(settings.HOME) / "keys" / "members"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory / f"{member_code}.pem"


@lru_cache(maxsize=256)
def _key(path: Path) -> Ed25519PrivateKey:
    """Read once: reading a key takes longer than signing with it."""
    if not path.exists():
        try:
            return new_private_key(path)
        except FileExistsError:  # Another process was first.
            pass
    return private_key(path)


def _written(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()
