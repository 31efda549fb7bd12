"""How long real lists take to import: ``python -m benchmarks.lists``.

Wall time of ``tocsin lists import``, each list into the same register, then once more unchanged.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.command_line import timed
from benchmarks.flights import DATA

EDITIONS = {
    "un 2025": ("un", "un/UN_consolidated_2025-04-19.xml"),
    "un 2026": ("un", "un/UN_consolidated_2026-02-27.xml"),
    "ofac": ("ofac", "ofac/OFAC_sdn_2021-03-10.xml"),
    "eu": ("eu", "eu/EU_FSF_full_2021-03-02.xml"),
}


def measure(data: Path) -> dict[str, dict[str, Any]]:
    """What each import did and the seconds it took."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory) / "home"
        timed(home, "status")
        first = {name: _imported(home, data, name) for name in EDITIONS}
        again = {f"{name} again": _imported(home, data, name) for name in list(EDITIONS)[1:]}
    return {**first, **again}


def _imported(home: Path, data: Path, name: str) -> dict[str, Any]:
    code, path = EDITIONS[name]
    seconds, counts = timed(home, "lists", "import", code, str(data / path))
    return {**counts, "seconds": round(seconds, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.data)
    if given.json:
        print(json.dumps(found))
        return
    for name, row in found.items():
        print(f"{name:14}", *(f"{key} {row[key]:>6}" for key in list(row)[1:]))


if __name__ == "__main__":
    main()
