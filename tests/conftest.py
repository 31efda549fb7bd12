"""A real PostgreSQL for the tests: the embedded one, in a folder of its own, migrated once.

Tests act under the application's role, which row-level security binds, each in a transaction
that is rolled back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.command_line import answer

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def database_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The directory of a running embedded server, stopped when the tests end."""
    from tocsin.foundations.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(tmp_path_factory.mktemp("home") / "postgres")
    address = server.start()
    os.environ["TOCSIN_SOCKET_PORT"] = str(address.port)
    yield Path(address.socket_directory)
    server.stop()


@pytest.fixture(scope="session")
def django_db_setup(database_server: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every migration applied by the owner of the tables."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    settings.HOME = database_server.parent  # Keys that the tests make are theirs alone.

    for alias in connections:
        connections[alias].settings_dict["HOST"] = str(database_server)
        connections[alias].settings_dict["PORT"] = os.environ["TOCSIN_SOCKET_PORT"]
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        yield
        connections.close_all()


@pytest.fixture(scope="session", autouse=True)
def counted_in_memory() -> Iterator[None]:
    """Attempts are counted in this process: the shared table commits what a test would roll back.

    That table has a test of its own, with two processes.
    """
    from django.test import override_settings

    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(CACHES={"default": memory}):
        yield


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that other accounts can enter; pytest closes its own, at any time."""
    directory = Path(tempfile.mkdtemp(prefix="tocsin-test-", dir="/tmp"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a node that did nothing but begin: its tables are made."""
    directory = tmp_path_factory.mktemp("used") / "home"
    answer(directory, "status")
    return directory


@pytest.fixture
def home(tmp_path: Path, used_home: Path) -> Iterator[Path]:
    """A data directory for commands, copied, because beginning anew takes most of their time."""
    from tocsin.foundations.postgres import EmbeddedPostgres

    directory = tmp_path / "home"
    shutil.copytree(used_home, directory)
    yield directory
    EmbeddedPostgres(directory / "postgres").stop()
