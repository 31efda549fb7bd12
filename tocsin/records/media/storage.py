"""Files at rest: sealed with AES-256-GCM, each bound to its id, under a key in the node's home.

media/<id>        nonce of 12 bytes, then the sealed file
keys/media.key    the key, 32 bytes; who copies the database has neither
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tocsin.records.media.errors import Damaged

_NONCE = 12


def put(file_id: UUID, content: bytes) -> None:
    """Store a file sealed; it is on disk when this returns."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key()).encrypt(nonce, content, file_id.bytes)
    _write(_folder("media") / str(file_id), nonce + sealed)


def get(file_id: UUID) -> bytes:
    """The file as it came. Raises Damaged."""
    try:
        stored = (_folder("media") / str(file_id)).read_bytes()
        return AESGCM(_key()).decrypt(stored[:_NONCE], stored[_NONCE:], file_id.bytes)
    except (OSError, InvalidTag):
        raise Damaged from None


def remove(file_id: UUID) -> None:
    (_folder("media") / str(file_id)).unlink(missing_ok=True)


def _key() -> bytes:
    path = _folder("keys") / "media.key"
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            _write(path, secrets.token_bytes(32))
    return path.read_bytes()


def _folder(name: str) -> Path:
    folder = Path(settings.HOME) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
