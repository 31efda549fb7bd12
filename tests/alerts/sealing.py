"""Members' keys as the tests hold them, and sealing keys that they signed."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.safeguards.joining import private_key
from tocsin.alerts.correspondence.rules import registration
from tocsin.alerts.correspondence.sealing import KeyPair, new_pair
from tocsin.members.keys import written


def endorsed(code: str, pair: KeyPair, private: Ed25519PrivateKey) -> str:
    """The member's signature of the registration, in base64."""
    return base64.b64encode(private.sign(registration(code, pair.public))).decode()


def signed_registration(code: str, seed: str = "") -> dict[str, str]:
    """A recipient as the API tells it, with a new sealing key."""
    pair, private = new_pair(), private_key(seed or code)
    return {
        "member": code,
        "key": pair.public,
        "endorsement": endorsed(code, pair, private),
        "endorsed_by": written(private.public_key().public_bytes_raw()),
    }
