"""How the cost of screening grows with the list: a plot and a table into ``docs/measurements``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

FOLDER = Path(__file__).parents[1] / "docs" / "measurements"
RATES = {
    "rate_by_processor_time_per_s": "with birth date",
    "rate_by_processor_time_without_birth_date_per_s": "without birth date",
}
COLUMNS = {
    "subjects": "listed subjects",
    "travellers": "travellers",
    "load_average": "load average",
    "rate_per_s": "travellers/s",
    "rate_without_birth_date_per_s": "without birth dates",
    "rate_by_processor_time_per_s": "by processor time",
    "rate_by_processor_time_without_birth_date_per_s": "without birth dates",
    "p99_ms": "p99 of one, ms",
    "candidates_per_traveller": "candidates each",
    "index_bytes": "index, bytes",
    "private_bytes_per_process": "private memory, bytes",
    "open_s": "open, s",
    "build_per_s": "built, subjects/s",
    "build_processor_s": "processor time of building, s",
    "delta_visible_s": "change seen, s",
}


def write(measured: Sequence[dict[str, Any]], folder: Path = FOLDER) -> None:
    """Write ``matching-speed.svg`` and ``matching-speed.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "matching-speed.svg").write_text(drawn(measured), encoding="utf-8")
    (folder / "matching-speed.md").write_text(page(measured), encoding="utf-8")


def drawn(measured: Sequence[dict[str, Any]]) -> str:
    """The rates by the size of the list, both axes logarithmic, as SVG."""
    values = [
        {"subjects": each["subjects"], "rate": each[key], "travellers": name}
        for each in measured
        for key, name in RATES.items()
    ]
    chart = (
        alt.Chart(alt.Data(values=values), width=480, height=300)
        .mark_line(point=True)
        .encode(
            x=alt.X("subjects:Q", scale=alt.Scale(type="log"), title="listed subjects"),
            y=alt.Y("rate:Q", scale=alt.Scale(type="log"), title="travellers screened a second"),
            color=alt.Color("travellers:N", title="travellers"),
        )
    )
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def page(measured: Sequence[dict[str, Any]]) -> str:
    """The figures as a page of Markdown."""
    lines = [
        "# How fast travellers are screened",
        "",
        "Invented travellers in eight language groups, "
        f"{measured[0]['processes']} processes that share one index, on a machine of two cores.",
        "",
        "![Rates by size of the list](matching-speed.svg)",
        "",
        "| " + " | ".join(COLUMNS.values()) + " |",
        "|" + "---:|" * len(COLUMNS),
        *("| " + " | ".join(f"{each[key]:,}" for key in COLUMNS) + " |" for each in measured),
        "",
        "Half of the listed subjects have a full birth date, a quarter a year, a quarter none; "
        "each has 2.5 names on average. Taken with",
        "",
        "    python -m benchmarks.matching_speed --subjects N --travellers M --processes 2",
        "",
        "Each process had screened as many other travellers before it was timed. Rates by",
        "processor time, which are drawn, are what the processes reach with a core for each. On a",
        "machine that others use (a load average above the processes) the clock tells less than",
        "that. What private memory is, and what the peer is asked, is said in",
        "`benchmarks/matching_speed.py`.",
    ]
    return "\n".join(lines) + "\n"
