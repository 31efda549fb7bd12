"""``tocsin intake``: messages of carriers, their lines, and the flights that are expected."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import administrator, node_actor
from tocsin.entrances.cli.output import AsJson, progress, remark, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import TocsinError, UsageError

app = typer.Typer(help="Messages of carriers, lines and schedules.", no_args_is_help=True)
UNFINISHED = (".part", ".tmp", ".refused")
"""Endings of files that a watched folder leaves alone."""
SETTLED = 1.0
"""Seconds that a file must have been left alone before it is taken."""


@app.command()
def send(
    files: Annotated[list[Path], typer.Argument(help="PAXLST, PNRGOV, CSV or Excel.")],
    as_json: AsJson = False,
) -> None:
    """Put files into the inbox; `tocsin work` screens them."""
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise UsageError(problem=f"there is no file {missing[0]}")
    with wiring.node(progress):
        told = [{"file": str(file), **_delivered(file)} for file in files]
    _show(told, ("file", "id", "state", "is_new"), as_json, "messages")


@app.command()
def watch(
    folder: Annotated[Path, typer.Argument(help="Where carriers' files are put.")],
    once: Annotated[bool, typer.Option("--once", help="Take what is there, and end.")] = False,
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 1.0,
) -> None:
    """Take the files of a folder into the inbox and remove them, until Ctrl-C.

    A file is taken once nobody has written to it for a second. Hidden files and those that end in
    .part or .tmp are left alone; one that is refused is renamed to .refused, with the reason on
    stderr. When the inbox is full, files wait where they are.
    """
    if not folder.is_dir():
        raise UsageError(problem=f"there is no folder {folder}")
    with wiring.node(progress), suppress(KeyboardInterrupt):
        while True:
            for file in _settled(folder):
                _take(file)
            if once:
                return
            time.sleep(every)


def _settled(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.iterdir()):
        hidden = file.name.startswith(".") or file.suffix in UNFINISHED
        if not hidden and file.is_file() and time.time() - file.stat().st_mtime >= SETTLED:
            yield file


def _take(file: Path) -> None:
    from tocsin.travel.intake.errors import InboxFull

    try:
        _delivered(file)
        file.unlink()
    except InboxFull as error:
        remark(str(error))
    except TocsinError as error:
        remark(f"{file.name}: {error}")
        file.rename(file.with_name(f"{file.name}.refused"))


def _delivered(file: Path) -> dict[str, Any]:
    from tocsin.travel.intake.actions import deliver

    receipt = deliver(node_actor(), wiring.key_files(), file.read_bytes(), now=system_clock())
    return {**_told(receipt.message), "is_new": receipt.is_new}


@app.command()
def status(as_json: AsJson = False) -> None:
    """How many messages wait, how many were put aside, and what is held of travellers."""
    with wiring.node(progress):
        from tocsin.safeguards.access.actions import viewing
        from tocsin.travel.holding.queries import counts
        from tocsin.travel.intake.queries import depth

        actor = node_actor()
        found = depth(actor)
        with viewing(actor):
            lists, travellers = counts(actor, now=system_clock())
    told = {
        "waiting": found.waiting,
        "waiting_since": found.oldest.isoformat() if found.oldest else None,
        "quarantined": found.quarantined,
        "held_lists": lists,
        "held_travellers": travellers,
    }
    table = Table("what", "number")
    for what, number in told.items():
        table.add_row(what.replace("_", " "), str(number))
    show(told, table, as_json)


@app.command()
def quarantined(as_json: AsJson = False) -> None:
    """Messages that could not be read, with the kind of their fault."""
    with wiring.node(progress):
        from tocsin.travel.intake.queries import put_aside

        told = [_told(each) for each in put_aside(node_actor())]
    _show(told, ("id", "reason", "received_at", "size"), as_json, "messages")


@app.command()
def replay(
    message: Annotated[UUID, typer.Argument(help="The message's id.")], as_json: AsJson = False
) -> None:
    """Try a message again that was put aside."""
    with wiring.node(progress):
        from tocsin.travel.intake import actions

        told = _told(actions.replay(node_actor(), message))
    _show([told], ("id", "state"), as_json, "messages")


def _told(it: Any) -> dict[str, Any]:
    return {
        "id": str(it.id),
        "state": it.state,
        "reason": it.reason,
        "size": it.size,
        "received_at": it.received_at.isoformat(),
        **it.outcome,
    }


# --- lines ---


@app.command("add-line")
def add_line(
    name: Annotated[str, typer.Argument(help="What the carrier calls the line: XQ-1.")],
    key: Annotated[Path, typer.Option(help="The carrier's public Ed25519 key, PEM or base64.")],
    carrier: Annotated[str, typer.Option(help="Its IATA or ICAO code.")] = "",
    columns: Annotated[
        Path | None, typer.Option(help="JSON: what the columns of its tables mean.")
    ] = None,
) -> None:
    """Let a carrier send messages that it signs with this key."""
    described = _json(columns) if columns else {}
    with wiring.node(progress):
        from tocsin.travel.intake import actions

        text = key.read_text().strip()
        now = system_clock()
        actions.add_line(administrator(), name, carrier, text, columns=described, now=now)


@app.command("end-line")
def end_line(name: Annotated[str, typer.Argument(help="The line's name.")]) -> None:
    """Take nothing more on a line."""
    with wiring.node(progress):
        from tocsin.travel.intake import actions

        actions.end_line(administrator(), name, now=system_clock())


@app.command()
def lines(as_json: AsJson = False) -> None:
    """The carriers' lines."""
    with wiring.node(progress):
        from tocsin.travel.intake.queries import lines as known

        told = [
            {"name": each.name, "carrier": each.carrier, "ended": each.ended_at is not None}
            for each in known(administrator())
        ]
    _show(told, ("name", "carrier", "ended"), as_json, "lines")


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text())
    except (OSError, ValueError):
        raise UsageError(problem=f"{file} is not JSON") from None
    if not isinstance(found, dict):
        raise UsageError(problem=f"{file} is not an object")
    return found


