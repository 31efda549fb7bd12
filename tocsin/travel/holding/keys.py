"""A key for each purpose, member and day: crypto-shredding by removing one file.

The key that seals travellers is random, and stands in the database only sealed under a second one,
which is a file in the node's home. Neither is enough: who copies the database has no files, and old
pages of the database or its write-ahead log, which nobody can clean, open nothing once the file is
gone. The file is overwritten before it is removed; a disk that keeps old blocks is the owner's to
encrypt.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tocsin.travel.holding.errors import DayEnded

_KEY, _NONCE = 32, 12
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DayKey:
    """The opened key of a day. What it seals is bound to the day and to a label."""

    name: str
    secret: bytes

    def seal(self, plain: bytes, label: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.secret).encrypt(nonce, plain, f"{self.name}/{label}".encode())

    def open(self, sealed: bytes, label: str) -> bytes:
        """What was sealed under this label. Raises DayEnded where this key can't open it."""
        try:
            return AESGCM(self.secret).decrypt(
                sealed[:_NONCE], sealed[_NONCE:], f"{self.name}/{label}".encode()
            )
        except (InvalidTag, ValueError):
            raise DayEnded from None

    def seal_value(self, value: Any, label: str) -> bytes:
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return self.seal(zlib.compress(plain, 1), label)

    def open_value(self, sealed: bytes, label: str) -> Any:
        plain = zlib.decompressobj().decompress(self.open(sealed, label), _LARGEST)
        return json.loads(plain)

    def fingerprint(self, value: Any) -> bytes:
        """A keyed hash of a value; it tells nobody anything once the key is destroyed."""
        plain = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        return self.fingerprint_of(plain)

    def fingerprint_of(self, plain: bytes) -> bytes:
        return hmac.digest(self.secret, plain, hashlib.sha256)[:16]


class KeyFiles:
    """The files that open the keys of days, in one directory of the node's home."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def new(self, name: str) -> tuple[DayKey, bytes]:
        """A new key for a day, and the same sealed under the day's file."""
        secret = secrets.token_bytes(_KEY)
        return DayKey(name, secret), self._file_key(name).seal(secret, "key")

    def opened(self, name: str, sealed: bytes) -> DayKey:
        """The key of a day from what the database holds. Raises DayEnded where its file is gone."""
        if not sealed or not self._path(name).exists():
            raise DayEnded
        return DayKey(name, self._file_key(name).open(sealed, "key"))

    def destroy(self, name: str) -> None:
        """Overwrite and remove a day's file; on disk when this returns. Again does no harm."""
        path = self._path(name)
        if not path.exists():
            return
        with contextlib.suppress(FileNotFoundError):
            with path.open("r+b") as file:
                file.write(b"\0" * _KEY)
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        _sync(self._directory)

    def _file_key(self, name: str) -> DayKey:
        path = self._path(name)
        if not path.exists():
            self._make(path)
        return DayKey(name, path.read_bytes())

    def _make(self, path: Path) -> None:
        """Of processes that make it at once, one writes and all read the same."""
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd, draft = tempfile.mkstemp(dir=self._directory)  # Mode 0600.
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(secrets.token_bytes(_KEY))
                file.flush()
                _give_to_owner_of(self._directory, fd)
                os.fsync(fd)
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            os.unlink(draft)
        _sync(self._directory)

    def _path(self, name: str) -> Path:
        return self._directory / f"{name}.key"


def _sync(directory: Path) -> None:
    if not directory.exists():
        return
    fd = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _give_to_owner_of(directory: Path, fd: int) -> None:
    """What root makes in another's home is that other's."""
    owner = directory.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.fchown(fd, owner.st_uid, owner.st_gid)
