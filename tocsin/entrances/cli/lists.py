"""``tocsin lists``: bringing in the lists that publishers keep."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.output import AsJson, bars, progress, remark, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError

if TYPE_CHECKING:
    from tocsin.entrances.fetching.download import Fetched
    from tocsin.records.lists.actions import Acceptance
    from tocsin.records.lists.models import Run
    from tocsin.safeguards.access.rules import Actor

app = typer.Typer(help="The lists that publishers keep.", no_args_is_help=True)


class PublishedList(StrEnum):
    """The lists that can be imported."""

    UN = "un"
    OFAC = "ofac"
    EU = "eu"


Source = Annotated[PublishedList, typer.Argument(help="Whose list it is.")]
AcceptShrinking = Annotated[
    bool,
    typer.Option("--accept-shrinking", help="Import it also if it delists more than half."),
]


@app.command("import")
def import_list(
    source: Source,
    file: Annotated[Path, typer.Argument(help="The publisher's XML file.")],
    accept_shrinking: AcceptShrinking = False,
    as_json: AsJson = False,
) -> None:
    """Make the register hold what the file lists; what it no longer lists stops matching."""
    if not file.is_file():
        raise UsageError(problem=f"there is no file {file}")
    with wiring.node(progress):
        from tocsin.records.lists.actions import Acceptance, publisher_actor

        actor = publisher_actor(source, now=system_clock())
        accept = Acceptance(shrinking=accept_shrinking, older=True)
        run = _bring_in(actor, source, file, accept)
        _remark_on_age(actor, run)
    _show_run(run, as_json)


@app.command("fetch")
def fetch_list(
    source: Source,
    url: Annotated[str, typer.Option("--from", help="An https address instead of its own.")] = "",
    accept_shrinking: AcceptShrinking = False,
    accept_older: Annotated[
        bool, typer.Option("--accept-older", help="Import it also if a newer edition is held.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Download a list from its publisher and import it; what is not new is renewed."""
    fetched = _fetched(source, url)
    if not fetched.is_new:
        remark(f"the list has not changed since {fetched.modified or 'it was last fetched'}")
    with wiring.node(progress):
        from tocsin.records.lists.actions import Acceptance, publisher_actor

        actor = publisher_actor(source, now=system_clock())
        accept = Acceptance(shrinking=accept_shrinking, older=accept_older)
        run = _bring_in(actor, source, fetched.path, accept)
    _show_run(run, as_json)


def _fetched(source: PublishedList, url: str) -> Fetched:
    from tocsin.entrances.fetching.addresses import address_of
    from tocsin.entrances.fetching.download import fetch

    with bars() as drawn:
        return fetch(
            source,
            address_of(source, url),
            wiring.home() / "downloads",
            report=lambda done, total: drawn.move("fetching", done, total),
        )


def _bring_in(actor: Actor, source: PublishedList, file: Path, accept: Acceptance) -> Run:
    from tocsin.records.lists.actions import import_list

    with bars() as drawn:
        return import_list(
            actor,
            source,
            file,
            now=system_clock(),
            accept=accept,
            report=lambda step: drawn.move(step.what, step.done, step.total),
        )


def _remark_on_age(actor: Actor, run: Run) -> None:
    """Whoever chose an older file by hand is not refused, but told."""
    from tocsin.records.lists.queries import edition_before
    from tocsin.records.lists.rules import goes_back
    from tocsin.safeguards.access.actions import viewing

    with viewing(actor):
        before = edition_before(run)
    if goes_back(run.published_on, before):
        remark(f"this edition ({run.published_on}) is older than the one it replaced ({before})")


def _show_run(run: Run, as_json: bool) -> None:
    counts = {
        "added": len(run.added),
        "changed": len(run.changed),
        "removed": len(run.removed),
        "unchanged": run.unchanged,
    }
    table = Table("list", *counts)
    table.add_row(run.source_list, *(f"{value:,}" for value in counts.values()))
    show({"list": run.source_list, **counts}, table, as_json)
