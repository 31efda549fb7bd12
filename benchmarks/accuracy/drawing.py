"""Curves as SVG, drawn on this machine by altair and vl-convert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import vl_convert

from benchmarks.accuracy.curves import ALL, Curve, at

FLOOR = 5.0
"""Where "nobody in this sample" stands on the logarithmic axis of false candidates."""
WIDTH, HEIGHT = 560, 320
_COLOURS = ("#0b5fa5", "#b3541e", "#5b7f2b", "#7a4f9a", "#c08a00", "#19797c", "#9a3b5a", "#555555")


def of_scorers(curves: Sequence[Curve], threshold: float) -> str:
    """Recall against false candidates, one line a scorer and question; ours has its default."""
    shown = [one for one in curves if one.group == ALL]
    lines = _lines(shown, lambda one: f"{one.scorer}, {one.question}", "scorer, question")
    marks = _marks([one for one in shown if one.scorer == "tocsin"], threshold)
    return _svg(alt.layer(lines, *marks), "Found among listed people against false candidates")


def of_groups(curves: Sequence[Curve], question: str, threshold: float) -> str:
    """The same for one question, one line a language group."""
    shown = [
        one
        for one in curves
        if one.scorer == "tocsin" and one.question == question and one.group != ALL
    ]
    lines = _lines(shown, lambda one: one.group, "language group")
    marks = _marks(shown, threshold)
    return _svg(alt.layer(lines, *marks), f"By language group, {question}")


def _lines(curves: Iterable[Curve], name: Any, title: str) -> alt.Chart:
    values = [
        {
            "line": name(one),
            "false": max(FLOOR, point.false_per_million),
            "recall": point.recall,
            "threshold": point.threshold,
        }
        for one in curves
        for point in one.points
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X("false:Q", scale=alt.Scale(type="log"), title="false candidates per million"),
            y=alt.Y("recall:Q", scale=alt.Scale(domain=[0, 1]), title="share found"),
            color=alt.Color("line:N", title=title, scale=alt.Scale(range=list(_COLOURS))),
            order=alt.Order("threshold:Q"),
        )
    )


def _marks(curves: Sequence[Curve], threshold: float) -> list[alt.Chart]:
    values = [
        {"false": max(FLOOR, point.false_per_million), "recall": point.recall}
        for one in curves
        for point in (at(one, threshold),)
    ]
    points = alt.Chart(alt.Data(values=values)).mark_point(filled=True, size=70, color="#111111")
    return [points.encode(x="false:Q", y="recall:Q")] if values else []


def _svg(chart: alt.LayerChart, title: str) -> str:
    drawn = chart.properties(title=title, width=WIDTH, height=HEIGHT).configure(
        font="sans-serif", background="#ffffff"
    )
    return str(vl_convert.vegalite_to_svg(drawn.to_json(validate=False)))
