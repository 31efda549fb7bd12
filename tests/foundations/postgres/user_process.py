"""Run as a process of its own: starts the server, says its pid or the error, waits, releases it.

With more than one turn it starts, asks a question and releases that many times without waiting.
"""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg

from tocsin.foundations.errors import TocsinError
from tocsin.foundations.postgres import EmbeddedPostgres


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(home: Path, turns: int) -> None:
    server = EmbeddedPostgres(home)
    for _ in range(turns):
        address = server.start()
        host = str(address.socket_directory)
        with psycopg.connect(host=host, user="tocsin_app", dbname="tocsin") as connection:
            connection.execute("select 1")
        if turns > 1:
            server.release()
    say(server.status().pid)
    sys.stdin.readline()
    server.release()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    except TocsinError as error:
        say(f"{type(error).__name__}: {error}")
        sys.exit(error.exit_code)
