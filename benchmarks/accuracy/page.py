"""The page of the latest measurement, as Markdown: method, bars, tables, and how to run it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.accuracy.bars import rows_of
from benchmarks.accuracy.report import Report, Settings, Table, in_markdown
from benchmarks.accuracy.suite import figures_of
from tocsin.matching.score import SCORER_VERSION, THRESHOLD

HEAD = """# How exact the matching is

Scorer version {scorer}, default threshold {threshold:.2f}. Measured by

```
python -m benchmarks.matching_accuracy [--part NAME] --page docs/measurements/matching-accuracy.md
```

which renews the parts that it runs and keeps the others; each says when, on which commit and with
which sizes it was run.

The public lists that it runs on are kept beside the project (`--data`): the UN list of 2026-02-27,
the OFAC and EU lists of March 2021. Peers: nomenklatura 4.17's logic-v2 and logic-v1 at yente's
0.70, rapidfuzz by brute force at 0.85, TF-IDF over letter n-grams at 0.60; they are slow, so they
get a sample of each class (`--sample`), drawn by chance, where it is not said otherwise. Every
record of a list is scored by a peer, so its figures are those of its scoring at its best, without
what a search engine in front of it may lose. "First" is the share of cases where the right person
is the first candidate. [The thresholds](thresholds.md) have a page of their own.

## The bars

"""
HOW = "*{day}, commit {commit}; listed people: {people}; sample for peers: {sample}.*"
METHODS: dict[str, tuple[str, str]] = {
    "noise": (
        "Noise of our own",
        "People of the UN list by their primary name, under every class of change in"
        " `benchmarks/accuracy/noise`; found means among ten candidates at the default threshold."
        " The bars hold for names alone; `cut_12` has none, since twelve characters leave too"
        " little of a name. The tables of the noise share nothing with the matcher's.",
    ),
    "public-noise": (
        "Noise of others",
        "The PyPI package sanctions-screening-benchmark 0.1.0 (MIT), seed 1, over the same people:"
        " names only. Its near misses are made from listed names (crossed, one word exchanged, the"
        " longest word replaced by another of the same first and last letter), and every one with"
        " a candidate counts as false. logic-v2 has every positive case here;"
        " `ssb_false_rate_at_logic_v2_recall` is our rate at the threshold that finds as many as it"
        " does.",
    ),
    "innocents": (
        "Innocents",
        "50,000 invented people (yente, MIT) against the whole UN list, organisations included."
        " None of them counts as false who bears a listed name and birth date exactly; how many"
        " do is in the figures. Names in Latin letters are grouped by the region of the"
        " nationality, others by script.",
    ),
    "crosslist": (
        "Across lists",
        "Every ordered pair of the three lists. Two records are linked by a document number of six"
        " characters or more, or by another name with the full birth date, where neither stands"
        " under two people of one list; tested are the strong names in two words or more of one"
        " record that the other doesn't carry. Easy, medium and hard are told by rapidfuzz's"
        " `token_sort_ratio` of the tested name to the closest name of the record, both"
        " folded by anyascii: 90 or more, 70 or more, less. *Script* is a name in"
        " a script of which the record has no name. *Nobody* are people of programmes that the"
        " other list doesn't have, by their primary name; left out are those whom a reader would"
        " take for one of the others (two words and the full birth date the same, or three words"
        " and a birth date that may be the same).",
    ),
    "pairs": (
        "Labelled pairs",
        "The Person pairs of nomenklatura's name_bench (MIT), split by a hash into a half that"
        " may be looked at while rules are made, and the half that is reported.",
    ),
    "scripts": (
        "Across scripts",
        "Russian and Chinese: invented names of two words from NETranslit (CC0; the Chinese "
        "ones are transcribed foreign words), seen twice or more, since many pairs seen once "
        "are of two different names; the figure of all words stands beside. Arabic: attested "
        "names and their Latin spelling (arabic-name-romanizer, MIT), filled up with pairs of "
        "name parts; our Arabic tables come from the same project's parts, so that this "
        "figure is kinder than the others. 400 names are asked for in each direction, "
        "threshold 0.",
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A part's report, and how it came about."""

    how: str
    figures: dict[str, Any]
    tables: list[Table]


def renewed(path: Path, reports: Mapping[str, Report], settings: Settings) -> None:
    """Write the page at ``path`` and, beside it as JSON, what it is made from.

    Parts that were not run now are taken from that JSON, as they were measured before.
    """
    beside = path.with_suffix(".json")
    runs = _held(beside) if beside.is_file() else {}
    how = HOW.format(
        day=datetime.now(UTC).date(),
        commit=_commit(),
        people=settings.people or "all",
        sample=settings.sample,
    )
    for part, report in reports.items():
        runs[part] = Run(how, report.figures, report.tables)
    kept = {part: asdict(runs[part]) for part in METHODS if part in runs}
    beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    path.write_text(page(runs), encoding="utf-8")


def page(runs: Mapping[str, Run]) -> str:
    """The whole page for the parts that there are."""
    figures = figures_of(Report(run.figures) for run in runs.values())
    head = HEAD.format(scorer=SCORER_VERSION, threshold=THRESHOLD)
    parts = [_part(part, runs[part]) for part in METHODS if part in runs]
    return head + in_markdown(Table("", rows_of(figures))) + "".join(parts)


def _held(path: Path) -> dict[str, Run]:
    plain = json.loads(path.read_text(encoding="utf-8"))
    return {
        part: Run(one["how"], one["figures"], [Table(**table) for table in one["tables"]])
        for part, one in plain.items()
    }


def _part(name: str, run: Run) -> str:
    title, method = METHODS[name]
    tables = "\n".join(map(in_markdown, run.tables))
    figures = "".join(f"- `{key}`: {value}\n" for key, value in run.figures.items())
    return f"\n## {title}\n\n{run.how}\n\n{method}\n\n{tables}\n{figures}"


def _commit() -> str:
    """The commit that is checked out where this file lies, or "unknown"."""
    asked = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"