# --- the schedule, and how long travellers are held ---


@app.command()
def expect(
    schedule: Annotated[Path, typer.Argument(help="CSV: flight,from,to,departs,arrives.")],
    as_json: AsJson = False,
) -> None:
    """Await passenger lists of the flights of a schedule (local times, ISO)."""
    if not schedule.is_file():
        raise UsageError(problem=f"there is no file {schedule}")
    with wiring.node(progress):
        from tocsin.travel.intake import actions
        from tocsin.travel.intake.schedules import read_schedule

        added = actions.expect(node_actor(), read_schedule(schedule.read_text()))
    _show([{"added": added}], ("added",), as_json, "flights")


@app.command()
def lacking(as_json: AsJson = False) -> None:
    """Flights of the schedule whose passenger list is missing, or came after the departure."""
    with wiring.node(progress):
        from tocsin.travel.intake.queries import lacking_lists

        told = [
            {
                "flight": each.flight.flight,
                "from": each.flight.departure,
                "to": each.flight.arrival,
                "departs_at": each.flight.departs_at.isoformat(),
                "lack": each.lack.value,
                "minutes": int(each.by.total_seconds() // 60),
            }
            for each in lacking_lists(node_actor(), now=system_clock())
        ]
    _show(told, ("flight", "from", "to", "departs_at", "lack", "minutes"), as_json, "flights")


@app.command()
def retention(
    hours: Annotated[int, typer.Argument(help="0 to 24, after the end of the flight day.")],
) -> None:
    """How long travellers are held for new listings to find them; 0 holds nobody."""
    with wiring.node(progress):
        from tocsin.travel.holding.actions import set_retention

        set_retention(administrator(), hours)


def _show(rows: list[dict[str, Any]], columns: tuple[str, ...], as_json: bool, what: str) -> None:
    table = Table(*(each.replace("_", " ") for each in columns))
    for row in rows:
        table.add_row(*(str(row.get(each, "")) for each in columns))
    show({what: rows}, table, as_json)
