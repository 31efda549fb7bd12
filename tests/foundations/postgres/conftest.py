"""A home for each test, connections to it, and other processes that use it."""

from __future__ import annotations

import os
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

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can try this")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "postgres"
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
