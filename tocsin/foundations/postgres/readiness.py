"""Whether the server accepts connections, and waiting for it while it gets on with its recovery.

Readiness is asked of the server itself, with the first message of its protocol; PostgreSQL's own
``postmaster.pid`` still says "ready" while it restarts after a crash.
"""

from __future__ import annotations

import re
import shutil
import socket
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tocsin.foundations.postgres.errors import DiedAtStartError, DiskFullError, NoProgressError
from tocsin.foundations.postgres.home import Address
from tocsin.foundations.postgres.roles import APPLICATION, DATABASE

Report = Callable[[str], None]

PROTOCOL = 3 << 16
CANNOT_CONNECT_NOW = b"C57P03\0"
TERMINATE = b"X\0\0\0\4"

_PREFIX = re.compile(r"^\S+ \S+ \S+ \[\d+\] ")
_REFUSAL = re.compile(r"FATAL:  the database system is ")
_QUIET_SECONDS = 1.0
_SPACE_TO_START = 64 * 1024


def accepts(address: Address) -> bool:
    """Whether a connection would be let in (or refused for a reason other than starting up).

    The message is PostgreSQL's StartupMessage, version 3.0 (protocol chapter, message formats).
    """
    try:
        reply = _first_reply(address.socket)
    except OSError:
        return False
    return reply[:1] == b"R" or (reply[:1] == b"E" and CANNOT_CONNECT_NOW not in reply)


def _first_reply(path: Path) -> bytes:
    options = f"user\0{APPLICATION}\0database\0{DATABASE}\0\0".encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        connection.connect(str(path))
        connection.sendall(struct.pack("!II", 8 + len(options), PROTOCOL) + options)
        reply = connection.recv(4096)
        if reply[:1] == b"R":
            connection.sendall(TERMINATE)
        return reply


class Log:
    """What the server has said since this moment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._start = path.stat().st_size

    def length(self) -> int:
        return len(self.lines())

    def lines(self) -> list[str]:
        """Without the refusals: those are answers to our own question, not news."""
        with self.path.open("rb") as file:
            file.seek(self._start)
            lines = file.read().decode(errors="replace").splitlines()
        return [line for line in lines if line.strip() and not _REFUSAL.search(line)]

    def last(self) -> str:
        lines = self.lines()
        return _PREFIX.sub("", lines[-1]) if lines else "it said nothing"

    def reason(self) -> str:
        """Why it stopped: its last word of the gravest kind."""
        fatal = [line for line in self.lines() if re.search(r"\b(FATAL|PANIC):", line)]
        return _PREFIX.sub("", fatal[-1]) if fatal else self.last()


def wait(
    accepting: Callable[[], bool],
    alive: Callable[[], bool],
    effort: Callable[[], float],
    log: Log,
    report: Report,
    patience: float,
) -> bool:
    """Wait until the server accepts connections; False if it ended before.

    It may take as long as it likes while it shows signs of life: a new line in the log (one each
    second while it replays), or processor time.
    """
    progress, moved = (log.length(), effort()), time.monotonic()
    for elapsed in _moments():
        if accepting():
            return True
        if not alive():
            return False
        if elapsed < _QUIET_SECONDS:
            continue
        if (now := (log.length(), effort())) != progress:
            progress, moved = now, time.monotonic()
            report(f"PostgreSQL is getting ready: {log.last()}")
        elif time.monotonic() - moved > patience:
            raise NoProgressError(seconds=patience, reason=log.last(), log=log.path)
    return False


def _moments() -> Iterator[float]:
    """Seconds since the beginning; often at first, later four times a second."""
    began = time.monotonic()
    while True:
        yield (elapsed := time.monotonic() - began)
        time.sleep(min(max(0.005, elapsed / 10), 0.25))


def death(log: Log, directory: Path) -> Exception:
    """The error for a server that ended while it was starting.

    On a full disk the server can't even say so in its log.
    """
    said = "No space left on device" in "\n".join(log.lines())
    if said or shutil.disk_usage(directory).free < _SPACE_TO_START:
        return DiskFullError(directory=directory)
    return DiedAtStartError(reason=log.reason(), log=log.path)
