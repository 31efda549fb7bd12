"""What an entry hashes to, and how a query is kept without becoming a second list. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping

LEAF = b"\x00"
"""The prefix of a leaf in a Merkle tree (RFC 6962, section 2.1)."""


def canonical(entry: Mapping[str, object]) -> bytes:
    """The bytes that stand for an entry: JSON with sorted keys and no white space (RFC 8785)."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf_hash(entry: Mapping[str, object]) -> bytes:
    """SHA-256 of the entry as a Merkle leaf, 32 bytes (RFC 6962, section 2.1)."""
    return hashlib.sha256(LEAF + canonical(entry)).digest()


def keyed_hash(key: bytes, value: str) -> str:
    """A query value as the ledger may keep it: comparable under one key, readable under none."""
    folded = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return hmac.new(key, folded.encode(), hashlib.sha256).hexdigest()
