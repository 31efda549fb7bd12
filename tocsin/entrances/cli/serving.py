"""`tocsin serve`: the pages, on this machine alone, until it is told to stop.

For other machines put a web server with TLS in front, and set TOCSIN_HOSTS and TOCSIN_HTTPS.
"""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Event, Thread
from typing import Annotated

import typer

from tocsin.entrances import wiring
from tocsin.entrances.sealing import kept_sealed
from tocsin.entrances.workers import at_work
from tocsin.foundations.errors import TocsinError

ADDRESS = "127.0.0.1"
AT_ONCE = 4_096
"""Requests that may be open, streams included; others wait to be taken."""
SECONDS_TO_STOP = 10
PACE = 0.05
"""Seconds between two looks whether the pages are listening yet."""


class PortTaken(TocsinError):
    """Something else listens on port {port} already; choose another with --port."""


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="On 127.0.0.1.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=0, max=64, help="Processes that screen messages; 0 for none.")
    ] = 1,
) -> None:
    """Serve the pages on this machine and screen what carriers send, until Ctrl-C."""
    check_port(port)
    with wiring.node(_progress), at_work(workers):
        serve_pages(port, ready=lambda address: _progress(f"Tocsin is at {address}"))


def work(
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that screen messages.")
    ] = 2,
) -> None:
    """Screen what carriers send, look back on new listings and destroy what is due, until Ctrl-C.

    For a node whose pages are served elsewhere; `tocsin serve` does it as well.
    """
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_given: stopped.set())
    with wiring.node(_progress), at_work(workers), kept_sealed():
        _progress("Tocsin is at work")
        stopped.wait()


def check_port(port: int) -> None:
    """Raise PortTaken where the pages could not listen."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            raise PortTaken(port=port) from None


def serve_pages(port: int, *, ready: Callable[[str], None]) -> None:
    """Serve, in a node that is set up, until SIGINT or SIGTERM; requests under way are finished.

    ``ready`` is called with the address once it is listening.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    check_port(port)
    server = Granian(
        "tocsin.entrances.asgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.ASGI,
        backpressure=AT_ONCE,
        workers_kill_timeout=SECONDS_TO_STOP,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    )
    stopped = Event()
    Thread(None, _await_listening, args=(port, ready, stopped)).start()
    try:
        with kept_sealed():
            server.serve()
    finally:
        stopped.set()


def _await_listening(port: int, ready: Callable[[str], None], stopped: Event) -> None:
    """Call ``ready`` once a connection is taken, or give up when the server has stopped."""
    while not stopped.wait(PACE):
        with suppress(OSError), socket.create_connection((ADDRESS, port), timeout=1):
            ready(f"http://{ADDRESS}:{port}/")
            return


def _progress(what: str) -> None:
    sys.stderr.write(f"{what}\n")
