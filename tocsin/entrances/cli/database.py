"""Commands about a PostgreSQL of one's own; the embedded one needs none."""

from __future__ import annotations

import sys

import typer

app = typer.Typer(help="A PostgreSQL server of your own.", no_args_is_help=True)


@app.callback()
def database() -> None:
    """Keeps ``script`` a command of its own name; typer would drop the name of an only command."""


@app.command()
def script() -> None:
    """Print what a superuser runs once with psql: Tocsin's roles, their silence, its database.

    It sets no passwords: set them with \\password, or let the server know the roles by other means.
    """
    from tocsin.foundations.postgres import own_server

    sys.stdout.write(own_server.script())
