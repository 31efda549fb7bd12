"""The bytes that a contributor signs: one version of one record, whole. Pure.

Canonical JSON (RFC 8785) of the contribution with its originator, its number and the digest of the
version before, so that versions can be neither altered, nor left out, nor moved to another record.
Signatures are Ed25519 (RFC 8032) over these bytes; the keys are elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from tocsin.safeguards.ledger.rules import canonical

FORM = "tocsin-record-version/1"
"""What is signed says what it is, so that a signature can't be taken for one of anything else."""


def signed_bytes(originator: str, number: int, before: str, standing: Mapping[str, Any]) -> bytes:
    """What is signed of version ``number``; ``before`` is `digest` of the one before, or empty.

    ``standing`` is the plain form of the contribution (`reading.plain`), its list's name with it.
    """
    return canonical(
        {
            "form": FORM,
            "originator": originator,
            "number": number,
            "before": before,
            "contribution": standing,
        }
    )


def digest(signed: bytes) -> str:
    """SHA-256 of the bytes of a version, in hexadecimal: what the next one follows."""
    return hashlib.sha256(signed).hexdigest()
