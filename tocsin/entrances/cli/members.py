"""``tocsin members``: the register of members, and what its registrar does on the node's machine.

A vote is an officer's, so it names one; everything else is done by the node as its own registrar.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import as_officer, as_registrar
from tocsin.entrances.cli.output import AsJson, progress, remark, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError
from tocsin.members.rules import Capacity, Check, Choice, Keeps

if TYPE_CHECKING:
    from tocsin.safeguards.accession.loading import Founder

app = typer.Typer(help="Who takes part, and how one comes in and goes.", no_args_is_help=True)
INVENTED = Path(__file__).parents[1] / "demo" / "fifty_states.toml"

Code = Annotated[str, typer.Argument(help="The member's code.")]
Reason = Annotated[str, typer.Option(help="Why; everybody reads it in the register.")]
Records = Annotated[Keeps, typer.Option("--records", help="What becomes of its records.")]


@app.command("list")
def list_members(as_json: AsJson = False) -> None:
    """Everybody in the register: members, applicants, and those who left."""
    with wiring.node(progress):
        from tocsin.members.queries import public_register

        rows = [told(each) for each in public_register()]
    table = Table("code", "name", "kind", "state", "since", "by", title="Members")
    for row in rows:
        since = (row["joined_at"] or "")[:10]
        table.add_row(row["code"], row["name"], row["kind"], row["state"], since, row["origin"])
    show({"members": rows}, table, as_json)


def told(member: Any) -> dict[str, Any]:
    """A member as machines read it."""
    return {
        "code": member.code,
        "name": member.name,
        "kind": member.kind,
        "state": member.state,
        "origin": member.origin,
        "capacity": member.capacity,
        "joined_at": member.joined_at.isoformat() if member.joined_at else None,
        "legal_basis": member.legal_basis,
        "redress_contact": member.redress_contact,
        "units": sorted(each.name for each in member.units.all()),
    }


@app.command()
def load(
    file: Annotated[
        Path,
        typer.Argument(
            help="Founding members (TOML); without it, fifty invented states.", show_default=False
        ),
    ] = INVENTED,
    as_json: AsJson = False,
) -> None:
    """Enter founding members from a file: all of them, or none. Who is there stays as it is."""
    if not file.is_file():
        raise UsageError(problem=f"there is no file {file}")
    with wiring.node(progress):
        from tocsin.safeguards.accession.actions import found
        from tocsin.safeguards.accession.loading import read_founders

        founders = read_founders(file.read_text("utf-8"))
        with as_registrar() as actor:
            for each in founders:
                found(actor, each, now=system_clock())
    answer = _counts(founders)
    table = Table(*answer, title=f"In the register from {file.name}")
    table.add_row(*map(str, answer.values()))
    show(answer, table, as_json)


def _counts(founders: list[Founder]) -> dict[str, int]:
    states = [each for each in founders if each.application.kind == "state"]
    return {
        "states": len(states),
        "services": sum(len(each.services) for each in states),
        "organisations": len(founders) - len(states),
    }


@app.command()
def apply(
    code: Code,
    name: Annotated[str, typer.Option(help="As the register shall show it.")] = "",
    organisation: Annotated[bool, typer.Option(help="It is no state.")] = False,
    capacity: Annotated[Capacity, typer.Option(help="What it takes part for.")] = Capacity.FULL,
    mandate: Annotated[str, typer.Option(help="What an organisation's statutes allow.")] = "",
    again: Annotated[bool, typer.Option("--again", help="It was refused before.")] = False,
) -> None:
    """File an application."""
    from tocsin.safeguards.accession.rules import Application

    kind = "organisation" if organisation else "state"
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.safeguards.accession import actions

        if again:
            actions.apply_again(actor, code, now=system_clock())
        else:
            application = Application(code, name or code, kind, capacity, mandate)
            actions.apply(actor, application, now=system_clock())


@app.command()
def declare(
    code: Code,
    legal_basis: Annotated[str, typer.Option(help="The act, with its sections.")] = "",
    authority: Annotated[str, typer.Option(help="Its data-protection authority.")] = "",
    redress: Annotated[str, typer.Option(help="Where a person asks to be corrected.")] = "",
    desk: Annotated[str, typer.Option(help="The name of its contact point.")] = "",
    number: Annotated[list[str] | None, typer.Option(help="A duty number, as +43...")] = None,
) -> None:
    """Write down what an applicant declares, in one go or bit by bit."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.members.rules import Desk
        from tocsin.safeguards.accession.actions import declare as write
        from tocsin.safeguards.accession.rules import Declared

        point = Desk(desk, tuple(number or ())) if desk else None
        write(actor, code, Declared(legal_basis, authority, redress), point)


