"""The command as a visitor gives it: twice, and what can be asked of its register afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import PEOPLE, answer, run, write_list
from tocsin.foundations.postgres import EmbeddedPostgres


@pytest.fixture
def home(tmp_path: Path, used_home: Path) -> Iterator[Path]:
    """A home whose demonstration finds its database made, because making it takes most time."""
    directory = tmp_path / "home"
    shutil.copytree(used_home, directory / "demo")
    yield directory
    EmbeddedPostgres(directory / "demo" / "postgres").stop()


def test_the_second_time_it_finds_all_in_place_and_no_real_list_can_join_it(
    home: Path, tmp_path: Path
) -> None:
    first, second = answer(home, "demo"), answer(home, "demo")
    assert (first["contributed"], second["contributed"]) == (27, 0)
    assert first["flights"] == second["flights"]
    refused = run(home / "demo", "lists", "import", "un", write_list(tmp_path / "un.xml", PEOPLE))
    assert refused.returncode == 1
    assert "This register is a demonstration" in refused.stderr
    assert not (home / "postgres").exists()


def test_without_serving_it_stops_after_the_table(home: Path) -> None:
    done = run(home, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "ZARBARANI, KASSEM" in done.stdout


def test_an_officers_token_is_made_listed_and_revoked(home: Path) -> None:
    answer(home, "demo")
    mine = ("--officer", "ilse.ardovia")
    made = answer(home / "demo", "tokens", "create", *mine, "--name", "night desk")
    (kept,) = answer(home / "demo", "tokens", "list", *mine)["tokens"]
    assert (kept["name"], kept["revoked_at"]) == ("night desk", None)
    assert made["token"] not in str(kept)
    assert run(home / "demo", "tokens", "revoke", kept["id"], *mine).returncode == 0
    (ended,) = answer(home / "demo", "tokens", "list", *mine)["tokens"]
    assert ended["revoked_at"]
    nobody = run(home / "demo", "tokens", "create", "--officer", "nobody")
    assert (nobody.returncode, nobody.stderr) == (1, "tocsin: No officer signs in as nobody.\n")
