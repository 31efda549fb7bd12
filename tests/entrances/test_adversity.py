"""Commands under adversity: killed servers, full and closed disks, files that lie, many at once."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.command_line import (
    PEOPLE,
    Person,
    answer,
    counts,
    ended,
    left_behind,
    run,
    said,
    start,
    write_list,
)
from tocsin.foundations.postgres import EmbeddedPostgres
from tocsin.foundations.postgres.accounts import Account, can_execute, service_account

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can try this")
SYLLABLES = ("zor", "quil", "vam", "ost", "tarn", "bel", "mirk", "jun", "fex", "ull")


def crowd(size: int) -> list[Person]:
    """Enough invented people for an import that takes a while."""
    names = ["".join(parts).title() for parts in product(SYLLABLES, repeat=4)]
    return [(f"{1000 + at}", names[at], names[-at - 1]) for at in range(size)]


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The error of a command that could not do what it was asked."""
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert done.stdout == ""
    return done.stderr


def test_commands_that_start_at_the_same_time_on_a_new_home_all_work(tmp_path: Path) -> None:
    running = [start(tmp_path / "new", "status", "--json") for _ in range(3)]
    states = [said(ended(each)) for each in running]
    assert {each["database"] for each in states} == {"PostgreSQL 18"}
    assert {each["members"] for each in states} == {1}


def test_when_the_server_is_killed_in_an_import_nothing_of_it_is_there_and_all_works_on(
    home: Path, tmp_path: Path
) -> None:
    counts(home, write_list(tmp_path / "small.xml", PEOPLE))
    large = write_list(tmp_path / "large.xml", [*PEOPLE, *crowd(3000)])
    running = start(home, "lists", "import", "un", large, "--json")
    _await_rows_in_the_making(home)
    _kill_server(home)
    assert "stopped while this was running" in one_line(ended(running))
    assert answer(home, "status")["records"] == {"un": 2}
    assert counts(home, large)[:2] == (3000, 0)


def test_a_command_that_is_killed_in_an_import_leaves_nothing_of_it_and_no_server(
    home: Path, tmp_path: Path
) -> None:
    counts(home, write_list(tmp_path / "small.xml", PEOPLE))
    large = write_list(tmp_path / "large.xml", [*PEOPLE, *crowd(3000)])
    running = start(home, "lists", "import", "un", large)
    _await_rows_in_the_making(home)
    running.kill()
    ended(running)
    _gone, alive = psutil.wait_procs(left_behind(home), timeout=30)
    assert alive == []
    assert answer(home, "status")["records"] == {"un": 2}


def test_a_stale_pid_file_with_the_number_of_another_process_harms_neither(home: Path) -> None:
    answer(home, "status")
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{pid_file.parent}\n1\n5432\n.\n\n0\nready\n")
    assert answer(home, "status")["members"] == 1
    assert stranger.poll() is None
    stranger.communicate(b"\n")


def test_a_home_without_write_permission_is_told_to_a_normal_user(open_place: Path) -> None:
    closed = open_place / "closed"
    closed.mkdir(mode=0o555)
    account = _normal_user()
    done = run(closed / "home", "status", python=_python(account), **account.drop_to())
    assert one_line(done).startswith(f"tocsin: Tocsin can't write to {closed}/home")


def test_what_a_command_writes_is_closed_to_other_accounts(home: Path) -> None:
    shutil.rmtree(home / "index")
    answer(home, "status")
    for directory in (home / "index", home / "postgres"):
        assert directory.stat().st_mode & 0o077 == 0


@as_root
def test_a_home_of_another_user_is_told_by_the_name_of_the_user(open_place: Path) -> None:
    home = open_place / "home"
    (home / "postgres").mkdir(mode=0o755, parents=True)
    account = _normal_user()
    done = run(home, "status", python=_python(account), **account.drop_to())
    assert "belongs to the user root, not to you" in one_line(done)


