"""One PostgreSQL for all processes of a directory: the first starts it, the last stops it.

Five locks, all kept by the kernel, hold it together (`home.LOCKS`):

- ``gate``: who starts, stops or counts does it alone, so a start and a stop can't interleave.
- ``users``: each process that needs the server shares it; who can take it alone is the last.
- ``departure``: shared likewise; the watcher waits for it, to be woken when the last user is gone.
- ``server``: inherited by every process of the server; who can take it knows that none is left.
- ``watcher``: held by the process that stops the server when its last user was killed.

It stores nothing and connects to no database; it will not touch a process that isn't its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from tocsin.foundations.postgres import (
    accounts,
    admission,
    binaries,
    creation,
    locks,
    postmaster,
    programs,
    settings,
)
from tocsin.foundations.postgres.accounts import Account
from tocsin.foundations.postgres.binaries import Binaries
from tocsin.foundations.postgres.errors import (
    DamagedError,
    NoProgressError,
    OtherVersionError,
    WillNotStopError,
)
from tocsin.foundations.postgres.home import Address, Home, explained
from tocsin.foundations.postgres.locks import Lock
from tocsin.foundations.postgres.postmaster import Postmaster
from tocsin.foundations.postgres.readiness import Log, Report, accepts, death, wait
from tocsin.foundations.postgres.settings import refuse_fixed

GRACE = 2.0
"""Seconds for the children of a killed server to notice, before they are killed as well."""

_children: list[subprocess.Popen[bytes]] = []
"""Processes that this one started and left running; kept to be reaped, not to be waited for."""


@dataclass(frozen=True)
class Status:
    """What is there, without starting anything."""

    running: bool
    pid: int | None
    started: datetime | None
    version: str | None
    """The major version that wrote the data; None before the first start."""
    directory: Path
    log: Path
    address: Address | None


def _silence(_: str) -> None:
    """Report to nobody."""


class EmbeddedPostgres:
    """The server of one directory, as one process sees it. Threads may share it."""

    def __init__(
        self,
        directory: Path,
        settings: Mapping[str, str] | None = None,
        *,
        patience: float = 120.0,
        wheel: Binaries | None = None,
        copies: Path = binaries.COPIES,
    ) -> None:
        """`settings` count if this process is the one that starts the server."""
        self._home = Home(directory)
        self._settings = dict(settings or {})
        refuse_fixed(self._settings)
        self._patience = patience
        self._wheel = wheel
        self._copies = copies
        self._mutex = threading.RLock()
        self._membership: tuple[Lock, Lock] | None = None

    def start(self, report: Report = _silence) -> Address:
        """Return when the server accepts connections; create it first if there is none.

        May be called again, by many processes at once. Raises a `DatabaseError`.
        """
        self._home.prepare()
        explaining = explained(self._home.directory)
        with self._mutex, explaining, self._gate(report), self._enlisted():
            self._ensure_watched()  # First: this process may be killed while it waits.
            return self._ensure_running(report)

    def release(self) -> None:
        """This process no longer needs the server; the last one to say so stops it."""
        with self._mutex:
            if self._membership is None:
                return
            users, departure = self._membership
            self._membership = None
            users.close()
            try:
                self.stop_if_unused()
            except FileNotFoundError:
                return  # The directory was removed; the server notices that by itself.
            finally:
                departure.close()

    def stop(self) -> None:
        """Stop the server even if other processes use it."""
        if not self._home.directory.exists():
            return
        self._home.prepare()
        with self._mutex, self._gate(_silence):
            self._halt()

    def stop_if_unused(self, then: Callable[[], None] = lambda: None) -> bool:
        """Stop the server if no process is enlisted, and do something `then`, before any other
        process can start it again. Returns whether it was unused.
        """
        with self._gate(_silence), locks.opened(self._home.lock("users")) as users:
            if not users.seize():
                return False
            self._halt()
            then()
            return True

    def status(self) -> Status:
        running = self._find()
        return Status(
            running=running is not None,
            pid=running.pid if running else None,
            started=running.started if running else None,
            version=self._written_by(),
            directory=self._home.directory,
            log=self._home.log,
            address=self._home.known_address() if running else None,
        )

    # Users

    def _gate(self, report: Report) -> AbstractContextManager[None]:
        message = "Waiting for another process that is starting or stopping PostgreSQL"
        return locks.alone(self._home.lock("gate"), partial(report, message))

    @contextmanager
    def _enlisted(self) -> Iterator[None]:
        """Count as a user from now on, unless what follows fails."""
        before = self._membership
        if before is None:
            self._membership = (Lock(self._home.lock("users")), Lock(self._home.lock("departure")))
            for lock in self._membership:
                lock.share()
        try:
            yield
        except BaseException:
            if before is None:
                self._resign()
            raise

    def _resign(self) -> None:
        for lock in self._membership or ():
            lock.close()
        self._membership = None

    def _ensure_watched(self) -> None:
        """Leave a process behind that stops the server when its last user was killed."""
        with locks.opened(self._home.lock("watcher")) as watcher:
            if not watcher.seize() or not sys.executable:
                return
            _children.append(_watch(self._home.directory, watcher.fd, self._home.log))

    # The server

    def _account(self) -> Account:
        return accounts.server_account(self._home.directory, self._home.data)

    def _find(self) -> Postmaster | None:
        _reap()
        if not self._home.data.exists():
            return None
        return postmaster.find(self._home.data, self._account())

    def _ensure_running(self, report: Report) -> Address:
        account = self._account()
        programs_ = binaries.within_reach(self._wheel or binaries.locate(), account, self._copies)
        self._check_version(programs_)
        address = self._home.address(account)
        with locks.opened(self._home.lock("server")) as lock:
            while (running := self._settle(lock, report)) is not None:
                if self._adopt(running, address, report):
                    return address
            self._launch(lock, account, programs_, address, report)
        return address

    def _settle(self, lock: Lock, report: Report) -> Postmaster | None:
        """The server that runs; or None, when nothing of one is left and the lock is ours."""
        began = time.monotonic()
        while not lock.seize():
            if (running := self._find()) is not None:
                return running
            waited = time.monotonic() - began
            if waited > self._patience:
                reason = "processes of an earlier server don't end"
                raise NoProgressError(seconds=waited, reason=reason, log=self._home.log)
            if waited > GRACE and self._home.data.exists():
                report("Ending what a killed PostgreSQL left behind")
                postmaster.kill_remnants(self._home.data, self._account())
            time.sleep(0.02)
        return None

    def _adopt(self, running: Postmaster, address: Address, report: Report) -> bool:
        """Wait for a server that another process started. False if it ended, or had to."""
        if running.ready and not address.socket.exists():
            report("PostgreSQL has lost its socket; starting it again")
            self._halt()
            return False
        return self._await(
            running.pid, lambda: self._find() is not None, address, report, Log(self._home.log)
        )

    def _launch(
        self, lock: Lock, account: Account, programs_: Binaries, address: Address, report: Report
    ) -> None:
        if not self._home.data.exists():
            report("Creating the database")
            creation.create(self._home, account, programs_, lock.fd)
        report("Starting PostgreSQL")
        account.take_all(self._home.data)
        postmaster.forget(self._home.data, account, address.socket)
        creation.ensure_roles(self._home, account, programs_, lock.fd)
        admission.write(self._home, account)
        self._home.rotate_log()
        log = Log(self._home.log)
        command = self._command(account, programs_, address)
        child = programs.launch(command, account, self._home.data, lock.fd, self._home.log)
        _children.append(child)
        if not self._await(child.pid, lambda: child.poll() is None, address, report, log):
            raise death(log, self._home.directory)

    def _await(
        self,
        pid: int,
        alive: Callable[[], bool],
        address: Address,
        report: Report,
        log: Log,
    ) -> bool:
        effort = partial(postmaster.effort, pid)
        return wait(self._accepts(address), alive, effort, log, report, self._patience)

    def _accepts(self, address: Address) -> Callable[[], bool]:
        """Asked only of a server that calls itself ready: it logs each refusal of the others."""

        def accepting() -> bool:
            running = self._find()
            return running is not None and running.ready and accepts(address)

        return accepting

    def _command(self, account: Account, programs_: Binaries, address: Address) -> list[str]:
        home = self._home
        beside = address.socket_directory == home.data
        place = {
            "cluster_name": postmaster.mark(home.data),
            "unix_socket_directories": "." if beside else str(address.socket_directory),
            "port": str(address.port),
        }
        data = home.data_argument(account, home.data)
        return [str(programs_.postgres), "-D", data, *settings.arguments(self._settings, place)]

    def _halt(self) -> None:
        """Fast shutdown: sessions are ended, what was confirmed is written. Holds the gate."""
        with locks.opened(self._home.lock("server")) as lock:
            running = self._settle(lock, _silence)
        if running is None:
            return
        stages = ((signal.SIGINT, self._patience), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
        for wanted, seconds in stages:
            running.ask(wanted)
            if self._gone(seconds):
                return
        raise WillNotStopError(pid=running.pid, log=self._home.log)

    def _gone(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self._find() is not None or locks.held(self._home.lock("server")):
            if time.monotonic() > deadline:
                return self._find() is None
            time.sleep(0.005)
        return True

    # The data

    def _written_by(self) -> str | None:
        try:
            return (self._home.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return None

    def _check_version(self, programs_: Binaries) -> None:
        data = self._home.data
        found, ours = self._written_by(), programs_.major()
        if found is None and data.exists():
            if any(data.iterdir()):
                raise DamagedError(directory=data)
            data.rmdir()
        elif found is not None and found != ours:
            raise OtherVersionError(directory=data, found=found, ours=ours)


def _watch(directory: Path, lock: int, log: Path) -> subprocess.Popen[bytes]:
    """The watcher finds the modules where this process found them."""
    module = "tocsin.foundations.postgres.watch"
    with log.open("ab") as errors:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(directory), str(lock)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            pass_fds=(lock,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )


def _reap() -> None:
    """Let children that ended disappear, or they would look as if they were still there."""
    _children[:] = [child for child in _children if child.poll() is None]
