"""The process that stops a server whose last user was killed, and could not do it itself.

It sleeps in the kernel until the last user is gone, and ends with the server. ``python -m
tocsin.foundations.postgres.watch DIRECTORY LOCK`` is started by `server`, never by a person.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from tocsin.foundations.postgres import locks
from tocsin.foundations.postgres.home import Home
from tocsin.foundations.postgres.server import EmbeddedPostgres


def watch(directory: Path, watching: int) -> None:
    """Give up the lock that says "watched" (the open file `watching`) with the server, not after:
    who starts the server next must see that it needs a watcher.
    """
    leave = partial(os.close, watching)
    server = EmbeddedPostgres(directory)
    with locks.opened(Home(directory).lock("departure")) as departure:
        while True:
            departure.await_alone()
            departure.unlock()  # A process that enlists must not wait for us.
            if server.stop_if_unused(leave):
                return


def main(arguments: list[str]) -> None:
    try:
        watch(Path(arguments[0]), int(arguments[1]))
    except FileNotFoundError:
        return  # The directory was removed, and with it the reason to watch.


if __name__ == "__main__":
    main(sys.argv[1:])
