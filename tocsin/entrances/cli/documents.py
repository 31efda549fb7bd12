"""`tocsin documents`: travel documents that are lost, stolen or revoked.

The node checks for itself; an officer of the issuer, named by --officer, reports and ends.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import node_actor
from tocsin.entrances.cli.output import AsJson, progress, remark, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError
from tocsin.foundations.vocabulary.codes import Purpose

if TYPE_CHECKING:
    from tocsin.records.documents.rules import Asked, Checked
    from tocsin.records.documents.sheets import Sheet
    from tocsin.safeguards.access.rules import Actor

app = typer.Typer(help="Travel documents: lost, stolen, revoked.", no_args_is_help=True)
ByName = Annotated[str, typer.Option("--officer", help="The sign-in name of the issuer's officer.")]


@app.command("check")
def check(
    documents: Annotated[list[str], typer.Argument(help="Issuer and number, as XA:AB0123456.")],
    purpose: Annotated[Purpose, typer.Option(help="What it is for.")] = Purpose.BORDER_CHECK,
    case: Annotated[str, typer.Option(help="The case it belongs to.")] = "command line",
    as_json: AsJson = False,
) -> None:
    """Ask whether documents are reported; a miss leaves only a keyed hash in the ledger."""
    with wiring.node(progress):
        from tocsin.records.documents.actions import check_documents
        from tocsin.safeguards.access.reasons import Reasoned
        from tocsin.safeguards.ledger.keys import Keys

        asked = [_asked(each) for each in documents]
        why, keys = Reasoned(purpose, case), Keys(wiring.home() / "keys")
        found = check_documents(node_actor(), asked, why, keys=keys, now=system_clock())
        answers = [
            {"document": written, **_told(each)}
            for written, each in zip(documents, found, strict=True)
        ]
    show({"answers": answers}, _table(answers, "document", "outcome", "status"), as_json)


@app.command("report")
def report(
    file: Annotated[Path, typer.Argument(help="A CSV file: type, number, status, ...")],
    officer: ByName,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is wrong.")] = False,
    good_only: Annotated[
        bool, typer.Option("--good-only", help="Take the good rows although others are faulty.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Report many documents of the officer's member; every fault is told by line and column."""
    if not file.is_file():
        raise UsageError(problem=f"there is no file {file}")
    with wiring.node(progress):
        from tocsin.records.documents.actions import report_documents
        from tocsin.records.documents.queries import own_code
        from tocsin.records.documents.sheets import read_sheet
        from tocsin.safeguards.access.actions import viewing

        actor, now = _actor(officer), system_clock()
        sheet = read_sheet(file.read_bytes(), own_code(actor), now.date())
        taken = not dry_run and (good_only or not sheet.faults)
        added = 0
        if taken:
            with viewing(actor):
                rows = [each for _line, each in sheet.reports]
                added = report_documents(actor, rows, now=now).added
    _show_report(sheet, added, taken, as_json)
    if sheet.faults and not (dry_run or taken):
        remark("nothing was taken: mend the rows above, or give --good-only")
        raise typer.Exit(1)


@app.command("end")
def end(
    document: Annotated[str, typer.Argument(help="Kind and number, as P:AB0123456.")],
    officer: ByName,
    mistaken: Annotated[
        bool, typer.Option("--mistaken", help="It was never to be reported; else: recovered.")
    ] = False,
) -> None:
    """End the report of a document of the officer's member: it hits no more."""
    with wiring.node(progress):
        from tocsin.records.documents.actions import end_report
        from tocsin.records.documents.confirming.rules import Reply
        from tocsin.records.documents.queries import own_code
        from tocsin.records.documents.readings import normalised
        from tocsin.records.documents.rules import DocumentType
        from tocsin.safeguards.access.actions import viewing

        kind, number = _pair(document)
        if kind not in set(DocumentType):
            raise UsageError(problem=f"{kind} is none of P, I, V, R and T")
        actor = _actor(officer)
        how = Reply.MISTAKEN if mistaken else Reply.RECOVERED
        with viewing(actor):
            issuer, type_ = own_code(actor), DocumentType(kind)
            end_report(actor, issuer, type_, normalised(number), how, now=system_clock())


def _actor(officer: str) -> Actor:
    from tocsin.members.queries import officer_by_username
    from tocsin.safeguards.access.actions import actor_for

    return actor_for(officer_by_username(officer))


def _pair(written: str) -> tuple[str, str]:
    first, colon, number = written.partition(":")
    if not (first and colon and number):
        raise UsageError(problem=f"{written} is not of the form XA:AB0123456")
    return first, number


def _asked(written: str) -> Asked:
    from tocsin.records.documents.rules import Asked

    return Asked.of(*_pair(written))


def _told(checked: Checked) -> dict[str, Any]:
    alert, named = checked.alert, checked.named
    return {
        "outcome": checked.outcome.value,
        "because": checked.because.value if checked.because else "",
        "status": alert.status.value if alert else "",
        "issuer": alert.issuer if alert else "",
        "record": named.record_id if named else "",
    }


def _show_report(sheet: Sheet, added: int, taken: bool, as_json: bool) -> None:
    faults = [
        {"line": each.line, "field": each.field, "message": each.message} for each in sheet.faults
    ]
    answer = {"good": len(sheet.reports), "added": added, "taken": taken, "faults": faults}
    show(answer, _table(faults, "line", "field", "message", title=_title(answer)), as_json)


def _title(answer: dict[str, Any]) -> str:
    return f"{answer['good']:,} good rows, {answer['added']:,} added; rows at fault:"


def _table(rows: list[dict[str, Any]], *columns: str, title: str = "") -> Table:
    table = Table(*columns, title=title or None)
    for row in rows:
        table.add_row(*(str(row[column]) for column in columns))
    return table
