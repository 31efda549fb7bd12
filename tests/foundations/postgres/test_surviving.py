"""What the server survives: kill -9 of itself and of its children, and files that lie."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.foundations.postgres.conftest import ask, connect
from tocsin.foundations.postgres import EmbeddedPostgres, binaries, postmaster
from tocsin.foundations.postgres.accounts import Account
from tocsin.foundations.postgres.errors import DiedAtStartError, NoProgressError
from tocsin.foundations.postgres.home import Home
from tocsin.foundations.postgres.readiness import Log, wait


def test_after_kill_nine_of_the_postmaster_everything_confirmed_is_there(
    server: EmbeddedPostgres,
) -> None:
    address = server.start()
    with connect(address) as connection:
        connection.execute("create table bells (id int)")
        connection.execute("insert into bells select generate_series(1, 1000)")
        _kill_server(server)
    assert ask(server.start(), "select count(*) from bells") == 1000


def test_a_child_lost_in_a_long_query_does_not_keep_the_next_server_from_starting(
    server: EmbeddedPostgres,
) -> None:
    address = server.start()
    with contextlib.closing(connect(address)) as connection:
        busy = psutil.Process(connection.info.backend_pid)
        connection.pgconn.send_query(b"do $$ begin loop end loop; end $$")
        _kill_server(server)
        reports: list[str] = []
        assert ask(server.start(reports.append), "select 1") == 1
        busy.wait(timeout=5)
    assert "Ending what a killed PostgreSQL left behind" in reports


def test_start_waits_while_the_server_recovers_from_a_killed_child(
    server: EmbeddedPostgres,
) -> None:
    address = server.start()
    pid = server.status().pid
    with connect(address) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select pg_sleep(10)")
    assert ask(server.start(), "select 1") == 1
    assert server.status().pid == pid


def _kill_server(server: EmbeddedPostgres) -> None:
    pid = server.status().pid
    assert pid
    process = psutil.Process(pid)
    process.kill()
    with contextlib.suppress(psutil.NoSuchProcess):
        process.wait(timeout=10)


@pytest.fixture
def stranger(account: Account) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the server's own account that has nothing to do with it."""
    process = subprocess.Popen(["/bin/sleep", "60"], **account.drop_to())
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("state", ["ready", "starting"])
def test_a_recycled_pid_fools_nobody(
    server: EmbeddedPostgres, home: Path, stranger: subprocess.Popen[bytes], state: str
) -> None:
    server.stop()
    address = server.start()
    told = (home / "data" / "postmaster.pid").read_text().splitlines()
    server.stop()
    told[0], told[7] = str(stranger.pid), state
    (home / "data" / "postmaster.pid").write_text("\n".join(told))
    assert not server.status().running
    server.stop()
    assert stranger.poll() is None
    assert ask(server.start(), "select 1") == 1
    assert server.start() == address
    assert server.status().pid != stranger.pid
    assert stranger.poll() is None


@pytest.mark.parametrize(
    "text", ["", "nonsense\n", "-1\n", "1\n/\n0\n", "999999999\n\n0\n"], ids=repr
)
def test_a_pid_file_without_sense_is_no_server(
    server: EmbeddedPostgres, home: Path, text: str
) -> None:
    server.start()
    server.stop()
    (home / "data" / "postmaster.pid").write_text(text)
    assert not server.status().running
    assert ask(server.start(), "select 1") == 1


def test_a_server_whose_pid_file_was_removed_is_replaced(
    server: EmbeddedPostgres, home: Path
) -> None:
    server.start()
    (home / "data" / "postmaster.pid").unlink()
    assert ask(server.start(), "select 1") == 1


def test_two_homes_do_not_take_each_other_for_their_own(
    server: EmbeddedPostgres, home: Path, tmp_path: Path
) -> None:
    server.start()
    other = EmbeddedPostgres(tmp_path / "other")
    other.start()
    pid = other.status().pid
    (home / "data" / "postmaster.pid").write_text(
        (tmp_path / "other" / "data" / "postmaster.pid").read_text()
    )
    assert not server.status().running
    server.start()
    assert other.status().pid == pid
    assert server.status().pid != pid
    other.release()


def test_a_server_that_someone_started_by_hand_is_left_alone(
    server: EmbeddedPostgres, home: Path, account: Account
) -> None:
    server.stop()
    data = Home(home).data_argument(account, home / "data")
    program = str(binaries.within_reach(binaries.locate(), account).postgres)
    command = [program, "-D", data, "-k", ".", "-c", "listen_addresses="]
    by_hand = subprocess.Popen(
        command, cwd=home / "data", stderr=subprocess.DEVNULL, **account.drop_to()
    )
    try:
        _await((home / "data" / ".s.PGSQL.5432").exists)
        with pytest.raises(DiedAtStartError, match="already exists"):
            server.start()
        assert by_hand.poll() is None
    finally:
        by_hand.send_signal(signal.SIGINT)
        by_hand.wait(timeout=20)
    assert ask(server.start(), "select 1") == 1


def _await(condition: object) -> None:
    """A program of PostgreSQL's announces itself only by a file."""
    deadline = time.monotonic() + 10
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_mark_of_a_server_is_on_its_children_too(
    server: EmbeddedPostgres, home: Path, account: Account
) -> None:
    address = server.start()
    with connect(address) as connection:
        pids = {process.pid for process in postmaster.remnants(home / "data", account)}
        assert {server.status().pid, connection.info.backend_pid} <= pids


def test_recovery_may_take_long_while_it_gets_on(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    steps = iter(range(1000))
    reports: list[str] = []
    began = time.monotonic()

    def effort() -> float:
        return float(next(steps))

    def accepting() -> bool:
        return time.monotonic() - began > 2

    assert wait(accepting, lambda: True, effort, Log(log), reports.append, patience=0.3)
    assert reports


def test_recovery_that_does_not_get_on_is_given_up_although_refusals_fill_the_log(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log"
    path.write_text("of an earlier day\n")
    log = Log(path)

    def accepting() -> bool:
        with path.open("a") as file:
            file.write("2026-01-01 [7] FATAL:  the database system is in recovery mode\n")
        return False

    with pytest.raises(NoProgressError, match="it said nothing"):
        wait(accepting, lambda: True, lambda: 0.0, log, print, patience=0.3)
