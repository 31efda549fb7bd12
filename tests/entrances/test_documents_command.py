"""`tocsin documents`: reported by file, checked and ended from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import answer, run, said
from tocsin.foundations.postgres import EmbeddedPostgres

SHEET = "type;number;status\nP;CC8123441;lost\nP;12é4;lost\n"


@pytest.fixture
def home(home: Path) -> Iterator[Path]:
    """A demonstration, whose members have officers."""
    answer(home, "demo", "--no-serve")
    yield home / "demo"
    EmbeddedPostgres(home / "demo" / "postgres").stop()


def test_documents_are_reported_by_file_checked_and_ended(home: Path, tmp_path: Path) -> None:
    issuer = ("--officer", "petra.ardovia")
    file = tmp_path / "reports.csv"
    file.write_text(SHEET)
    tried = answer(home, "documents", "report", file, *issuer, "--dry-run")
    assert (tried["good"], tried["added"]) == (1, 0)
    assert [(each["line"], each["field"]) for each in tried["faults"]] == [(3, "number")]
    assert run(home, "documents", "report", file, *issuer).returncode == 1
    taken = answer(home, "documents", "report", file, *issuer, "--good-only")
    assert (taken["added"], taken["taken"]) == (1, True)
    asked = answer(home, "documents", "check", "XA:CC8123441", "XA:CCA123441", "XA:ZZ1")
    assert [each["outcome"] for each in asked["answers"]] == ["hit", "none", "none"]
    assert run(home, "documents", "end", "P:CC8123441", *issuer).returncode == 0
    again = said(run(home, "documents", "check", "XA:CC8123441", "--json"))
    assert again["answers"][0]["outcome"] == "none"
    assert run(home, "documents", "check", "CC8123441").returncode == 2
