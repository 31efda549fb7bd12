"""Putting the parts together: the database is started, the tables are there, Django is ready."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from tocsin.foundations.postgres import EmbeddedPostgres

Report = Callable[[str], None]
SETTINGS = "tocsin.entrances.settings"


def home() -> Path:
    """The data directory: ``TOCSIN_HOME``, or a folder of this user's own."""
    return Path(os.environ.get("TOCSIN_HOME") or platformdirs.user_data_dir("tocsin"))


@contextmanager
def node(report: Report) -> Iterator[None]:
    """A node that is ready to act, until the block ends."""
    server = _start_database(report)
    try:
        _set_up_django()
        _bring_tables_up_to_date(report)
        yield
    finally:
        _leave(server)


def _start_database(report: Report) -> EmbeddedPostgres | None:
    if os.environ.get("TOCSIN_DATABASE_URL"):
        return None
    server = EmbeddedPostgres(home() / "postgres")
    address = server.start(report=report)
    os.environ["TOCSIN_SOCKET_DIRECTORY"] = str(address.socket_directory)
    os.environ["TOCSIN_SOCKET_PORT"] = str(address.port)
    return server


def _set_up_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def _bring_tables_up_to_date(report: Report) -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from tocsin.safeguards.access.actions import check_database_role

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        report("preparing the tables")
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections["owner"].close()
    check_database_role()


def _leave(server: EmbeddedPostgres | None) -> None:
    from django.db import connections

    connections.close_all()
    if server:
        server.release()
