"""Starting PostgreSQL's programs, as the right account and in the data directory.

They get their own session, so that the Ctrl-C meant for a command doesn't reach them, and an
environment of their own, so that a stray ``PGDATA`` or ``PGPORT`` doesn't either.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tocsin.foundations.postgres.accounts import Account
from tocsin.foundations.postgres.binaries import missing
from tocsin.foundations.postgres.errors import AccountRefusedError

_PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")


def run(
    command: list[str], account: Account, data: Path, lock: int, text: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run to the end. The lock is held for as long as the program or a child of it lives."""
    arguments = _arguments(account, data, lock)
    with _explained(account):
        return subprocess.run(
            command, input=text, capture_output=True, text=True, check=False, **arguments
        )


def launch(
    command: list[str], account: Account, data: Path, lock: int, log: Path
) -> subprocess.Popen[bytes]:
    """Start and leave it running. The lock is held until its last process is gone."""
    with log.open("ab") as written, _explained(account):
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            **_arguments(account, data, lock),
        )


def _arguments(account: Account, data: Path, lock: int) -> dict[str, Any]:
    return {
        "cwd": data,
        "env": _environment(),
        "pass_fds": (lock,),
        "start_new_session": True,
        "umask": 0o077,
        **account.drop_to(),
    }


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin", **kept}


@contextmanager
def _explained(account: Account) -> Iterator[None]:
    try:
        yield
    except subprocess.SubprocessError as error:
        raise AccountRefusedError(account=account.name, reason=str(error)) from error
    except OSError as error:
        if error.errno in (errno.EPERM, errno.EINVAL):
            raise AccountRefusedError(account=account.name, reason=error.strerror) from error
        if error.errno in (errno.ENOEXEC, errno.ENOENT, errno.EACCES):
            raise missing(str(error.strerror)) from error
        raise
