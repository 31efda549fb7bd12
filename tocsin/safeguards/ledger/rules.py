"""What an entry hashes to, and how a query is kept without becoming a second list. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

LEAF = b"\x00"
"""The prefix of a leaf in a Merkle tree (RFC 6962, section 2.1)."""


_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)

Content = Mapping[str, object]
"""What of an entry is hashed: everything but its number, which is its place in a table."""


def content(
    at: datetime,
    member: int,
    officer: int | None,
    did: str,
    thing: str,
    permission: str,
    purpose: str,
    case: str,
    particulars: Mapping[str, object],
) -> Content:
    """What an entry says, from the columns of its table in their order."""
    return {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "member": member,
        "officer": officer,
        "did": did,
        "thing": thing,
        "permission": permission,
        "purpose": purpose,
        "case": case,
        "particulars": particulars,
    }


def canonical(entry: Content) -> bytes:
    """The bytes that stand for an entry: JSON with sorted keys and no white space.

    For what `is_plain` allows it is the form of RFC 8785.
    """
    return _JSON.encode(entry).encode()


def leaf_hash(entry: Content) -> bytes:
    """SHA-256 of the entry as a Merkle leaf, 32 bytes (RFC 6962, section 2.1)."""
    return hashlib.sha256(LEAF + canonical(entry)).digest()


def is_plain(value: Any) -> bool:
    """Whether a value reads back from the database exactly as it was written.

    Texts, whole numbers up to 2**53, yes, no, nothing, and lists and maps of them: a fraction might
    come back with other digits, and the entry would look altered.
    """
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and is_plain(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    if isinstance(value, int):
        return abs(value) <= 2**53
    return value is None or isinstance(value, str)


def keyed_hash(key: bytes, value: str) -> str:
    """A query value as the ledger may keep it: comparable under one key, readable under none."""
    folded = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return hmac.new(key, folded.encode(), hashlib.sha256).hexdigest()


def hashed_query(
    month: str, key: bytes, names: Iterable[str], documents: Iterable[str]
) -> dict[str, object]:
    """What the ledger keeps of a question that an officer typed: which names and documents.

    A name is hashed without regard to the order of its words. Birth dates and nationalities aren't
    kept: there are so few that whoever has the key could read them.
    """
    return {
        "month": month,
        "names": sorted(hashed_name(key, name) for name in names),
        "documents": sorted(keyed_hash(key, number) for number in documents),
    }


def hashed_name(key: bytes, name: str) -> str:
    """The keyed hash of a name, whatever the order of its words."""
    return keyed_hash(key, _in_order(name))


def _in_order(name: str) -> str:
    return " ".join(sorted(unicodedata.normalize("NFKC", name).casefold().split()))
