"""The ledger's keys, kept as files in the node's home, open to its owner alone.

    origin            the name under which this ledger signs, made with the first key
    signing-0001.pem  the private key that signs now (PKCS 8); rotation removes the one before
    signing-0001.key  its public half, as C2SP writes it; kept for as long as the ledger
    query-2026-11.key what hashes query values in that month; see `month_key`
    exclusion.key     what hashes the documents of people who must not be taken for another

They are made when they are first needed, by whichever process is first. They are not in the
database: who copies it can't read from the ledger who was searched for, and who alters it can't
sign it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tocsin.safeguards.ledger.errors import KeyUnreadable, NotAPrivateKey
from tocsin.safeguards.ledger.signatures import Kind, PublicKey, Signature, public, sign

QUERY_KEYS_LAST = timedelta(days=365)
"""How long query values can be compared: enough for a yearly audit, and no longer."""


class Keys:
    """The keys in one directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    # Signing

    @property
    def origin(self) -> str:
        """The name of this ledger; it stays when the key changes."""
        return _made_once(self._path("origin"), _new_origin).decode().strip()

    def sign(self, text: str, now: datetime) -> Signature:
        """Sign as this node, with the newest key."""
        return sign(self._newest(), self.origin, Kind.AUTHOR, text, now)

    def rotate(self) -> PublicKey:
        """From now on sign with a new key; the one before can sign no more."""
        before = self._private_keys()
        number = len(self._numbered("key")) + 1
        key = self._make(number)
        for path in before:
            path.unlink()
        return public(key, self.origin, Kind.AUTHOR)

    def public_keys(self) -> list[PublicKey]:
        """Every key that this node has signed with, oldest first."""
        return [PublicKey.parse(path.read_text()) for path in self._numbered("key")]

    def _newest(self) -> Ed25519PrivateKey:
        numbers = [int(path.stem.removeprefix("signing-")) for path in self._private_keys()]
        return self._make(max(numbers, default=1))

    def _make(self, number: int) -> Ed25519PrivateKey:
        """The key of this number, with both its files: a killed process may have left one."""
        path = self._path(f"signing-{number:04}.pem")
        _made_once(path, lambda: _pem(Ed25519PrivateKey.generate()))
        key = private_key(path)
        told = f"{public(key, self.origin, Kind.AUTHOR)}\n"
        _made_once(path.with_suffix(".key"), told.encode)
        return key

    def _private_keys(self) -> list[Path]:
        return self._numbered("pem")

    def _numbered(self, suffix: str) -> list[Path]:
        return sorted(self._directory.glob(f"signing-[0-9]*.{suffix}"))

    # Query values

    def month_key(self, now: datetime) -> tuple[str, bytes]:
        """The month and the key that hashes query values in it.

        A hash can be compared within its month only, and by nobody once its key is destroyed, which
        happens a year later: then what it was made from can't even be guessed at any more.
        """
        month = f"{now:%Y-%m}"
        path = self._path(f"query-{month}.key")
        if not path.exists():
            self._destroy_query_keys_before(f"{now - QUERY_KEYS_LAST:%Y-%m}")
        return month, _made_once(path, lambda: secrets.token_bytes(32))

    def query_keys(self) -> dict[str, bytes]:
        """The keys that are left, by month: what an auditor compares a name with."""
        found = sorted(self._directory.glob("query-*.key"))
        return {path.stem.removeprefix("query-"): path.read_bytes() for path in found}

    # Exclusions

    def exclusion_key(self) -> bytes:
        """What hashes the documents of people whom a record must leave alone.

        It stays as long as the node: an exclusion has to work at the next border crossing.
        """
        return _made_once(self._path("exclusion.key"), lambda: secrets.token_bytes(32))

    def _destroy_query_keys_before(self, month: str) -> None:
        for each in self.query_keys():
            if each < month:
                self._path(f"query-{each}.key").unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._directory / name


def private_key(path: Path) -> Ed25519PrivateKey:
    """A private Ed25519 key in PEM. Raises NotAPrivateKey."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except PermissionError:
        raise KeyUnreadable(path=path) from None
    except (ValueError, TypeError):
        raise NotAPrivateKey(path=path) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NotAPrivateKey(path=path)
    return key


def new_private_key(path: Path) -> Ed25519PrivateKey:
    """Make a private key in a file that isn't there yet, open to its owner alone."""
    _write_new(path, _pem(Ed25519PrivateKey.generate()))
    return private_key(path)


def read_public_keys(lines: Iterable[str]) -> list[PublicKey]:
    """One key a line; empty lines and those that begin with # are skipped. Raises ValueError."""
    told = (line.strip() for line in lines)
    return [PublicKey.parse(line) for line in told if line and not line.startswith("#")]


def _pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _new_origin() -> bytes:
    return f"node-{secrets.token_hex(8)}\n".encode()


def _made_once(path: Path, content: Callable[[], bytes]) -> bytes:
    """What is in the file; made by the first process that needs it, whole or not at all."""
    if not path.exists():
        with contextlib.suppress(FileExistsError):
            _write_new(path, content())
    try:
        return path.read_bytes()
    except PermissionError:
        raise KeyUnreadable(path=path) from None


def _write_new(path: Path, content: bytes) -> None:
    """Put a whole file in its place, or raise FileExistsError. It is on disk when this returns."""
    fd, made = tempfile.mkstemp(dir=path.parent)  # Mode 0600.
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(content)
            file.flush()
            _give_to_owner_of(path.parent, fd)
            os.fsync(fd)
        os.link(made, path)
    finally:
        os.unlink(made)


def _give_to_owner_of(directory: Path, fd: int) -> None:
    """What root makes in another's home is that other's."""
    owner = directory.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.fchown(fd, owner.st_uid, owner.st_gid)
