"""The first start: a cluster, its roles and the database, whole or not at all.

Everything is made in data.new/ without any server listening, and becomes data/ by one rename. It
makes no tables: those are the owner's migrations.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tocsin.foundations.postgres import programs, roles
from tocsin.foundations.postgres.accounts import Account
from tocsin.foundations.postgres.binaries import Binaries
from tocsin.foundations.postgres.errors import CreationError, DiskFullError
from tocsin.foundations.postgres.home import Home, replace

SUPERUSER = "postgres"
"""Owns the system catalogue. No one can log in as it; see `admission`."""

_RECORD = "tocsin_roles"
"""A file in data/ that names the roles made there: asking the server would need the superuser."""

_QUIET = ("-c", "exit_on_error=on", "-c", "log_checkpoints=off", "template1")

_INITDB = (
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth=reject",
    "--no-instructions",
)

# In single-user mode a statement ends with an empty line. Privileges belong to one database: they
# are set in template1, so that every database made later (a test's) has them as well.
_SQL = "\n\n".join(
    [
        *map(roles.make, roles.ROLES),
        *roles.PRIVILEGES,
        f"create database {roles.DATABASE} owner {roles.OWNER} template template1;",
        "",
    ]
)
_MAKE_ROLES = "\n\n".join([*map(roles.make, roles.ROLES), ""])


def create(home: Home, account: Account, binaries: Binaries, lock: int) -> None:
    """Make data/. What a killed attempt left in data.new/ is thrown away."""
    data = home.unfinished
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    account.take(data)
    try:
        _fill(home, account, binaries, lock)
    except BaseException:
        shutil.rmtree(data, ignore_errors=True)
        raise
    data.rename(home.data)
    _persist(home.directory)


def _fill(home: Home, account: Account, binaries: Binaries, lock: int) -> None:
    data = home.unfinished
    named = home.data_argument(account, data)
    initdb = [str(binaries.initdb), "-D", named, *_INITDB]
    _check(home, programs.run(initdb, account, data, lock))
    single = [str(binaries.postgres), "--single", "-j", "-D", named]
    _check(home, programs.run([*single, *_QUIET], account, data, lock, text=_SQL))
    _record_roles(data, account)


def ensure_roles(home: Home, account: Account, binaries: Binaries, lock: int) -> None:
    """Add to an older home the roles that came later; no server may be running there."""
    if _recorded_roles(home.data) == list(roles.ROLES):
        return
    command = [str(binaries.postgres), "--single", "-j", "-D"]
    command += [home.data_argument(account, home.data), *_QUIET]
    _check(home, programs.run(command, account, home.data, lock, text=_MAKE_ROLES))
    _record_roles(home.data, account)


def _recorded_roles(data: Path) -> list[str]:
    record = data / _RECORD
    return record.read_text().split() if record.is_file() and not record.is_symlink() else []


def _record_roles(data: Path, account: Account) -> None:
    replace(data / _RECORD, "\n".join(roles.ROLES) + "\n", mode=0o600, account=account)


def _check(home: Home, done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode == 0:
        return
    with home.log.open("a") as log:
        log.write(done.stdout + done.stderr)
    if "No space left on device" in done.stderr:
        raise DiskFullError(directory=home.directory)
    raise CreationError(reason=_reason(done), log=home.log)


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    faults = [line for line in lines if "FATAL" in line or "error:" in line]
    return (faults or lines or [f"exit code {done.returncode}"])[0].strip()


def _persist(directory: Path) -> None:
    """Make the rename itself survive a power cut."""
    fd = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
