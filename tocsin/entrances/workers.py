"""Worker processes: several that screen the inbox, one that looks back and destroys what is due.

Each is a process of its own with its own database session, so that one that is killed takes nothing
with it: its message waits for another, and it is started anew. A database that was killed is
started again by whoever misses it first, where it is the embedded one. They end with whoever
started them.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tocsin.entrances import wiring

if TYPE_CHECKING:
    from tocsin.safeguards.access.rules import Actor

SCREEN, TEND = "screen", "tend"
IDLE = 0.1
"""Seconds until an idle worker looks into the inbox again."""
LOOK = 1.0
"""Seconds between two looks whether records changed."""
SWEEP = 30.0
"""Seconds between two looks whether a deadline has come."""
MEMBERS = 5.0
"""Seconds for which the list of members counts."""
RECOVER = 0.5
"""Seconds before a worker tries again when the database is gone."""
AGAIN = 3.0
"""Seconds from one start of a worker to the next, however soon it ended."""
WATCH = 0.25
"""Seconds between two looks whether all workers run."""
PATIENCE = 10.0
"""Seconds that workers have to finish their message when they are told to stop."""

log = logging.getLogger("tocsin")


@contextmanager
def at_work(screening: int) -> Iterator[None]:
    """Keep so many screening workers running, and one that tends, until the block ends."""
    jobs = [SCREEN] * screening + ([TEND] if screening else [])
    ended = threading.Event()
    thread = threading.Thread(target=_keep_running, args=(jobs, ended), name="workers", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _keep_running(jobs: Sequence[str], ended: threading.Event) -> None:
    running = [_start(job) for job in jobs]
    begun = [time.monotonic() for _ in jobs]
    while not ended.wait(WATCH):
        wiring.reap_server()
        for at, process in enumerate(running):
            if process.poll() is not None and time.monotonic() - begun[at] > AGAIN:
                running[at], begun[at] = _start(jobs[at]), time.monotonic()
    for process in running:
        process.terminate()
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        process.kill()
        process.wait()


def _start(job: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", __name__, job, str(os.getpid())])


# --- one process ---


def main(job: str, starter: int) -> None:
    """One worker, until it is told to stop or whoever started it is gone."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_given: stopped.set())
    with wiring.node(lambda _what: None):
        turn = screening() if job == SCREEN else tending()
        while not stopped.is_set() and os.getppid() == starter:
            if not _attempted(turn):
                stopped.wait(IDLE)


def _attempted(turn: Callable[[], bool]) -> bool:
    """Whether there was something to do. What fails is tried again: nothing is lost by it."""
    from django.db import InterfaceError, OperationalError

    try:
        return turn()
    except (OperationalError, InterfaceError):
        _revive()
    except Exception as error:  # noqa: BLE001 (a worker outlives whatever happens to one turn)
        log.error("a worker's turn failed: %s", type(error).__name__)
        time.sleep(RECOVER)
    return False


def _revive() -> None:
    """Let go of lost sessions, and start the embedded server where it is no longer there."""
    from django.db import connections

    connections.close_all()
    time.sleep(RECOVER)
    if not wiring.has_own_server():
        with suppress(Exception):
            wiring.start_again()


def screening() -> Callable[[], bool]:
    """A turn over the members: one message of each that has any."""
    from tocsin.foundations.clock import system_clock
    from tocsin.screening.upkeep import fresh_index
    from tocsin.screening.working import Bench, screen_next

    bench = Bench(lambda: fresh_index(wiring.home() / "index"), wiring.key_files(), system_clock)
    members = _Members()

    def turn() -> bool:
        busy = [screen_next(actor, bench) for actor in members.actors()]
        return any(busy)

    return turn


def tending() -> Callable[[], bool]:
    """A turn that looks back on new listings, and every half minute ends what is due."""
    from tocsin.foundations.clock import system_clock
    from tocsin.screening.lookback import look_back

    files, members = wiring.key_files(), _Members()
    looked, swept = 0.0, 0.0

    def turn() -> bool:
        nonlocal looked, swept
        if time.monotonic() - looked >= LOOK:
            look_back(members.actors, files, clock=system_clock)
            looked = time.monotonic()
        if time.monotonic() - swept >= SWEEP:
            for actor in members.actors():
                _sweep(actor)
            _ring()
            _end_measures()
            swept = time.monotonic()
        return False

    return turn


def _sweep(actor: Actor) -> None:
    from tocsin.foundations.clock import system_clock
    from tocsin.screening.actions import forget_masked
    from tocsin.screening.clearances.actions import forget_ended
    from tocsin.travel.holding.actions import destroy_due
    from tocsin.travel.intake.taking import expire

    now = system_clock()
    expire(actor, now=now)
    destroy_due(actor, wiring.key_files(), now=now)
    forget_masked(actor, now=now)
    forget_ended(actor, now=now)


def _ring() -> None:
    from tocsin.entrances.ringing import ring_all
    from tocsin.foundations.clock import system_clock

    ring_all(now=system_clock())


def _end_measures() -> None:
    from tocsin.entrances.cli.acting import as_registrar
    from tocsin.foundations.clock import system_clock
    from tocsin.safeguards.accession.measures import end_unconfirmed

    with as_registrar() as registrar:
        end_unconfirmed(registrar, now=system_clock())


class _Members:
    """For whom the node works: every active member, asked for anew after some seconds."""

    def __init__(self) -> None:
        self._known: list[Actor] = []
        self._asked = -MEMBERS

    def actors(self) -> list[Actor]:
        from tocsin.members.queries import active_ids
        from tocsin.safeguards.access.rules import Actor, Role

        if time.monotonic() - self._asked >= MEMBERS:
            roles = frozenset({Role.SCREENING_OFFICER})
            self._known = [Actor(each, roles) for each in active_ids()]
            self._asked = time.monotonic()
        return self._known


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
