"""A home for each test, connections to it, and other processes that use it."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tocsin.foundations.postgres import Address, EmbeddedPostgres
from tocsin.foundations.postgres.accounts import Account, server_account

USER = Path(__file__).with_name("user_process.py")

first_start = pytest.mark.first_start
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can try this")


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster as a first start makes it, made once: making it is most of the time of a test."""
    directory = tmp_path_factory.mktemp("cluster") / "postgres"
    server = EmbeddedPostgres(directory)
    server.start()
    server.stop()
    return directory / "data"


@pytest.fixture
def home(tmp_path: Path, cluster: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A home that was started before; with the mark ``first_start`` there isn't even a directory.

    Root's server takes for its account what is in it, as it does with a backup.
    """
    directory = tmp_path / "postgres"
    if not request.node.get_closest_marker("first_start"):
        directory.mkdir(mode=0o700)
        shutil.copytree(cluster, directory / "data")
    yield directory
    EmbeddedPostgres(directory).stop()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(home)
    yield server
    server.release()


@pytest.fixture
def account(server: EmbeddedPostgres, home: Path) -> Account:
    """Whom the server runs as, once it was started."""
    server.start()
    return server_account(home, home / "data")


def connect(
    address: Address, user: str = "tocsin_owner", database: str = "tocsin"
) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(address.socket_directory),
        port=address.port,
        user=user,
        dbname=database,
        autocommit=True,
    )


def ask(address: Address, query: str, user: str = "tocsin_owner") -> object:
    with connect(address, user) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
        return row[0] if row else None


class UserProcess:
    """Another process that starts the server, and keeps it until it is told to release it."""

    def __init__(self, home: Path, turns: int = 1) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(USER), str(home), str(turns)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def answer(self) -> str:
        assert self.process.stdout
        told, _, _ = select.select([self.process.stdout], [], [], 120)
        assert told, "the process said nothing for two minutes"
        return self.process.stdout.readline().strip()

    def release(self) -> None:
        _, errors = self.process.communicate("\n", timeout=30)
        assert self.process.returncode == 0, errors

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=10)


@pytest.fixture
def another_process(home: Path) -> Iterator[Callable[..., UserProcess]]:
    made: list[UserProcess] = []

    def make(turns: int = 1) -> UserProcess:
        made.append(UserProcess(home, turns))
        return made[-1]

    yield make
    for user in made:
        if user.process.poll() is None:
            user.kill()
