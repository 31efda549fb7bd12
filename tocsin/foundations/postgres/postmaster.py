"""Which process is the server, beyond doubt.

``postmaster.pid`` outlives a killed server, and its number may be another process's by now. So the
server carries a mark on its command line (its ``cluster_name``, made from the identity of the data
directory, also in the title of each of its children), and only a process with this mark and of the
right account is believed. Clocks aren't consulted: they jump when a laptop wakes.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tocsin.foundations.postgres.accounts import Account

_PID, _STARTED, _STATE, _LINES = 0, 2, 7, 8


@dataclass(frozen=True)
class Postmaster:
    """A running server, as it describes itself."""

    pid: int
    started: datetime
    ready: bool
    """Whether it said so; it may still be restarting after a crash of a child."""

    def ask(self, wanted: signal.Signals) -> None:
        try:
            os.kill(self.pid, wanted)
        except ProcessLookupError:
            return


def mark(data: Path) -> str:
    """The same for each path that leads to this directory, and for no other directory."""
    status = data.stat()
    return f"tocsin-{status.st_dev:x}-{status.st_ino:x}"


def find(data: Path, account: Account) -> Postmaster | None:
    """The server of `data`, if it runs and has written its pid."""
    described = _read(data)
    if described is None:
        return None
    process = _process(described.pid)
    if process is None or not _is_postmaster(process, mark(data), account):
        return None
    return described


def remnants(data: Path, account: Account) -> Iterator[psutil.Process]:
    """Processes of the server of `data`, whether or not their postmaster lives."""
    wanted = mark(data)
    for process in psutil.process_iter():
        if _belongs(process, account) and wanted in " ".join(_command(process)):
            yield process


def kill_remnants(data: Path, account: Account) -> None:
    """For when the postmaster is gone: a child lost in a long query doesn't notice by itself."""
    for process in remnants(data, account):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def forget(data: Path, account: Account, socket: Path) -> None:
    """Remove a stale ``postmaster.pid``, which PostgreSQL would believe if the number is taken.

    So it would the number in the lock beside the socket, also that of a killed server whose starter
    lives and hasn't noticed yet.
    Only for who holds the server's lock. A server that was started by hand holds no lock and bears
    no mark; its file is left in place, and PostgreSQL itself will refuse.
    """
    described = _read(data)
    process = _process(described.pid) if described else None
    if process is None or not _may_be_started_by_hand(process, data, account):
        (data / "postmaster.pid").unlink(missing_ok=True)
        socket.with_name(f"{socket.name}.lock").unlink(missing_ok=True)


def effort(pid: int) -> float:
    """Processor seconds of the children that recover the data: a sign of life.

    The others don't count: a postmaster that only refuses our questions is busy as well.
    """
    process = _process(pid)
    children = _children(process) if process else []
    return sum(_seconds(child) for child in children if _recovers(child))


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.Error:
        return []


def _recovers(child: psutil.Process) -> bool:
    return any(task in " ".join(_command(child)) for task in ("startup", "checkpointer"))


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _read(data: Path) -> Postmaster | None:
    try:
        lines = (data / "postmaster.pid").read_text(errors="replace").splitlines()
        pid, started = int(lines[_PID]), int(lines[_STARTED])
    except (OSError, ValueError, IndexError):
        return None
    ready = len(lines) >= _LINES and lines[_STATE].strip() == "ready"
    return Postmaster(pid, datetime.fromtimestamp(started, UTC), ready) if pid > 1 else None


def _process(pid: int) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process
    except psutil.Error:
        return None


def _is_postmaster(process: psutil.Process, wanted: str, account: Account) -> bool:
    return _belongs(process, account) and f"cluster_name={wanted}" in _command(process)


def _may_be_started_by_hand(process: psutil.Process, data: Path, account: Account) -> bool:
    if not _belongs(process, account) or "postgres" not in process.name():
        return False
    try:
        return Path(process.cwd()).samefile(data)
    except (psutil.Error, OSError):
        return not any(part.startswith("cluster_name=tocsin-") for part in _command(process))


def _belongs(process: psutil.Process, account: Account) -> bool:
    try:
        return bool(process.uids().real == account.uid)
    except psutil.Error:
        return False


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
