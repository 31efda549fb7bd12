"""Whom the server runs as, and what that account can reach.

PostgreSQL refuses to run as root. A normal user's server runs as that user; root's runs as the
owner of the directory, or as a service account if root owns it. Tocsin never adds an account.
"""

from __future__ import annotations

import os
import pwd
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.foundations.postgres.errors import ForeignHomeError, NoAccountError

SERVICE_ACCOUNTS = ("tocsin", "postgres", "_postgres", "nobody")
"""Tried in this order by root: one of our own if an administrator made it, PostgreSQL's own if it
is installed (``_postgres`` on macOS), and the account without rights that every system has."""


@dataclass(frozen=True)
class Account:
    """An operating system account, by number because names can be renamed."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def drop_to(self) -> dict[str, Any]:
        """The arguments of `subprocess.Popen` that run a program as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take_all(self, directory: Path) -> None:
        """Own a tree that root put there (a backup that was copied back)."""
        if directory.stat().st_uid != self.uid:
            for path in (directory, *directory.rglob("*")):
                self.take(path)

    def take(self, path: Path) -> None:
        """Own what root made for this account."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def server_account(directory: Path, data: Path) -> Account:
    """Whom the server of `directory` runs as. Raises if the directory is another user's."""
    owner = directory.stat().st_uid
    if os.geteuid() != 0:
        if owner != os.geteuid():
            raise ForeignHomeError(directory=directory, owner=_name(owner))
        return _by_uid(owner)
    data_owner = data.stat().st_uid if data.exists() else 0
    if owner or data_owner:
        return _by_uid(owner or data_owner)
    return service_account(SERVICE_ACCOUNTS)


def service_account(names: Iterable[str]) -> Account:
    for name in names:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise NoAccountError(wanted="root to step down to")


def can_reach(account: Account, path: Path) -> bool:
    """Whether `account` may enter every directory above `path` (by mode; ACLs aren't read)."""
    return all(_may(account, parent, 0o1) for parent in path.resolve().parents)


def can_execute(account: Account, program: Path) -> bool:
    return can_reach(account, program) and _may(account, program, 0o5)


def _may(account: Account, path: Path, wanted: int) -> bool:
    status = path.stat()
    mode = stat.S_IMODE(status.st_mode)
    if status.st_uid == account.uid:
        mode >>= 6
    elif status.st_gid == account.gid:
        mode >>= 3
    return mode & wanted == wanted


def _by_uid(uid: int) -> Account:
    try:
        return _account(pwd.getpwuid(uid))
    except KeyError:
        raise NoAccountError(wanted=f"the user id {uid}") from None


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
