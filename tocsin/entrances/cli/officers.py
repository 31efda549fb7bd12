"""``tocsin officers``: appointments as the node makes them, on its own machine.

Here each member gets its first administrator, who appoints the others on their page; and here the
offices of the register are given, which no administrator can give.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import as_registrar
from tocsin.entrances.cli.output import AsJson, progress, show
from tocsin.foundations.clock import system_clock

app = typer.Typer(help="Officers: appoint, change, end.", no_args_is_help=True)

Username = Annotated[str, typer.Argument(help="The officer's sign-in name.")]
Roles = Annotated[list[str], typer.Option("--role", help="May be given more than once.")]


@app.command("list")
def list_officers(
    member: Annotated[str, typer.Argument(help="The member's code.")], as_json: AsJson = False
) -> None:
    """A member's officers, those who left after the others."""
    with wiring.node(progress):
        from tocsin.members.queries import member_by_code, officers_of

        rows = [_told(each) for each in officers_of(member_by_code(member).id)]
    table = Table("username", "unit", "roles", "active")
    for row in rows:
        active = "yes" if row["active"] else "no"
        table.add_row(row["username"], row["unit"], ", ".join(row["roles"]), active)
    show({"officers": rows}, table, as_json)


def _told(officer: Any) -> dict[str, Any]:
    return {
        "username": officer.username,
        "unit": officer.unit.name,
        "roles": officer.roles,
        "active": officer.is_active,
    }


@app.command()
def appoint(
    username: Username,
    member: Annotated[str, typer.Option(help="The member's code.")],
    unit: Annotated[str, typer.Option(help="The unit that they act for.")],
    name: Annotated[str, typer.Option(help="As their colleagues read it.")],
    role: Roles,
    as_json: AsJson = False,
) -> None:
    """Appoint an officer, and print the end of the link by which they choose a password."""
    with wiring.node(progress):
        from tocsin.members.queries import member_by_code
        from tocsin.safeguards.appointments import actions

        with as_registrar() as actor:
            of, now = member_by_code(member), system_clock()
            officer = actions.appoint(actor, of, unit, username, name, role, now=now)
            link = actions.issue_link(actor, officer)
    _show_link(username, link, as_json)


@app.command()
def roles(username: Username, role: Roles) -> None:
    """Give an officer these roles instead of theirs."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.members.queries import officer_by_username
        from tocsin.safeguards.appointments import actions

        actions.change_roles(actor, officer_by_username(username), role)


@app.command()
def end(username: Username) -> None:
    """End an appointment: sessions and tokens with it, at once."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.members.queries import officer_by_username
        from tocsin.safeguards.appointments import actions

        actions.end(actor, officer_by_username(username), now=system_clock())


@app.command()
def link(username: Username, as_json: AsJson = False) -> None:
    """Print the end of a link to a new password: it works once, for three days."""
    with wiring.node(progress):
        from tocsin.members.queries import officer_by_username
        from tocsin.safeguards.appointments import actions

        with as_registrar() as actor:
            made = actions.issue_link(actor, officer_by_username(username))
    _show_link(username, made, as_json)


@app.command("forget-factors")
def forget_factors(username: Username) -> None:
    """Take away an officer's lost second factors: they set up others after their password."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.members.queries import officer_by_username
        from tocsin.safeguards.appointments import actions

        actions.forget_factors(actor, officer_by_username(username))


@app.command()
def bind(
    username: Username,
    issuer: Annotated[str, typer.Argument(help="The issuer's address, as it names itself.")],
    subject: Annotated[str, typer.Argument(help="Who the officer is there: the claim `sub`.")],
) -> None:
    """Let an officer sign in through their member's own service (OpenID Connect)."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.members.queries import officer_by_username
        from tocsin.safeguards.appointments import actions

        actions.bind_identity(actor, officer_by_username(username), issuer, subject)


def _show_link(username: str, link: str, as_json: bool) -> None:
    path = f"/account/begin/{link}"
    table = Table("officer", "hand over in person; it works once, for three days")
    table.add_row(username, path)
    show({"username": username, "path": path}, table, as_json)
