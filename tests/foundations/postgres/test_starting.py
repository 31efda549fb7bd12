"""What a started server is: whose it is, what it holds, whom it lets in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import psycopg
import pytest

from tests.foundations.postgres.conftest import ask, connect, first_start
from tocsin.foundations.postgres import EmbeddedPostgres, binaries, programs
from tocsin.foundations.postgres.accounts import server_account
from tocsin.foundations.postgres.errors import FixedSettingError
from tocsin.foundations.postgres.home import Home
from tocsin.foundations.postgres.roles import ROLES


@first_start
def test_the_first_start_creates_the_database_and_the_second_finds_it_again(
    server: EmbeddedPostgres,
) -> None:
    with connect(server.start()) as connection:
        connection.execute("create table bells (name text); insert into bells values ('great')")
    server.release()
    assert not server.status().running
    assert ask(server.start(), "select name from bells") == "great"


@first_start
def test_start_may_be_called_again_and_reports_only_what_takes_time(
    server: EmbeddedPostgres,
) -> None:
    reports: list[str] = []
    first = server.start(reports.append)
    pid = server.status().pid
    assert reports == ["Creating the database", "Starting PostgreSQL"]
    assert server.start(reports.append) == first
    assert server.status().pid == pid
    assert len(reports) == 2


def test_a_second_server_object_in_one_process_counts_by_itself(
    server: EmbeddedPostgres, home: Path
) -> None:
    other = EmbeddedPostgres(home)
    address = server.start()
    other.start()
    server.release()
    assert ask(address, "select 1") == 1
    other.release()
    assert not server.status().running


@first_start
def test_status_tells_what_runs_without_starting_it(server: EmbeddedPostgres, home: Path) -> None:
    before = server.status()
    assert (before.running, before.pid, before.version) == (False, None, None)
    assert not home.exists()
    address = server.start()
    status = server.status()
    assert (status.running, status.version, status.address) == (True, "18", address)
    assert status.pid
    os.kill(status.pid, 0)


def test_names_of_all_scripts_are_stored_and_folded_and_pages_have_checksums(
    server: EmbeddedPostgres,
) -> None:
    address = server.start()
    assert ask(address, "show server_encoding") == "UTF8"
    assert ask(address, "show data_checksums") == "on"
    assert ask(address, "select lower('ÅНД') || upper('ş')") == "åндŞ"
    assert ask(address, "select datlocale from pg_database where datname = 'tocsin'") == "C.UTF-8"


@pytest.mark.parametrize("role", ROLES)
def test_no_role_is_a_superuser_or_bypasses_row_level_security(
    server: EmbeddedPostgres, role: str
) -> None:
    query = f"select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname='{role}'"
    assert ask(server.start(), query, user=role) is False


def test_a_home_that_was_made_before_a_role_existed_gets_it_at_the_next_start(
    server: EmbeddedPostgres, home: Path
) -> None:
    address = server.start()
    with connect(address) as owner:
        owner.execute("create table bells (name text)")
    server.stop()
    _forget_role(home, "tocsin_sealer")
    (home / "data" / "tocsin_roles").write_text("tocsin_owner\ntocsin_app\ntocsin_indexer\n")
    address = EmbeddedPostgres(home).start()
    assert ask(address, "select current_user", user="tocsin_sealer") == "tocsin_sealer"
    assert ask(address, "select count(*) from bells") == 0


def _forget_role(home: Path, role: str) -> None:
    data = home / "data"
    account = server_account(home, data)
    postgres = binaries.within_reach(binaries.locate(), account, binaries.COPIES).postgres
    named = Home(home).data_argument(account, data)
    command = [str(postgres), "--single", "-j", "-D", named, "template1"]
    with (home / "locks" / "server").open() as lock:
        done = programs.run(command, account, data, lock.fileno(), text=f"drop role {role};\n\n")
    assert done.returncode == 0, done.stderr


def test_the_superuser_can_not_log_in(server: EmbeddedPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        connect(server.start(), user="postgres")


def test_the_application_changes_rows_but_not_tables_and_the_indexer_only_reads(
    server: EmbeddedPostgres,
) -> None:
    address = server.start()
    with connect(address) as owner:
        owner.execute("create table bells (id serial, name text)")
    with connect(address, "tocsin_app") as application:
        application.execute("insert into bells (name) values ('small')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("create table more (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("truncate bells")
    assert ask(address, "select name from bells", "tocsin_indexer") == "small"
    with (
        connect(address, "tocsin_indexer") as indexer,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        indexer.execute("delete from bells")


def test_a_database_that_the_owner_makes_for_a_test_has_the_same_privileges(
    server: EmbeddedPostgres,
) -> None:
    address = server.start()
    with connect(address) as owner:
        owner.execute("create database test_tocsin")
    with connect(address, database="test_tocsin") as owner:
        owner.execute("create table bells (name text)")
    with connect(address, "tocsin_app", "test_tocsin") as application:
        application.execute("insert into bells values ('small')")


def test_directory_and_socket_are_closed_to_others_and_no_network_port_is_open(
    server: EmbeddedPostgres, home: Path
) -> None:
    address = server.start()
    for path in (home, home / "data", address.socket_directory, address.socket):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert ask(address, "show listen_addresses") == ""


@first_start
def test_a_directory_that_was_left_open_is_closed(server: EmbeddedPostgres, home: Path) -> None:
    home.mkdir(mode=0o755)
    server.start()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_settings_can_be_added_but_not_those_that_keep_the_promises(home: Path) -> None:
    server = EmbeddedPostgres(home, settings={"work_mem": "5MB"})
    address = server.start()
    assert ask(address, "show work_mem") == "5MB"
    assert ask(address, "show fsync") == "on"
    server.release()
    with pytest.raises(FixedSettingError, match="setting Fsync"):
        EmbeddedPostgres(home, settings={"Fsync": "off"})


def test_a_stray_environment_does_not_lead_the_server_elsewhere(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    address = server.start()
    with psycopg.connect(
        host=str(address.socket_directory), port=address.port, user="tocsin_app", dbname="tocsin"
    ) as connection:
        connection.execute("select 1")


@first_start
def test_a_first_start_that_was_killed_half_way_is_begun_anew(
    server: EmbeddedPostgres, home: Path
) -> None:
    (home / "data.new" / "base").mkdir(parents=True)
    (home / "data.new" / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "select 1") == 1
    assert not (home / "data.new").exists()


def test_a_home_can_be_moved_while_the_server_is_stopped(home: Path) -> None:
    server = EmbeddedPostgres(home)
    with connect(server.start()) as connection:
        connection.execute("create table bells as select 'great' as name")
    server.release()
    moved = home.with_name("moved")
    home.rename(moved)
    again = EmbeddedPostgres(moved)
    assert ask(again.start(), "select name from bells") == "great"
    again.release()


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    return tmp_path / ("a" * 60) / ("b" * 60) / "postgres"


def test_a_path_too_long_for_a_socket_gets_a_short_closed_one_and_keeps_it(deep: Path) -> None:
    server = EmbeddedPostgres(deep)
    address = server.start()
    assert len(str(address.socket)) < 104
    assert stat.S_IMODE(address.socket_directory.stat().st_mode) == 0o700
    assert ask(address, "select 1") == 1
    server.release()
    assert server.start() == address
    server.release()
    address.socket_directory.rmdir()


def test_a_path_that_would_be_taken_for_two_gets_a_socket_elsewhere(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "here, and there" / "postgres")
    address = server.start()
    assert "," not in str(address.socket)
    assert ask(address, "select 1") == 1
    server.release()
    address.socket_directory.rmdir()


def test_a_recorded_socket_directory_that_others_could_enter_is_not_used(deep: Path) -> None:
    server = EmbeddedPostgres(deep)
    before = server.start().socket_directory
    server.release()
    before.chmod(0o755)
    after = server.start().socket_directory
    assert after != before
    server.release()
    before.rmdir()
    after.rmdir()


def test_a_socket_that_was_swept_away_is_made_again(server: EmbeddedPostgres) -> None:
    address = server.start()
    address.socket.unlink()
    reports: list[str] = []
    assert ask(server.start(reports.append), "select 1") == 1
    assert "PostgreSQL has lost its socket; starting it again" in reports
