"""How exact the matching is: ``python -m benchmarks.matching_accuracy [--json] [--part NAME]``.

Runs on the public lists beside the project and never changes them. With ``--json`` the last line
of stdout is one JSON object; what is still going on is told on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.page import renewed
from benchmarks.accuracy.report import Report, Settings, in_markdown
from benchmarks.accuracy.sources import DataAbsent
from benchmarks.accuracy.suite import PARTS, figures_of
from tocsin.matching.score import SCORER_VERSION

FOLDER = Path(__file__).parents[2] / "shared" / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are asked for; 0, or 1 with one line on stderr where data are absent."""
    asked = _parser().parse_args(arguments)
    settings = Settings(asked.data, asked.seed, asked.people, asked.sample, asked.pool)
    try:
        by_part = {part: _run(part, settings) for part in asked.part or PARTS}
    except DataAbsent as error:
        print(error, file=sys.stderr)
        return 1
    reports = list(by_part.values())
    if asked.page:
        renewed(asked.page, by_part, settings)
    if asked.wrong:
        _write_wrong(asked.wrong, reports)
    if asked.json:
        print(json.dumps({**figures_of(reports), "scorer": SCORER_VERSION}, ensure_ascii=False))
    else:
        _show(reports)
    return 0


def _run(part: str, settings: Settings) -> Report:
    began = time.perf_counter()
    report = PARTS[part](settings)
    print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return report


def _show(reports: Sequence[Report]) -> None:
    for table in (table for report in reports for table in report.tables):
        print(in_markdown(table))
    print("**Figures**\n")
    for key, value in figures_of(reports).items():
        print(f"- `{key}`: {json.dumps(value, ensure_ascii=False)}")


def _write_wrong(path: Path, reports: Sequence[Report]) -> None:
    """The cases that went wrong, one a line: to look at on this machine, never to be kept.

    The last two columns are the best candidate's score, and the score of who was not found.
    """
    lines = [
        "\t".join(
            [
                one.case.family,
                one.case.kind,
                repr(one.case.traveller.names[0]),
                str(one.case.traveller.birth_date or ""),
                one.case.expected or "",
                f"{one.best:.3f}",
                "" if one.explained is None else f"{one.explained:.3f}",
            ]
        )
        for report in reports
        for one in report.wrong
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.matching_accuracy", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--part", choices=PARTS, action="append", help="run only this part")
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder of the public lists")
    parser.add_argument("--seed", type=int, default=1, help="of all chance")
    parser.add_argument(
        "--people", type=int, default=200, help="listed people whose names get noisy; 0: all"
    )
    parser.add_argument(
        "--sample", type=int, default=100, help="cases of a class for slow peers; 0: no peers"
    )
    parser.add_argument("--pool", type=int, default=100_000, help="names in the part on scripts")
    parser.add_argument("--page", type=Path, help="renew the page of measurements in this file")
    parser.add_argument("--wrong", type=Path, help="write the cases that went wrong to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
