"""A PostgreSQL of one's own has to be new enough and silent about what it is asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.command_line import PEOPLE, counts, run, write_list
from tests.foundations.postgres.conftest import as_root
from tocsin.foundations.postgres import own_server
from tocsin.foundations.postgres.accounts import Account, service_account
from tocsin.foundations.postgres.own_server import TalkativeServerError, TooOldError
from tocsin.foundations.postgres.roles import ROLES
from tocsin.foundations.postgres.settings import SILENCE

SILENT = {"server_version_num": "150004", **SILENCE}
SYSTEMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
SECRET = "for-this-test-alone"


def shown(**changed: str) -> Mapping[str, str]:
    return {**SILENT, **{name.replace("__", "."): value for name, value in changed.items()}}


@pytest.mark.parametrize(
    "settings",
    [
        shown(),
        shown(server_version_num="180001"),
        shown(auto_explain__log_min_duration="-1"),
        shown(pgaudit__log="none"),
    ],
)
def test_a_silent_server_from_version_15_on_is_fit(settings: Mapping[str, str]) -> None:
    own_server.check(settings.get)


def test_an_older_server_is_refused_by_its_version() -> None:
    with pytest.raises(TooOldError, match="version 14"):
        own_server.check(shown(server_version_num="140011").get)


@pytest.mark.parametrize(
    "changed",
    [
        {"log_statement": "all"},
        {"log_min_duration_statement": "0"},
        {"log_min_error_statement": "error"},
        {"log_min_messages": "warning"},
        {"log_parameter_max_length_on_error": "-1"},
        {"auto_explain__log_min_duration": "0"},
        {"pgaudit__log": "read, write"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_server_that_would_write_people_down_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(TalkativeServerError, match="tocsin database script"):
        own_server.check(shown(**changed).get)


def test_the_script_makes_every_role_and_silences_each() -> None:
    script = own_server.script()
    for role in ROLES:
        assert f"create role {role} " in script
        assert f"alter role {role} set log_statement = 'none';" in script


@pytest.fixture
def port() -> str:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.fixture
def talkative(open_place: Path, port: str) -> Iterator[Path]:
    """A PostgreSQL of this system on the loopback, that writes every statement into its log."""
    if not SYSTEMS or not shutil.which("psql"):
        pytest.skip("no PostgreSQL of the system is installed here")
    account = service_account(["postgres"])
    account.take(open_place)
    (open_place / "password").write_text(SECRET)
    data, bins = str(open_place / "data"), SYSTEMS[-1]
    secret = ["-A", "scram-sha-256", f"--pwfile={open_place / 'password'}"]
    _run_as(account, bins / "initdb", "-D", data, "--no-sync", *secret)
    options = f"-p {port} -k {open_place} -c listen_addresses=127.0.0.1 -c log_statement=all"
    control = [bins / "pg_ctl", "-D", data, "-w"]
    _run_as(account, *control, "-o", options, "-l", open_place / "log", "start")
    yield open_place / "log"
    _run_as(account, *control, "-m", "immediate", "stop")


def _run_as(account: Account, *command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **account.drop_to())


@as_root
def test_a_server_made_ready_by_the_script_serves_and_writes_nobody_down(
    talkative: Path, port: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords = "".join(f"alter role {role} password '{SECRET}';\n" for role in ROLES)
    _as_superuser(port, own_server.script() + passwords)
    for name, role in zip(("OWNER_", "", "INDEXER_", "SEALER_"), ROLES, strict=True):
        address = f"postgresql://{role}:{SECRET}@127.0.0.1:{port}/tocsin?sslmode=disable"
        monkeypatch.setenv(f"TOCSIN_DATABASE_{name}URL", address)
    home = tmp_path / "home"
    assert counts(home, write_list(tmp_path / "list.xml", PEOPLE))[0] == 2
    assert "QDi.901" in run(home, "match", "Zarbaran Qasim", "--json").stdout
    assert not (home / "postgres").exists()
    assert "statement: alter role" in talkative.read_text(), "it writes down what others say"
    assert "zarbaran" not in talkative.read_text().lower()
    _as_superuser(port, "alter role tocsin_app reset log_statement;")
    refused = run(home, "status")
    assert (refused.returncode, "log_statement is all" in refused.stderr) == (1, True)


def _as_superuser(port: str, script: str) -> None:
    command = ["psql", "-q", "-h", "127.0.0.1", "-p", port, "-U", "postgres"]
    environment = {**os.environ, "PGPASSWORD": SECRET}
    subprocess.run(
        command, input=script, text=True, check=True, env=environment, stdout=subprocess.DEVNULL
    )