@app.command()
def key(
    code: Code,
    public: Annotated[str, typer.Argument(help="The public Ed25519 key, 32 bytes in base64.")],
    signature: Annotated[
        str, typer.Argument(help="The key's signature of its registration, in base64.")
    ] = "",
    officer: Annotated[str, typer.Option(help="An administrator of the member.")] = "",
) -> None:
    """Register a signing key. Without a signature, print the text that the key must sign."""
    from tocsin.members.keys import SignedKey, read_key, statement

    if not signature:
        _print_statement(code, public, read_key, statement)
        return
    with wiring.node(progress):
        from tocsin.members.queries import member_by_code
        from tocsin.safeguards.upkeep.actions import register_key

        with as_officer(officer) if officer else as_registrar() as actor:
            given = SignedKey(public, signature)
            register_key(actor, member_by_code(code), given, now=system_clock())


def _print_statement(code: str, public: str, read_key: Any, statement: Any) -> None:
    try:
        typer.echo(statement(code, read_key(public)).decode(), nl=False)
    except ValueError as error:
        raise UsageError(problem=str(error)) from None


@app.command()
def complete(code: Code) -> None:
    """Take an applicant's declarations as complete; what is missing is named."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.safeguards.accession import actions

        actions.complete(actor, code, now=system_clock())


@app.command()
def check(
    code: Code, passed: Annotated[list[Check], typer.Argument(help="What was passed.")]
) -> None:
    """Write down which technical checks an applicant passed."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.safeguards.accession import actions

        for each in passed:
            actions.pass_check(actor, code, each, now=system_clock())


@app.command()
def call(code: Code) -> None:
    """Put an applicant before the assembly of members."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.safeguards.accession import actions

        actions.call_assembly(actor, code, now=system_clock())


@app.command()
def vote(
    code: Code,
    choice: Annotated[Choice, typer.Argument()],
    officer: Annotated[str, typer.Option(help="The administrator who votes for their member.")],
) -> None:
    """Vote on an applicant, for the officer's member: once."""
    with wiring.node(progress), as_officer(officer) as actor:
        from tocsin.safeguards.accession import actions

        actions.vote(actor, code, choice, now=system_clock())


@app.command()
def close(code: Code, as_json: AsJson = False) -> None:
    """Count the votes: the applicant is active or refused, as they say."""
    with wiring.node(progress):
        from tocsin.safeguards.accession import actions

        with as_registrar() as actor:
            step = actions.close_vote(actor, code, now=system_clock())
    table = Table("member", "is now", "by")
    table.add_row(code, step.after, step.reason)
    show({"code": code, "state": step.after, "votes": step.reason}, table, as_json)


@app.command()
def withdraw(code: Code, records: Records, reason: Reason) -> None:
    """Let a member go, or an applicant give up. It can't be taken back."""
    with wiring.node(progress), as_registrar() as actor:
        from tocsin.safeguards.accession import actions

        actions.withdraw(actor, code, records, reason, now=system_clock())


@app.command()
def ring(as_json: AsJson = False) -> None:
    """Test every member's duty desk: each has a day to answer on its page. Once a month."""
    with wiring.node(progress):
        from tocsin.safeguards.upkeep.actions import ring_all

        with as_registrar() as actor:
            rung = ring_all(actor, now=system_clock())
    table = Table("desks rung")
    table.add_row(str(rung))
    show({"rung": rung}, table, as_json)
    if not rung:
        remark("no member has a desk yet")
