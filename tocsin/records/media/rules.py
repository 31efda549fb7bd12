"""What may be attached: told by the first bytes of a file, never by its name. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

LARGEST = 5 << 20
KINDS: Mapping[bytes, str] = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}
ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
}


def kind_of(content: bytes) -> str:
    """The media type of a file; empty where it is none of those that are taken."""
    found = (kind for start, kind in KINDS.items() if content.startswith(start))
    return next(found, "")


def is_small_enough(content: bytes) -> bool:
    return 0 < len(content) <= LARGEST


def digest(content: bytes) -> bytes:
    """SHA-256 of the file as it came."""
    return hashlib.sha256(content).digest()