@as_root
def test_a_normal_user_has_a_node_of_their_own(open_place: Path) -> None:
    place = open_place / "place"
    place.mkdir()
    account = _normal_user()
    account.take(place)
    as_user = {"python": _python(account), **account.drop_to()}
    assert answer(place / "home", "status", **as_user)["records"] == {}
    small = write_list(place / "small.xml", PEOPLE)
    assert answer(place / "home", "lists", "import", "un", small, **as_user)["added"] == 2
    assert answer(place / "home", "match", "Zarbaran Qasim", **as_user)["candidates"]
    owners = {path.lstat().st_uid for path in (place / "home").rglob("*")}
    assert owners == {account.uid}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    _mount("-t", "tmpfs", "-o", "size=120m", "tmpfs", str(disk))
    yield disk
    EmbeddedPostgres(disk / "postgres").stop()
    psutil.wait_procs(left_behind(disk), timeout=20)
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_can_only_be_read_is_told(small_disk: Path) -> None:
    answer(small_disk, "status")
    psutil.wait_procs(left_behind(small_disk), timeout=20)  # Their log is open for writing.
    _mount("-o", "remount,ro", str(small_disk))
    told = one_line(run(small_disk, "status"))
    _mount("-o", "remount,rw", str(small_disk))
    assert "can't write to" in told
    assert "Read-only" in told


def test_a_disk_that_is_full_before_the_first_start_is_told(small_disk: Path) -> None:
    filling = _fill(small_disk, leaving=8_000_000)
    assert "is full: free some space" in one_line(run(small_disk, "status"))
    filling.unlink()
    assert answer(small_disk, "status")["members"] == 1


def test_a_disk_that_fills_up_in_an_import_is_told_and_nothing_of_it_is_there(
    small_disk: Path, tmp_path: Path
) -> None:
    counts(small_disk, write_list(tmp_path / "small.xml", PEOPLE))
    large = write_list(tmp_path / "large.xml", [*PEOPLE, *crowd(4000)])
    filling = _fill(small_disk, leaving=3_000_000)
    assert "is full: free some space" in one_line(run(small_disk, "lists", "import", "un", large))
    filling.unlink()
    assert answer(small_disk, "status")["records"] == {"un": 2}
    assert answer(small_disk, "match", "Zarbaran Qasim")["candidates"]


def _await_rows_in_the_making(home: Path) -> None:
    """Until the import has begun to write records: their table is locked for writing then."""
    address = EmbeddedPostgres(home / "postgres").status().address
    deadline = time.monotonic() + 120
    while address is None:
        assert time.monotonic() < deadline
        address = EmbeddedPostgres(home / "postgres").status().address
    place = {"host": str(address.socket_directory), "port": address.port, "dbname": "tocsin"}
    with contextlib.closing(_connected(place, deadline)) as owner:
        while not _is_written(owner, "registers_version"):
            assert time.monotonic() < deadline
            time.sleep(0.005)


def _connected(place: dict[str, object], deadline: float) -> psycopg.Connection[tuple[object, ...]]:
    while True:
        try:
            return psycopg.connect(user="tocsin_owner", autocommit=True, **place)  # type: ignore[arg-type]
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def _is_written(owner: psycopg.Connection[tuple[object, ...]], table: str) -> bool:
    held = "select 1 from pg_locks where mode = 'RowExclusiveLock' and relation = %s::regclass"
    return owner.execute(held, [table]).fetchone() is not None


def _kill_server(home: Path) -> None:
    pid = EmbeddedPostgres(home / "postgres").status().pid
    assert pid
    os.kill(pid, signal.SIGKILL)


def _mount(*arguments: str) -> None:
    if os.geteuid() != 0 or subprocess.run(["mount", *arguments], check=False).returncode:
        pytest.skip("only root can mount a disk, and not everywhere")


def _fill(disk: Path, leaving: int) -> Path:
    filling = disk / "filling"
    with filling.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - leaving)
    return filling


def _normal_user() -> Account:
    if os.geteuid() != 0:
        return Account("", os.geteuid(), os.getegid())
    return service_account(["nobody"])


def _python(account: Account) -> str:
    """This Python, or the system's of the same version where this one lies in root's home."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for program in (Path(sys.executable), Path(f"/usr/bin/python{version}")):
        if program.exists() and can_execute(account, program.resolve()):
            return str(program)
    pytest.skip(f"a normal user can reach no Python {version}")
