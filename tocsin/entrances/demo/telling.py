"""What the demonstration found, told in a terminal of 100 columns, and how to go on from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.entrances.demo.acceding import PASSWORD
from tocsin.entrances.demo.playing import Played
from tocsin.entrances.demo.reading import member_names, members
from tocsin.entrances.demo.ringing import Call, Rung
from tocsin.entrances.web.templatetags.words import word
from tocsin.matching import Reason

STATES = {
    "open": ("waits for an officer", "yellow"),
    "awaits_second": ("waits for a second officer", "yellow"),
    "confirmed": ("the same person", "green"),
    "dismissed": ("not the same", "dim"),
    "cannot_tell": ("cannot tell", "yellow"),
}
LEAST_TOLD = 0.045
"""Evidence that weighs less is left out of a cell, like the bounds of the score itself."""
BOUNDS = "bounds of the score"
COLUMNS = (
    ("Traveller, as sent", 23),
    ("Record, and what it asks for", 33),
    ("Evidence", 25),
    ("Now", 15),
)
CAPTION = (
    "Evidence in points of 100, above 4 points; the page of a candidate shows all of it. A score"
    " is no decision."
)


def as_json(played: Played) -> dict[str, Any]:
    """The same for machines."""
    return {
        "began": played.began.isoformat(),
        "members": played.members,
        "contributed": played.contributed,
        "flights": [_rung_as_json(each) for each in played.flights],
    }


def found(played: Played) -> RenderableType:
    """Every candidate with its reasons, flight by flight, what stayed silent, and the counts."""
    lines: list[RenderableType] = [_grid(header=True)]
    for rung in played.flights:
        lines.append(_flight(rung, played.began))
        lines.append(_grid(*rung.calls))
    return Group(*lines, Text(f"\n{CAPTION}", style="dim"), _counts(played), _silence(played))


def doors(address: str) -> RenderableType:
    """Where to go and as whom."""
    table = Table(title=f"Sign in at {address}", title_justify="left", box=None, expand=True)
    table.add_column("as", style="bold", no_wrap=True)
    table.add_column("password", no_wrap=True)
    table.add_column("of", no_wrap=True)
    table.add_column("and see")
    for member in members():
        for officer in member.officers:
            if officer.task:
                table.add_row(officer.username, PASSWORD, member.code, officer.task)
    return Padding(table, (1, 0))


def _grid(*calls: Call, header: bool = False) -> Table:
    """The same columns for every flight, so that they stand below each other."""
    table = Table(box=None, show_header=header, padding=(0, 1, 0, 0), header_style="bold")
    for title, width in COLUMNS:
        table.add_column(title, width=width)
    for call in calls:
        table.add_row(_traveller(call), _record(call), _evidence(call), _state(call))
    return table


def _flight(rung: Rung, began: datetime) -> Text:
    text = Text(f"\n{rung.flight} {rung.origin}→{rung.destination}", style="bold cyan")
    when = _when(rung.departs_at, began)
    facts = f"  {when}, {rung.travellers} aboard, screened by {member_names()[rung.screened_by]}"
    return text.append(facts, style="not bold dim")


def _when(departs: datetime, began: datetime) -> str:
    around_now = abs(departs - began) < timedelta(days=2)
    return f"{departs:%a %H:%M} UTC" if around_now else f"{departs:%d %b %H:%M} UTC"


def _traveller(call: Call) -> Text:
    surname, *given = call.names
    return Text(f"{surname}, {' '.join(given)}\n").append(f"born {call.born}", style="dim")


def _record(call: Call) -> Text:
    asks = word(call.action, "action").lower()
    record = f"{call.reference} ({call.originator}): {asks}"
    return Text(f"{call.record_name}\n").append(record, style="dim")


def _evidence(call: Call) -> Text:
    style = "bold" if call.band == "strong" else ""
    told = (f"{what} {weight * 100:+.0f}" for what, weight in _sums(call.reasons))
    score = Text(f"{call.score * 100:.0f} {call.band}\n", style=style)
    return score.append(", ".join(told), style="not bold dim")


def _sums(reasons: Iterable[Reason]) -> Iterator[tuple[str, float]]:
    """Reasons of one kind ("name: same", "name: joined") as one, in the order they came."""
    sums: dict[str, float] = {}
    for each in reasons:
        kind = each.feature.partition(":")[0].partition(",")[0]
        sums[kind] = sums.get(kind, 0.0) + each.weight
    return (
        (kind, sum_) for kind, sum_ in sums.items() if kind != BOUNDS and abs(sum_) > LEAST_TOLD
    )


def _state(call: Call) -> Text:
    words, style = STATES[call.state]
    return Text(words, style=style)


def _counts(played: Played) -> Text:
    aboard = sum(rung.travellers for rung in played.flights)
    calls = [call for rung in played.flights for call in rung.calls]
    waiting = sum(call.state in ("open", "awaits_second") for call in calls)
    return Text(
        f"{len(played.flights)} flights, {aboard:,} travellers: {len(calls)} candidates, of which"
        f" {waiting} wait for a person. All other travellers are counted and forgotten."
    )


def _silence(played: Played) -> Text:
    """Listed travellers for whom the bell must not ring, as long as it doesn't."""
    told = [
        f"\n  {' '.join(each.names)} on {rung.flight}: {each.because}."
        for rung in played.flights
        for each in rung.silent
        if each.record not in {call.reference for call in rung.calls}
    ]
    return Text("".join(("\nFor these listed travellers it stayed silent, as it must:", *told)))


def _rung_as_json(rung: Rung) -> dict[str, Any]:
    return {
        "flight": rung.flight,
        "from": rung.origin,
        "to": rung.destination,
        "departs_at": rung.departs_at.isoformat(),
        "screened_by": rung.screened_by,
        "travellers": rung.travellers,
        "candidates": [
            {**asdict(call), "candidate_id": str(call.candidate_id)} for call in rung.calls
        ],
    }


def _call_as_json(call: Call) -> dict[str, Any]:
    return {**asdict(call), "candidate_id": str(call.candidate_id)}
