"""The first start: a cluster, its roles and the database, whole or not at all.

Everything is made in data.new/ without any server listening, and becomes data/ by one rename. It
makes no tables: those are the owner's migrations.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tocsin.foundations.postgres import programs
from tocsin.foundations.postgres.accounts import Account
from tocsin.foundations.postgres.binaries import Binaries
from tocsin.foundations.postgres.errors import CreationError, DiskFullError
from tocsin.foundations.postgres.home import Home

SUPERUSER = "postgres"
"""Owns the system catalogue. No one can log in as it; see `admission`."""

DATABASE = "tocsin"
OWNER = "tocsin_owner"
APPLICATION = "tocsin_app"
INDEXER = "tocsin_indexer"
ROLES = (OWNER, APPLICATION, INDEXER)

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

# Default privileges belong to one database. They are set in template1, so that every database made
# later (a test's) has them as well; the three roles are nobody's superuser and bypass nothing.
_SQL = f"""
create role {OWNER} login createdb nosuperuser nobypassrls nocreaterole;

create role {APPLICATION} login nosuperuser nobypassrls nocreatedb nocreaterole;

create role {INDEXER} login nosuperuser nobypassrls nocreatedb nocreaterole;

revoke create on schema public from public;

alter default privileges for role {OWNER} in schema public
    grant select, insert, update, delete on tables to {APPLICATION};

alter default privileges for role {OWNER} in schema public
    grant usage on sequences to {APPLICATION};

alter default privileges for role {OWNER} in schema public
    grant select on tables to {INDEXER};

alter default privileges for role {OWNER} in schema public
    grant select on sequences to {INDEXER};

create database {DATABASE} owner {OWNER} template template1;

"""


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
    quiet = ["-c", "exit_on_error=on", "-c", "log_checkpoints=off", "template1"]
    _check(home, programs.run([*single, *quiet], account, data, lock, text=_SQL))


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
