"""The page on thresholds, as Markdown: the rule, what follows from it, tables. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.accuracy.curves import ALL, STEPS, Allowed, Curve, at, lowest
from benchmarks.accuracy.groups import GROUPS
from benchmarks.accuracy.report import Table, in_markdown
from benchmarks.peers import KINDS
from tocsin.matching.score import SCORER_VERSION, STRONG, THRESHOLD

_PAGE = """# What the default thresholds stand on

Written by `python -m benchmarks.thresholds`; scorer version {version}.

Three things are weighed. *Found*: the share of real listed people who are found under the spelling
of another publisher's list. *False per million*: innocents, invented, who get a candidate on the
whole UN list, counted for a million travellers. *Neighbours*: the share of real people, listed
elsewhere for other things, who get a candidate though the list doesn't have them; they are far
more like the listed than travellers are. [How accuracy is measured](matching-accuracy.md) tells
how each is made.

The rule: the lowest threshold from which on, with a birth date, at most 1 innocent in 2,000 and 1
neighbour in 100 get a candidate, and by name alone at most 2 innocents and 6 neighbours in 100.
From these curves follows **{follows}**; in force is **{threshold:.2f}**. A candidate is *strong*
from **{strong:.2f}** on, and only if a full birth date or a document agrees: a name alone never
reaches it.

In the drawings a dot marks the threshold in force, and "5 per million" stands for none at all in
the sample.

![Found against false candidates](thresholds.svg)

![By language group, with birth date](thresholds-with-birth-date.svg)

![By language group, name only](thresholds-name-only.svg)

{tables}"""


def page(curves: Sequence[Curve], allowed: Mapping[str, Allowed]) -> str:
    """The whole page; ``allowed`` is the rule that the default threshold is taken by."""
    ours = [one for one in curves if one.scorer == "tocsin"]
    overall = [one for one in ours if one.group == ALL]
    follows = lowest(overall, allowed)
    tables = [
        Table(
            "At every fifth hundredth, all people",
            [
                {"threshold": step, **_columns(overall, step)}
                for step in STEPS
                if round(step * 100) % 5 == 0 and step <= 0.9
            ],
        ),
        Table(
            f"At the default threshold {THRESHOLD:.2f}, by language group",
            [
                {"group": group, **_columns(of, THRESHOLD)}
                for group in (*GROUPS, ALL)
                if (of := [one for one in ours if one.group == group])
            ],
        ),
        Table(
            "Beside other scorers, each at its own default threshold",
            [_at_default(one) for one in curves if one.group == ALL],
        ),
    ]
    return _PAGE.format(
        version=SCORER_VERSION,
        threshold=THRESHOLD,
        strong=STRONG,
        follows="none" if follows is None else f"{follows:.2f}",
        tables="\n".join(map(in_markdown, tables)),
    )


def _columns(curves: Sequence[Curve], threshold: float) -> dict[str, object]:
    columns: dict[str, object] = {}
    for one in curves:
        point = at(one, threshold)
        columns[f"found, {one.question}"] = point.recall if one.listed else None
        columns[f"false per million, {one.question}"] = round(point.false_per_million)
        if one.group == ALL:
            columns[f"neighbours, {one.question}"] = point.neighbours
    return columns


def _at_default(one: Curve) -> dict[str, object]:
    threshold = THRESHOLD if one.scorer == "tocsin" else KINDS[one.scorer].threshold
    point = at(one, threshold)
    return {
        "scorer": one.scorer,
        "question": one.question,
        "threshold": threshold,
        "found": point.recall,
        "false per million": round(point.false_per_million),
        "innocents asked": one.innocents,
    }
