"""Draw the pictures of docs/explanation from the scorer itself: ``python -m tools.draw_matching``.

Every number in them is what the code gives today for invented people; nothing is drawn by hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import altair as alt
import vl_convert

from tocsin.matching import Candidate, Index, Subject, Traveller
from tocsin.matching.score import STRONG, THRESHOLD

FOLDER = Path(__file__).parents[1] / "docs" / "explanation" / "pictures"
LISTED = Subject(
    "XQi.007",
    ["Qasim Omar al-Zarbaran"],
    ["1970-05-02"],
    ["XA"],
    [("XA", "P4410982")],
    "M",
)
FOR, AGAINST, QUIET = "#0b5fa5", "#b3541e", "#9aa5b1"
BANDS = {"strong": "#0b3d6e", "possible": "#4c8bc4", "no candidate": "#b8c2cc"}
WIDTH, ROW = 420, 26


class Question(NamedTuple):
    """A traveller, and how the picture calls it."""

    label: str
    traveller: Traveller


SPELLINGS = [
    Question(name, Traveller(name))
    for name in (
        "QASIM OMAR ALZARBARAN",
        "ZARBARAN<<QASIM<OMAR",
        "Zarbaran, Kasem Umar",
        "Qassem al Zarbarane",
        "ZARBARAN/QASIMMR",
        "قاسم عمر الزرباران",
        "Касим Омар Зарбаран",
        "Q. Zarbaran",
        "Qasim Haddadi",
        "Omar Tarnovek",
    )
]
NAME = "Kasem Zarbaran"
EVIDENCE = [
    Question("the name alone", Traveller(NAME)),
    Question("name and nationality", Traveller(NAME, nationality="XA")),
    Question("name and birth year", Traveller(NAME, "1970")),
    Question("name, day and month swapped", Traveller(NAME, "1970-02-05")),
    Question("name and birth date", Traveller(NAME, "1970-05-02")),
    Question(
        "name, birth date, passport", Traveller(NAME, "1970-05-02", "XA", [("XA", "P4410982")])
    ),
    Question("name, born 30 years later", Traveller(NAME, "2000-05-02")),
    Question(
        "another name, same passport", Traveller("Ilse Ostreg", documents=[("XA", "P4410982")])
    ),
]


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        index = Index.build([LISTED], directory)
        pictures = {
            "one-candidate.svg": waterfall(index, Traveller("Kasem Zarbaran", "1970-05-02", "XA")),
            "spellings.svg": bars(index, SPELLINGS, "Names alone, against Qasim Omar al-Zarbaran"),
            "evidence.svg": bars(index, EVIDENCE, f"What stands beside the name {NAME}"),
        }
    for name, picture in pictures.items():
        (FOLDER / name).write_text(picture, encoding="utf-8")


def waterfall(index: Index, traveller: Traveller) -> str:
    """One candidate's reasons as steps from nothing to its score."""
    candidate = _explained(index, traveller)
    rows: list[dict[str, Any]] = []
    reached = 0.0
    for at, reason in enumerate(candidate.reasons):
        sides = " / ".join(side for side in (reason.theirs, reason.ours) if side)
        rows.append(
            {
                "row": f"{at + 1}. {reason.feature}" + (f": {sides}" if sides else ""),
                "from": round(reached, 4),
                "to": round(reached + reason.weight, 4),
                "text": f"{reason.weight:+.2f}",
                "kind": "speaks for" if reason.weight >= 0 else "speaks against",
            }
        )
        reached += reason.weight
    rows.append(_total(candidate, len(rows)))
    colours = alt.Scale(
        domain=["speaks for", "speaks against", "the score"], range=[FOR, AGAINST, "#1b2733"]
    )
    chart = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(labelLimit=380)),
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, 1]), title="points"),
    )
    steps = chart.mark_bar(height=ROW - 10).encode(
        x2="to:Q", color=alt.Color("kind:N", title=None, scale=colours)
    )
    numbers = (
        chart.mark_text(align="left", dx=5)
        .encode(x=alt.X("end:Q"), text="text:N")
        .transform_calculate(end="max(datum.from, datum.to)")
    )
    return _svg(alt.layer(_lines(), steps, numbers), "Why this is a candidate", len(rows))


def bars(index: Index, questions: Sequence[Question], title: str) -> str:
    """One bar a question, as long as its score, named and coloured by its band."""
    rows = []
    for one in questions:
        found = _explained(index, one.traveller)
        band = found.band or "no candidate"
        rows.append(
            {
                "row": one.label,
                "score": found.score,
                "band": band,
                "text": f"{found.score:.2f} {band}",
            }
        )
    chart = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(labelLimit=380)),
        x=alt.X("score:Q", scale=alt.Scale(domain=[0, 1]), title="score"),
    )
    colours = alt.Scale(domain=list(BANDS), range=list(BANDS.values()))
    drawn = chart.mark_bar(height=ROW - 10).encode(
        color=alt.Color("band:N", title=None, scale=colours)
    )
    numbers = chart.mark_text(align="left", dx=5).encode(text="text:N")
    return _svg(alt.layer(_lines(), drawn, numbers), title, len(rows))


def _explained(index: Index, traveller: Traveller) -> Candidate:
    found = index.explain(traveller, LISTED.id)
    if found is None:
        raise RuntimeError("the invented subject is not in its index")
    return found


def _total(candidate: Candidate, at: int) -> dict[str, Any]:
    return {
        "row": f"{at + 1}. together: {candidate.band or 'no candidate'}",
        "from": 0.0,
        "to": candidate.score,
        "text": f"{candidate.score:.2f}",
        "kind": "the score",
    }


def _lines() -> alt.Chart:
    values = [{"at": THRESHOLD, "is": "possible"}, {"at": STRONG, "is": "strong"}]
    rule = alt.Chart(alt.Data(values=values)).mark_rule(strokeDash=[4, 3], color="#555555")
    return rule.encode(x="at:Q")


def _svg(chart: alt.LayerChart, title: str, rows: int) -> str:
    below = f"dashed: possible from {THRESHOLD:.2f}, strong from {STRONG:.2f} on"
    headed = alt.TitleParams(title, subtitle=below, anchor="start")
    drawn = chart.properties(title=headed, width=WIDTH, height=ROW * rows).configure(
        font="sans-serif", background="#ffffff"
    )
    return str(vl_convert.vegalite_to_svg(drawn.to_json(validate=False)))


if __name__ == "__main__":
    main()
