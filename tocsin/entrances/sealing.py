"""While pages are served, what is done there is sealed within a second, and signed every hour.

A thread beside the server does it, over a connection of its own. When it fails, entries wait for
the next turn: a deed never waits for its seal. Where no pages are served, a timer of the system
calls `tocsin ledger checkpoint` (docs/how-to/keep-the-ledger.md).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from tocsin.entrances import wiring
from tocsin.foundations.clock import system_clock

EVERY = 1.0
"""Seconds between two turns."""
SIGNED_EVERY = timedelta(hours=1)
"""How old a checkpoint becomes before the next is signed, if anything was done meanwhile."""

log = logging.getLogger("tocsin")


@contextmanager
def kept_sealed(every: float = EVERY) -> Iterator[None]:
    """Seal the ledger in turns, until the block ends."""
    ended = threading.Event()
    thread = threading.Thread(target=_seal_until, args=(ended, every), name="sealing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _seal_until(ended: threading.Event, every: float) -> None:
    from django.db import connections

    try:
        while not ended.wait(every):
            _seal_once()
    finally:
        connections.close_all()


def _seal_once() -> None:
    from django.db import connections

    from tocsin.safeguards.ledger.keys import Keys
    from tocsin.safeguards.ledger.proving import issue_if_due
    from tocsin.safeguards.ledger.sealing import seal
    from tocsin.safeguards.ledger.stored import SEALER

    try:
        seal()
        keys = Keys(wiring.home() / "keys")
        issue_if_due(keys, now=system_clock(), every=SIGNED_EVERY)
    except Exception:  # the thread outlives whatever happens; `verify` counts what waits
        log.exception("the ledger could not be sealed")
        connections[SEALER].close()
