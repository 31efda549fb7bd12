"""The commands. Each starts the node, calls one action and shows what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli import (
    alerts,
    database,
    documents,
    intake,
    ledger,
    lists,
    measures,
    members,
    officers,
    records,
    resolution,
    sealed,
    tokens,
)
from tocsin.entrances.cli.acting import front_line_actor, node_actor
from tocsin.entrances.cli.demo import demo
from tocsin.entrances.cli.output import AsJson, progress, show
from tocsin.entrances.cli.serving import serve, work
from tocsin.entrances.cli.status import status
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError
from tocsin.foundations.vocabulary.codes import Purpose

if TYPE_CHECKING:
    from tocsin.matching import Traveller
    from tocsin.screening.actions import Found
    from tocsin.screening.manifests import Proposal
    from tocsin.screening.rules import Told

app = typer.Typer(
    help="Tocsin finds lawfully listed people when they travel, and nobody else.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(alerts.app, name="alerts")
app.add_typer(lists.app, name="lists")
app.add_typer(database.app, name="database")
app.add_typer(documents.app, name="documents")
app.add_typer(intake.app, name="intake")
app.add_typer(ledger.app, name="ledger")
app.add_typer(members.app, name="members")
for taking_two in (measures.suspend, measures.confirm, measures.reject, measures.reinstate):
    members.app.command()(taking_two)
app.add_typer(sealed.app, name="messages")
app.add_typer(officers.app, name="officers")
app.add_typer(resolution.app, name="resolution")
app.add_typer(records.app, name="records")
app.add_typer(tokens.app, name="tokens")
app.command()(demo)
app.command()(serve)
app.command()(status)
app.command()(work)


@app.command()
def match(
    name: Annotated[str, typer.Argument(help="The name, in any script and order.")],
    born: Annotated[str, typer.Option(help="1970, 1970-05 or 1970-05-02.")] = "",
    nationality: Annotated[str, typer.Option(help="ISO 3166-1 alpha-2.")] = "",
    document: Annotated[str, typer.Option(help="Issuer and number, as XA:123456.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    purpose: Annotated[Purpose, typer.Option(help="What it is for.")] = Purpose.INVESTIGATION,
    case: Annotated[str, typer.Option(help="The case it belongs to.")] = "command line",
    as_json: AsJson = False,
) -> None:
    """Ask the register about one person; every question is noted in the ledger."""
    traveller = _traveller(name, born, nationality, document)
    with wiring.node(progress):
        found = _ask(traveller, purpose, case, limit)
        answer = [_candidate(each) for each in found]
    show({"candidates": answer}, _candidates_table(answer), as_json)


@app.command()
def check(
    name: Annotated[str, typer.Argument(help="The name, in any script and order.")],
    purpose: Annotated[Purpose, typer.Option(help="What it is for.")],
    case: Annotated[str, typer.Option(help="The case it belongs to.")],
    born: Annotated[str, typer.Option(help="1970, 1970-05 or 1970-05-02.")] = "",
    nationality: Annotated[str, typer.Option(help="ISO 3166-1 alpha-2.")] = "",
    document: Annotated[str, typer.Option(help="Issuer and number, as XA:123456.")] = "",
    as_json: AsJson = False,
) -> None:
    """Check a person as the front line does: a candidate or none, what to do, whom to call."""
    traveller = _traveller(name, born, nationality, document)
    with wiring.node(progress):
        told = _told(traveller, purpose, case)
    answer = {
        "candidate": told.candidate,
        "action": told.action,
        "contact": told.contact,
        "caution": told.caution,
    }
    table = Table(*answer)
    table.add_row(*(str(each or "") for each in answer.values()))
    show(answer, table, as_json)


def _told(traveller: Traveller, purpose: Purpose, case: str) -> Told:
    from tocsin.safeguards.access.reasons import Reasoned
    from tocsin.safeguards.ledger.keys import Keys
    from tocsin.screening.actions import check
    from tocsin.screening.upkeep import fresh_index

    index = fresh_index(wiring.home() / "index", report=progress)
    why, keys = Reasoned(purpose, case), Keys(wiring.home() / "keys")
    return check(front_line_actor(), index, traveller, why, keys=keys, now=system_clock())


@app.command()
def screen(
    files: Annotated[
        list[Path], typer.Argument(help="Passenger lists: PAXLST, PNRGOV, CSV or Excel.")
    ],
    as_json: AsJson = False,
) -> None:
    """Screen whole passenger lists; who is no candidate is counted and forgotten."""
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise UsageError(problem=f"there is no file {missing[0]}")
    with wiring.node(progress):
        messages = [message for file in files for message in _screened(file)]
    show({"messages": messages}, _messages_table(messages), as_json)


def _screened(file: Path) -> list[dict[str, Any]]:
    from tocsin.screening.manifests import fault_as_stored, screen_list
    from tocsin.screening.upkeep import fresh_index
    from tocsin.travel.intake.reading import found_in

    now, files = system_clock(), wiring.key_files()
    reading = found_in(file.read_bytes(), {}, received=now)
    around = [fault_as_stored(each) for each in reading.faults]
    index = fresh_index(wiring.home() / "index", report=progress)
    actor = node_actor()
    answers = []
    for listed in reading.lists:
        manifest, proposals = screen_list(actor, index, listed, now=now, files=files)
        answers.append(
            {
                "file": str(file),
                "flight": manifest.flight,
                "travellers": manifest.travellers,
                "faults": [*around, *manifest.faults],
                "candidates": [
                    {"traveller": _particulars(each), **_candidate(found)}
                    for each in proposals
                    for found in each.found
                ],
            }
        )
    return answers or [_nothing_read(file, around)]


def _nothing_read(file: Path, faults: list[dict[str, object]]) -> dict[str, Any]:
    return {"file": str(file), "flight": "", "travellers": 0, "faults": faults, "candidates": []}


def _particulars(proposal: Proposal) -> dict[str, Any]:
    from tocsin.screening.manifests import particulars_of

    return particulars_of(proposal.traveller)


def _messages_table(messages: list[dict[str, Any]]) -> Table:
    table = Table("flight", "travellers", "faults", "traveller", "reference", "band", "score")
    for each in messages:
        head = (each["flight"], str(each["travellers"]), str(len(each["faults"])))
        for found in each["candidates"] or [None]:
            table.add_row(*head, *_candidate_cells(found))
            head = ("", "", "")
    return table


def _candidate_cells(found: dict[str, Any] | None) -> tuple[str, str, str, str]:
    if found is None:
        return ("no candidate", "", "", "")
    names = " ".join(found["traveller"]["names"])
    return (names, found["reference"], found["band"], f"{found['score']:.2f}")


def _ask(traveller: Traveller, purpose: Purpose, case: str, limit: int) -> list[Found]:
    from tocsin.safeguards.access.reasons import Reasoned
    from tocsin.safeguards.ledger.keys import Keys
    from tocsin.screening.actions import ask
    from tocsin.screening.upkeep import fresh_index

    actor = node_actor()
    index = fresh_index(wiring.home() / "index", report=progress)
    why, keys = Reasoned(purpose, case), Keys(wiring.home() / "keys")
    return ask(actor, index, traveller, why, keys=keys, now=system_clock(), limit=limit)


def _traveller(name: str, born: str, nationality: str, document: str) -> Traveller:
    from tocsin.matching import Traveller

    issuer, colon, number = document.partition(":")
    if document and not (colon and number):
        raise UsageError(problem=f"--document {document} is not of the form XA:123456")
    try:
        documents = [(issuer, number)] if document else []
        return Traveller([name], born or None, nationality or None, documents)
    except ValueError as error:
        raise UsageError(problem=str(error)) from None


def _candidate(found: Found) -> dict[str, Any]:
    candidate = found.candidate
    return {
        "reference": found.record.reference,
        "list": found.record.source_list,
        "name": found.record.primary_name,
        "score": candidate.score,
        "band": candidate.band,
        "reasons": [
            {
                "feature": each.feature,
                "weight": each.weight,
                "theirs": each.theirs,
                "ours": each.ours,
            }
            for each in candidate.reasons
        ],
    }


def _candidates_table(answer: list[dict[str, Any]]) -> Table:
    table = Table("reference", "name", "score", "band", "reasons", title="Candidates")
    for each in answer:
        reasons = "\n".join(
            f"{reason['weight']:+.2f} {reason['feature']}: {reason['theirs']} / {reason['ours']}"
            for reason in each["reasons"]
        )
        table.add_row(
            each["reference"], each["name"], f"{each['score']:.2f}", each["band"], reasons
        )
    return table
