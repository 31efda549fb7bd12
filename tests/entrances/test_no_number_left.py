"""What was asked and isn't reported is nowhere: every byte under TOCSIN_HOME is searched for it.

The server is killed, not stopped, so that the write-ahead log is as a power cut leaves it.
"""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from tests.command_line import answer, left_behind
from tocsin.records.documents.readings import careless

CANARY = "QZVOI77301"


@pytest.fixture
def asked_home(home: Path) -> Path:
    asked = answer(home, "documents", "check", f"XA:{CANARY}", f"XB:{CANARY}")
    assert [each["outcome"] for each in asked["answers"]] == ["none", "none"]
    for process in left_behind(home):
        _kill(process)
    return home


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
        process.wait(10)
    except psutil.NoSuchProcess:
        return


def test_a_document_that_is_not_reported_is_nowhere_under_the_home(asked_home: Path) -> None:
    wanted = [each.encode() for each in (CANARY, CANARY.lower(), careless(CANARY))]
    found = [
        str(file.relative_to(asked_home))
        for file in asked_home.rglob("*")
        if file.is_file() and any(each in file.read_bytes() for each in wanted)
    ]
    assert found == []


def test_the_search_would_find_a_number_that_was_kept(asked_home: Path) -> None:
    """Otherwise the test above would prove nothing: its case reference does stand in the ledger."""
    files = (file for file in asked_home.rglob("*") if file.is_file())
    assert any(b"command line" in file.read_bytes() for file in files)
