"""How long a full flight takes from the command line: ``python -m benchmarks.screening``.

Wall time of the whole command ``tocsin screen FILE``, start of the interpreter and of the database
server included, with the UN list loaded: 300 passengers, two of them listed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.flights import UN_LIST, innocents, listed, message


def measure(passengers: int, runs: int) -> dict[str, Any]:
    """Seconds of each run, and how many travellers were found and how surely."""
    with tempfile.TemporaryDirectory() as directory:
        home, file = Path(directory) / "home", Path(directory) / "flight.edi"
        travellers = [*innocents(passengers - 2), *listed(2).values()]
        random.Random(3).shuffle(travellers)
        file.write_bytes(message(travellers))
        _tocsin(home, "lists", "import", "un", str(UN_LIST))
        timed = [_timed(home, file) for _ in range(runs)]
        bands = [each["band"] for each in timed[-1][1]["messages"][0]["candidates"]]
    seconds = [each for each, _ in timed]
    return {
        "passengers": passengers,
        "first_s": round(seconds[0], 2),
        "median_s": round(statistics.median(seconds), 2),
        "strong": bands.count("strong"),
        "possible": bands.count("possible"),
    }


def _timed(home: Path, file: Path) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = _tocsin(home, "screen", str(file))
    return time.perf_counter() - began, answer


def _tocsin(home: Path, *arguments: str) -> Any:
    command = [sys.executable, "-m", "tocsin", *arguments, "--json"]
    environment = {**os.environ, "TOCSIN_HOME": str(home)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passengers", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.passengers, given.runs)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:12} {value}" for key, value in found.items()))


if __name__ == "__main__":
    main()
