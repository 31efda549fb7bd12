"""Locks that the kernel keeps, and so takes back from a process that was killed.

Every count, list or pid written to a file outlives the process that wrote it; a ``flock`` does not.
This module knows nothing of PostgreSQL. It will not work on a file system without ``flock``.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """One open file with a lock on it; two of them on one path exclude each other."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self.fd = os.open(path, flags, 0o600)

    def seize(self) -> bool:
        """Take the lock alone, if nobody holds it."""
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def await_alone(self) -> None:
        fcntl.flock(self.fd, fcntl.LOCK_EX)

    def share(self) -> None:
        fcntl.flock(self.fd, fcntl.LOCK_SH)

    def unlock(self) -> None:
        """Unlock for every process that inherited this file, not only for this one."""
        fcntl.flock(self.fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file; the lock lasts as long as another process that inherited it."""
        os.close(self.fd)


@contextmanager
def opened(path: Path) -> Iterator[Lock]:
    lock = Lock(path)
    try:
        yield lock
    finally:
        lock.close()


@contextmanager
def alone(path: Path, when_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock at `path` alone, waiting for as long as another process is busy."""
    with opened(path) as lock:
        if not lock.seize():
            when_waiting()
            lock.await_alone()
        try:
            yield
        finally:
            lock.unlock()


def held(path: Path) -> bool:
    """Whether any process holds the lock at `path`."""
    with opened(path) as lock:
        return not lock.seize()
