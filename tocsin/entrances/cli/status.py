"""What a node is made of, what it holds, and whether it works: the first thing to ask it."""

from __future__ import annotations

import platform
from typing import Any

from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import node_actor
from tocsin.entrances.cli.output import AsJson, progress, show


def status(as_json: AsJson = False) -> None:
    """What this node holds and whether it works: database, index, counts, versions."""
    with wiring.node(progress):
        state = _state()
    table = Table("what", "state", title="Tocsin")
    for key, value in state.items():
        table.add_row(key, _in_words(value))
    show(state, table, as_json)


def _state() -> dict[str, Any]:
    from tocsin import __version__
    from tocsin.members.queries import count
    from tocsin.screening.upkeep import fresh_index

    held = _held()
    index = fresh_index(wiring.home() / "index", report=progress)
    return {
        "version": __version__,
        "python": platform.python_version(),
        "database": f"PostgreSQL {_server_version() // 10_000}",
        "server": "your own" if wiring.has_own_server() else "embedded",
        "home": str(wiring.home().absolute()),
        "index": {"version": index.version, "subjects": len(index)},
        "members": count(),
        **held,
    }


def _held() -> dict[str, Any]:
    """What the node's own member may see: records by list, its flights, its candidates."""
    from tocsin.records.registers.queries import counts_by_list
    from tocsin.review.queries import counts
    from tocsin.safeguards.access.actions import viewing
    from tocsin.travel.queries import count

    actor = node_actor()
    with viewing(actor):
        candidates = {str(state): number for state, number in counts(actor).items()}
        return {"records": counts_by_list(actor), "flights": count(), "candidates": candidates}


def _server_version() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _in_words(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{name}: {each}" for name, each in value.items()) or "none"
