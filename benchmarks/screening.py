"""How long a full flight takes from the command line: ``python -m benchmarks.screening``.

Wall time of the whole command ``tocsin screen FILE``, start of the interpreter and of the database
server included, with the UN list loaded: 300 passengers, two of them listed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.command_line import timed
from benchmarks.flights import UN_LIST, innocents, listed, message


def measure(passengers: int, runs: int) -> dict[str, Any]:
    """Seconds of each run, and how many travellers were found and how surely."""
    with tempfile.TemporaryDirectory() as directory:
        home, file = Path(directory) / "home", Path(directory) / "flight.edi"
        travellers = [*innocents(passengers - 2), *listed(2).values()]
        random.Random(3).shuffle(travellers)
        file.write_bytes(message(travellers))
        timed(home, "lists", "import", "un", str(UN_LIST))
        answers = [timed(home, "screen", str(file)) for _ in range(runs)]
        bands = [each["band"] for each in answers[-1][1]["messages"][0]["candidates"]]
    seconds = [each for each, _ in answers]
    return {
        "passengers": passengers,
        "first_s": round(seconds[0], 2),
        "median_s": round(statistics.median(seconds), 2),
        "strong": bands.count("strong"),
        "possible": bands.count("possible"),
    }


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
