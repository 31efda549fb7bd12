"""No name of a person reaches the server's log, whatever goes wrong with a statement."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.foundations.postgres.conftest import connect
from tocsin.foundations.postgres import EmbeddedPostgres
from tocsin.foundations.postgres.home import LARGEST_LOG

NAME = "Zoraxi Quillon"

Connection = psycopg.Connection[tuple[object, ...]]


def _twice(connection: Connection) -> None:
    for _ in range(2):
        connection.execute("insert into people values (%s)", [NAME])


def _not_a_number(connection: Connection) -> None:
    connection.execute("select %s::text::int", [NAME])


def _literal_in_a_broken_statement(connection: Connection) -> None:
    connection.execute(f"selct '{NAME}'")  # type: ignore[call-overload]


def _raised_by_a_function(connection: Connection) -> None:
    connection.execute(f"do $$ begin raise exception '{NAME}'; end $$")  # type: ignore[call-overload]


def _warned_by_a_function(connection: Connection) -> None:
    connection.execute(f"do $$ begin raise warning '{NAME}'; end $$")  # type: ignore[call-overload]
    raise psycopg.Error


def _killed_while_it_runs(connection: Connection) -> None:
    connection.pgconn.send_query(f"select pg_sleep(60), '{NAME}'".encode())
    os.kill(connection.info.backend_pid, signal.SIGKILL)
    connection.execute("select 1")


def _terminated_while_it_runs(connection: Connection) -> None:
    connection.pgconn.send_query(f"select pg_sleep(60), '{NAME}'".encode())
    os.kill(connection.info.backend_pid, signal.SIGTERM)
    connection.execute("select 1")


@pytest.mark.parametrize(
    "accident",
    [
        _twice,
        _not_a_number,
        _literal_in_a_broken_statement,
        _raised_by_a_function,
        _warned_by_a_function,
        _killed_while_it_runs,
        _terminated_while_it_runs,
    ],
    ids=lambda accident: accident.__name__.strip("_").replace("_", "-"),
)
def test_an_accident_with_a_name_in_it_leaves_the_name_out_of_the_log(
    server: EmbeddedPostgres, home: Path, accident: Callable[[Connection], None]
) -> None:
    connection = connect(server.start())
    connection.execute("create table people (name text primary key)")
    with pytest.raises(psycopg.Error):
        accident(connection)
    server.stop()
    log = (home / "server.log").read_text()
    assert "shut down" in log
    assert NAME not in log


def test_the_log_is_kept_short_and_the_one_before_it_is_kept(
    server: EmbeddedPostgres, home: Path
) -> None:
    server.start()
    server.stop()
    with (home / "server.log").open("a") as log:
        log.write("x" * LARGEST_LOG)
    server.start()
    assert (home / "server.log").stat().st_size < LARGEST_LOG
    assert (home / "server.log.1").stat().st_size > LARGEST_LOG
