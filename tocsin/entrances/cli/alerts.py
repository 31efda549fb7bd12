"""``tocsin alerts``: what waits at a member's desk, and sending what has not arrived."""

from __future__ import annotations

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import node_actor
from tocsin.entrances.cli.output import AsJson, progress, show
from tocsin.foundations.clock import system_clock

app = typer.Typer(help="Alerts between members.", no_args_is_help=True)


@app.command("list")
def list_alerts(as_json: AsJson = False) -> None:
    """The alerts of the node's own member, the nearest deadline first."""
    with wiring.node(progress):
        from tocsin.alerts.queries import inbox
        from tocsin.alerts.rules import due, is_overdue

        now = system_clock()
        rows = [
            {
                "case": str(each.id),
                "reference": each.record.reference,
                "state": each.state,
                "due": str(due(each) or ""),
                "overdue": is_overdue(each, now),
            }
            for each in inbox(node_actor(), limit=1_000)
        ]
    table = Table("case", "reference", "state", "due", "overdue")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    show({"alerts": rows}, table, as_json)


@app.command()
def deliver(as_json: AsJson = False) -> None:
    """Send what waits for every member, and note what must be carried up; the workers do it too."""
    with wiring.node(progress):
        from tocsin.entrances.ringing import ring_all

        counts = ring_all(now=system_clock())
    table = Table(*counts)
    table.add_row(*(str(each) for each in counts.values()))
    show(counts, table, as_json)
