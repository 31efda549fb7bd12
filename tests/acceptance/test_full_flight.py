"""A full flight through the command line: two listed people are found, and nobody else."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.flights import INNOCENTS, UN_LIST, innocents, listed, message

pytestmark = pytest.mark.skipif(
    not (UN_LIST.exists() and INNOCENTS.exists()), reason="the UN list or the innocents aren't here"
)


def tocsin(home: Path, *arguments: str) -> Any:
    """What a command prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", *arguments, "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "TOCSIN_HOME": str(home)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_three_hundred_passengers_the_two_listed_ones_and_only_they_are_strong(
    tmp_path: Path,
) -> None:
    wanted = listed(2)
    travellers = [*innocents(298), *wanted.values()]
    random.Random(3).shuffle(travellers)
    file = tmp_path / "flight.edi"
    file.write_bytes(message(travellers))
    home = tmp_path / "home"
    assert tocsin(home, "lists", "import", "un", str(UN_LIST))["added"] == 1003
    (answer,) = tocsin(home, "screen", str(file))["messages"]
    assert (answer["flight"], answer["travellers"], answer["faults"]) == ("XQ123", 300, [])
    strong = {each["reference"] for each in answer["candidates"] if each["band"] == "strong"}
    assert strong == set(wanted)
