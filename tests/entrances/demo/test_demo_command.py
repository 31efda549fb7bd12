"""The command as a visitor gives it: twice, in a home that holds nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    for server in psutil.process_iter(["cmdline"]):
        if any(str(tmp_path) in part for part in server.info["cmdline"] or ()):
            server.send_signal(signal.SIGQUIT)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tocsin", *arguments],
        env={**os.environ, "TOCSIN_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def played(home: Path) -> dict[str, Any]:
    done = run(home, "demo", "--json")
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_second_time_it_finds_all_in_place_and_no_real_list_can_join_it(
    home: Path, tmp_path: Path
) -> None:
    first, second = played(home), played(home)
    assert (first["contributed"], second["contributed"]) == (26, 0)
    assert first["flights"] == second["flights"]
    real = tmp_path / "un.xml"
    real.write_text("<CONSOLIDATED_LIST><INDIVIDUALS/><ENTITIES/></CONSOLIDATED_LIST>")
    refused = run(home / "demo", "lists", "import", "un", str(real))
    assert refused.returncode == 1
    assert "This register is a demonstration" in refused.stderr
    assert not (home / "postgres").exists()


def test_without_serving_it_stops_after_the_table(home: Path) -> None:
    done = run(home, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "ZARBARANI, KASSEM" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 110
