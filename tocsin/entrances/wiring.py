"""Putting the parts together: the database is started, the tables are there, Django is ready.

It imports late: a command waits for every module that is read before its work begins.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.entrances.secret import keep_secret
from tocsin.foundations.errors import UsageError

if TYPE_CHECKING:
    from tocsin.foundations.postgres import EmbeddedPostgres
    from tocsin.travel.holding.keys import KeyFiles

Report = Callable[[str], None]
SETTINGS = "tocsin.entrances.settings"
ADDRESSES = (
    "TOCSIN_DATABASE_URL",
    "TOCSIN_DATABASE_OWNER_URL",
    "TOCSIN_DATABASE_INDEXER_URL",
    "TOCSIN_DATABASE_SEALER_URL",
)
"""Of the application, the owner of the tables, the index builder and the ledger's sealer: all of
them, or none."""
MIGRATING = 0x70C51
"""The advisory lock of the process that changes the tables; the others wait for it."""


def home() -> Path:
    """The data directory: ``TOCSIN_HOME``, or a folder of this user's own."""
    given = os.environ.get("TOCSIN_HOME")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("tocsin"))


def key_files() -> KeyFiles:
    """The files that open what is held of travellers."""
    from tocsin.travel.holding.keys import KeyFiles

    return KeyFiles(home() / "keys" / "days")


def has_own_server() -> bool:
    """Whether the administrator named a PostgreSQL; otherwise the embedded one is used."""
    return bool(os.environ.get(ADDRESSES[0]))


@contextmanager
def node(report: Report) -> Iterator[None]:
    """A node that is ready to act, until the block ends."""
    _leave_no_core()
    server = _start_database(report)
    os.umask(0o077)  # What is made from now on, the index above all, is for this account alone.
    keep_secret(home())
    try:
        set_up_django()
        _bring_tables_up_to_date(report)
        yield
        _seal_the_ledger()
    finally:
        _leave(server)


def set_up_django() -> None:
    """Read the settings and the models; the database isn't asked for anything."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


def _leave_no_core() -> None:
    """A memory image of this command, or of the server it starts, would hold travellers."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _start_database(report: Report) -> EmbeddedPostgres | None:
    given = [name for name in ADDRESSES if os.environ.get(name)]
    if given:
        _require_all(given)
        return None
    from tocsin.foundations.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(home() / "postgres")
    address = server.start(report=report)
    os.environ["TOCSIN_SOCKET_DIRECTORY"] = str(address.socket_directory)
    os.environ["TOCSIN_SOCKET_PORT"] = str(address.port)
    return server


def start_again() -> None:
    """Start the embedded server where it was killed; nothing where it runs."""
    from tocsin.foundations.postgres import EmbeddedPostgres

    EmbeddedPostgres(home() / "postgres").start()


def reap_server() -> None:
    """Let a server that was killed disappear, where this process started it."""
    if not has_own_server():
        from tocsin.foundations.postgres import EmbeddedPostgres

        EmbeddedPostgres(home() / "postgres").status()


def _require_all(given: list[str]) -> None:
    missing = [name for name in ADDRESSES if name not in given]
    if missing:
        raise UsageError(problem=f"{given[0]} is set, and {missing[0]} is not")


def _bring_tables_up_to_date(report: Report) -> None:
    from tocsin.safeguards.access.actions import check_database_role

    if has_own_server():
        _check_own_server()
    if _lack_migrations():
        _migrate(report)
    check_database_role()


def _check_own_server() -> None:
    from django.db import connection

    from tocsin.foundations.postgres import own_server

    def show(name: str) -> str | None:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting(%s, true)", [name])
            row = cursor.fetchone()
        return row[0] if row else None

    own_server.check(show)


def _lack_migrations() -> bool:
    return not _shipped_migrations() <= _applied_migrations()


def _shipped_migrations() -> set[tuple[str, str]]:
    """By their file names: reading the files themselves would cost each command a while."""
    from django.apps import apps

    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    }


def _applied_migrations() -> set[tuple[str, str]]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def _migrate(report: Report) -> None:
    from django.core.management import call_command
    from django.db import connections

    owner = connections["owner"]
    try:
        with owner.cursor() as cursor:  # The lock ends with the session, also when it is killed.
            cursor.execute("select pg_advisory_lock(%s)", [MIGRATING])
        if _lack_migrations():
            report("preparing the tables")
            call_command("migrate", database="owner", verbosity=0, interactive=False)
    finally:
        owner.close()


def _seal_the_ledger() -> None:
    """What was done is sealed with the end of the command that did it.

    A command that failed leaves its entries to the next one.
    """
    from tocsin.safeguards.ledger.sealing import seal

    seal()


def _leave(server: EmbeddedPostgres | None) -> None:
    from django.db import connections

    try:
        connections.close_all()
    finally:
        if server:
            server.release()
