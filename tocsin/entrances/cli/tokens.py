"""`tocsin tokens`: bearer tokens of officers, for programs that ask through the API.

A token is an officer's own: it can do what the officer can at the moment, and ends with them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.output import AsJson, progress, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError

if TYPE_CHECKING:
    from tocsin.safeguards.access.rules import Actor, Permission

app = typer.Typer(help="Access tokens of officers, for the API.", no_args_is_help=True)

ByName = Annotated[str, typer.Option("--officer", help="The officer's sign-in name.")]
LONGEST_LIFE = 365


@app.command("create")
def create(
    officer: ByName,
    name: Annotated[str, typer.Option(help="What it is for, to know it again.")] = "command line",
    days: Annotated[int, typer.Option(min=1, max=LONGEST_LIFE, help="How long it lives.")] = 90,
    may: Annotated[
        list[str] | None,
        typer.Option(help="A permission that it is for; repeat it. All that the officer has."),
    ] = None,
    address: Annotated[
        list[str] | None,
        typer.Option("--from", help="A network that it works from (CIDR); repeat it. All."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a token. It is shown once, now, and is kept nowhere."""
    with wiring.node(progress):
        from tocsin.safeguards.access.actions import create_token, viewing

        actor = _actor(officer)
        with viewing(actor):
            token, secret = create_token(
                actor,
                name,
                now=system_clock(),
                life=timedelta(days=days),
                permissions=_permissions(may),
                addresses=address or (),
            )
    told = {"token": secret, "name": name, "expires_at": token.expires_at.isoformat()}
    _show(told, [told], ("token", "expires_at"), as_json)


@app.command("list")
def list_tokens(officer: ByName, as_json: AsJson = False) -> None:
    """An officer's tokens, newest first; never their secrets."""
    with wiring.node(progress):
        from tocsin.safeguards.access.queries import own_tokens

        rows = [_told(each) for each in own_tokens(_actor(officer))]
    _show({"tokens": rows}, rows, ("id", "name", "expires_at", "last_used_at"), as_json)


@app.command("revoke")
def revoke(
    token: Annotated[int, typer.Argument(help="Its number, as `tocsin tokens list` tells it.")],
    officer: ByName,
) -> None:
    """End a token at once."""
    with wiring.node(progress):
        from tocsin.safeguards.access.actions import revoke_token, viewing

        actor = _actor(officer)
        with viewing(actor):
            revoke_token(actor, token, now=system_clock())


def _permissions(codes: list[str] | None) -> list[Permission] | None:
    from tocsin.safeguards.access.rules import Permission

    unknown = [each for each in codes or () if each not in set(Permission)]
    if unknown:
        raise UsageError(problem=f"there is no permission {unknown[0]}")
    return [Permission(each) for each in codes] if codes else None


def _actor(officer: str) -> Actor:
    from tocsin.members.queries import officer_by_username
    from tocsin.safeguards.access.actions import actor_for

    return actor_for(officer_by_username(officer))


def _told(token: Any) -> dict[str, Any]:
    moments = ("created_at", "expires_at", "last_used_at", "revoked_at")
    told = {name: getattr(token, name) for name in moments}
    written = {name: moment.isoformat() if moment else None for name, moment in told.items()}
    scope = {"permissions": token.permissions, "addresses": token.addresses}
    return {"id": token.id, "name": token.name, **written, **scope}


def _show(
    answer: dict[str, Any], rows: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool
) -> None:
    table = Table(*columns)
    for row in rows:
        table.add_row(*(str(row[column] or "") for column in columns))
    show(answer, table, as_json)
