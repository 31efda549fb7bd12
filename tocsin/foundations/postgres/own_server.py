"""A PostgreSQL of one's own instead of the embedded one: what it needs, and whether it is silent.

The embedded server keeps people out of its log by its settings. A server that someone else runs
might write every statement down; so it is asked before it is told anything.
"""

from __future__ import annotations

from collections.abc import Callable

from tocsin.foundations.postgres import roles, settings
from tocsin.foundations.postgres.errors import DatabaseError

OLDEST = 15
ADDONS = {"auto_explain.log_min_duration": "-1", "pgaudit.log": "none"}
"""Settings of extensions that write statements down, as they must be where they are loaded."""

Show = Callable[[str], str | None]
"""What a setting is on the server, as ``current_setting(name, true)``: None where it has none."""


class TooOldError(DatabaseError):
    """The PostgreSQL named in TOCSIN_DATABASE_URL is version {found}, and Tocsin needs {oldest} or
    later.
    """


class TalkativeServerError(DatabaseError):
    """The PostgreSQL named in TOCSIN_DATABASE_URL would write people into its log: {name} is
    {found} and must be {wanted} for the roles of Tocsin. `tocsin database script` sets it.
    """


def check(show: Show) -> None:
    """Raise if the server is too old, or would write down what it is asked."""
    version = int(show("server_version_num") or 0) // 10_000
    if version < OLDEST:
        raise TooOldError(found=version, oldest=OLDEST)
    for name, wanted in {**settings.SILENCE, **ADDONS}.items():
        found = show(name)
        if found not in (None, wanted):
            raise TalkativeServerError(name=name, found=found, wanted=wanted)


_MAKE_DATABASE = r"""select 'create database tocsin owner tocsin_owner'
    ' encoding ''UTF8'' template template0'
    where not exists (select from pg_database where datname = 'tocsin') \gexec"""


def script() -> str:
    """For ``psql``, as a superuser: roles, their silence, and the database. May be run again."""
    return "\n".join(
        [
            "\\set ON_ERROR_STOP on",
            *map(roles.make, roles.ROLES),
            *(_silence(role) for role in roles.ROLES),
            _MAKE_DATABASE,
            f"\\connect {roles.DATABASE}",
            *roles.PRIVILEGES,
            "",
        ]
    )


def _silence(role: str) -> str:
    return "\n".join(
        f"alter role {role} set {name} = '{value}';" for name, value in settings.SILENCE.items()
    )
