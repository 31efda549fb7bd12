"""``tocsin resolution``: having the index compare all records; people judge on the pages."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import registrar_actor
from tocsin.entrances.cli.output import AsJson, bars, progress, show
from tocsin.foundations.clock import system_clock

app = typer.Typer(help="Which records are about one subject.", no_args_is_help=True)


@app.command()
def propose(as_json: AsJson = False) -> None:
    """Compare every record with all others and propose the pairs that are alike."""
    with wiring.node(progress):
        from tocsin.records.registers.queries import count_seen
        from tocsin.resolution import actions
        from tocsin.screening.upkeep import fresh_index

        actor, now = registrar_actor(), system_clock()
        index = fresh_index(wiring.home() / "index", report=progress)
        total = count_seen(actor, now=now)
        with bars() as drawn:
            records, pairs = actions.propose(
                actor, index, now=now, report=lambda done: drawn.move("comparing", done, total)
            )
    table = Table("records compared", "pairs proposed")
    table.add_row(f"{records:,}", f"{pairs:,}")
    show({"records": records, "pairs": pairs}, table, as_json)


@app.command()
def pairs(
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    as_json: AsJson = False,
) -> None:
    """The proposed pairs that nobody has judged, likest first."""
    with wiring.node(progress):
        from tocsin.resolution.queries import proposals

        found = proposals(registrar_actor(), limit=limit)
        answer = [_pair(each.score, each.first, each.second) for each in found]
    table = Table("score", "list", "reference", "name", "list", "reference", "name")
    for each in answer:
        table.add_row(f"{each['score']:.2f}", *each["first"].values(), *each["second"].values())
    show({"pairs": answer}, table, as_json)


def _pair(score: float, first: Any, second: Any) -> dict[str, Any]:
    return {"score": score, "first": _side(first), "second": _side(second)}


def _side(record: Any) -> dict[str, str]:
    return {
        "list": record.source_list,
        "reference": record.reference,
        "name": record.primary_name,
    }
