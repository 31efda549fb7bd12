"""One server for many processes: the first starts it, the last stops it, the killed don't count."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.foundations.postgres.conftest import UserProcess, ask, first_start
from tocsin.foundations.postgres import EmbeddedPostgres, locks

Make = Callable[..., UserProcess]


@first_start
def test_processes_that_start_an_empty_home_at_the_same_time_share_one_server(
    another_process: Make,
) -> None:
    users = [another_process() for _ in range(3)]
    pids = {user.answer() for user in users}
    assert len(pids) == 1
    assert pids.pop().isdigit()
    for user in users:
        user.release()


def test_the_server_lives_until_its_last_user_releases_it(
    server: EmbeddedPostgres, another_process: Make
) -> None:
    address = server.start()
    user = another_process()
    assert user.answer() == str(server.status().pid)
    server.release()
    assert ask(address, "select 1") == 1
    user.release()
    assert not server.status().running


def test_a_user_that_was_killed_does_not_count(
    server: EmbeddedPostgres, another_process: Make
) -> None:
    server.start()
    user = another_process()
    user.answer()
    user.kill()
    server.release()
    assert not server.status().running


def test_when_the_only_user_is_killed_the_server_stops_by_itself(
    another_process: Make, server: EmbeddedPostgres
) -> None:
    user = another_process()
    postmaster = psutil.Process(int(user.answer()))
    user.kill()
    postmaster.wait(timeout=20)
    assert not server.status().running


def test_every_server_has_its_watcher_also_after_one_watcher_left(
    another_process: Make,
) -> None:
    for _ in range(3):
        user = another_process()
        postmaster = psutil.Process(int(user.answer()))
        user.kill()
        postmaster.wait(timeout=20)


def test_a_watcher_that_was_killed_is_replaced_by_the_next_start(
    server: EmbeddedPostgres, home: Path
) -> None:
    server.start()
    watcher = _watcher(home)
    watcher.kill()
    watcher.wait(timeout=10)
    assert not locks.held(home / "locks" / "watcher")
    server.start()
    assert _watcher(home).pid != watcher.pid


def test_the_watcher_leaves_with_the_server(server: EmbeddedPostgres, home: Path) -> None:
    server.start()
    watcher = _watcher(home)
    server.release()
    watcher.wait(timeout=10)


def _watcher(home: Path) -> psutil.Process:
    module = "tocsin.foundations.postgres.watch"
    found = [p for p in psutil.process_iter() if {module, str(home)} <= set(_command(p))]
    assert len(found) == 1
    return found[0]


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def test_starting_and_stopping_at_the_same_time_never_leaves_a_user_without_a_server(
    another_process: Make, server: EmbeddedPostgres
) -> None:
    users = [another_process(turns=6) for _ in range(3)]
    for user in users:
        user.answer()
        user.release()
    assert not server.status().running


def test_the_interrupt_of_a_terminal_ends_the_command_and_not_the_server(
    server: EmbeddedPostgres, another_process: Make
) -> None:
    user = another_process()
    pid = user.answer()
    address = server.start()
    os.killpg(user.process.pid, signal.SIGINT)
    user.process.communicate(timeout=10)
    assert user.process.returncode != 0
    assert ask(address, "select 1") == 1
    assert str(server.status().pid) == pid


def test_stop_ends_the_server_although_others_use_it_and_they_may_start_it_again(
    server: EmbeddedPostgres, another_process: Make
) -> None:
    user = another_process()
    user.answer()
    server.stop()
    assert not server.status().running
    assert ask(server.start(), "select 1") == 1
    user.release()
    assert server.status().running


def test_a_start_that_fails_leaves_no_user_behind(home: Path) -> None:
    broken = EmbeddedPostgres(home, settings={"no_such_setting": "1"})
    with pytest.raises(Exception, match="no_such_setting"):
        broken.start()
    assert not locks.held(home / "locks" / "users")
    assert not locks.held(home / "locks" / "server")


@first_start
def test_release_without_start_does_nothing(server: EmbeddedPostgres, home: Path) -> None:
    server.release()
    assert not home.exists()
