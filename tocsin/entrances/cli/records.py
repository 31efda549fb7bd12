"""`tocsin records`: a file of contributions, what is due, and whether what is stored was signed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.output import AsJson, bars, progress, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError

if TYPE_CHECKING:
    from tocsin.records.contributing.batches import Report
    from tocsin.safeguards.access.rules import Actor

app = typer.Typer(help="Records that members contribute.", no_args_is_help=True)
SHOWN = 20
"""Faults in the table for people; with --json all of them come."""


@app.command("contribute")
def contribute(
    file: Annotated[Path, typer.Argument(help="Contributions, as *.csv, *.json or *.jsonl.")],
    officer: Annotated[str, typer.Option("--officer", help="The contributor's sign-in name.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    good_only: Annotated[
        bool, typer.Option("--good-only", help="Take the good rows although others are faulty.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in a file of contributions, whole or not at all; every fault has its line and field."""
    if not file.is_file():
        raise UsageError(problem=f"there is no file {file}")
    if dry_run and good_only:
        raise UsageError(problem="--dry-run changes nothing, so --good-only can't go with it")
    with wiring.node(progress):
        report = _brought_in(file, officer, dry_run, good_only)
    show({"file": str(file), **report.to_dict()}, _table(report), as_json)
    if report.bad and not (good_only or dry_run):
        raise typer.Exit(1)


def _brought_in(file: Path, officer: str, dry_run: bool, good_only: bool) -> Report:
    from tocsin.entrances.cli.acting import as_officer
    from tocsin.records.contributing.actions import contribute_file
    from tocsin.records.contributing.batches import Mode
    from tocsin.records.contributing.rows import decoded, form_of

    mode = Mode.CHECK if dry_run else Mode.GOOD if good_only else Mode.ALL
    form = form_of(file.name)
    text = decoded(file.read_bytes(), form)
    with bars() as drawn, as_officer(officer) as actor:
        return contribute_file(
            actor, file.name, text, form, mode, now=system_clock(), progress=drawn.move
        )[1]


def _table(report: Report) -> Table:
    told = report.to_dict()
    counts = ("rows", "bad", "added", "revised", "unchanged", "held")
    said = ", ".join(f"{told[name]:,} {name}" for name in counts)
    table = Table("line", "reference", "field", "what is wrong", title=said)
    for each in report.faults[:SHOWN]:
        table.add_row(str(each.line), each.reference, each.field, each.message)
    if len(report.faults) > SHOWN:
        table.add_row("…", "", "", f"{len(report.faults) - SHOWN:,} more; see --json")
    return table


@app.command("remind")
def remind(as_json: AsJson = False) -> None:
    """Give every reminder that is due, delete what was refused, and forget old drafts.

    Call it from a timer, once an hour. Nothing ends because of it: records end by themselves.
    """
    counts = {"reminders": 0, "forgotten": 0, "drafts": 0}
    with wiring.node(progress):
        from tocsin.records.contributing.actions import forget_drafts
        from tocsin.records.gate.actions import forget_refused
        from tocsin.records.lifecycle.actions import remind as give_reminders

        for actor, _code in _members():
            now = system_clock()
            counts["reminders"] += len(give_reminders(actor, now=now))
            counts["forgotten"] += forget_refused(actor, now=now)
            counts["drafts"] += forget_drafts(actor, now=now)
    table = Table(*counts)
    table.add_row(*map(str, counts.values()))
    show(dict(counts), table, as_json)


@app.command("verify")
def verify(as_json: AsJson = False) -> None:
    """Check that every stored version is what its member signed, in its order."""
    found: list[dict[str, Any]] = []
    with wiring.node(progress):
        from tocsin.records.registers.verifying import forged_versions
        from tocsin.safeguards.access.actions import viewing

        for actor, code in _members():
            with viewing(actor):
                found += [
                    {"record": str(each.record_id), "version": each.number, "why": each.why}
                    for each in forged_versions(actor, code)
                ]
    table = Table("record", "version", "why", title=f"{len(found)} versions are not as signed")
    for each in found:
        table.add_row(each["record"], str(each["version"]), each["why"])
    show({"forged": found}, table, as_json)
    if found:
        raise typer.Exit(1)


def _members() -> Iterator[tuple[Actor, str]]:
    """Every member as the node acts for it, without an officer."""
    from tocsin.members.queries import codes_by_id
    from tocsin.safeguards.access.rules import Actor, Role

    for key, code in codes_by_id().items():
        yield Actor(key, frozenset({Role.CONTRIBUTOR})), code
