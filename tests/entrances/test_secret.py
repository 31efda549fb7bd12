"""The node's secret is made once, read by its account alone, and outlives restarts."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tocsin.entrances import secret


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(secret.VARIABLE, "")


def kept_in(home: Path) -> str:
    secret.keep_secret(home)
    return os.environ[secret.VARIABLE]


def test_it_is_the_same_after_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept_in(tmp_path / "home")
    monkeypatch.setenv(secret.VARIABLE, "")
    assert kept_in(tmp_path / "home") == first
    assert len(first) > 60


def test_only_its_account_may_read_it(tmp_path: Path) -> None:
    kept_in(tmp_path)
    assert stat.S_IMODE((tmp_path / secret.FILE).stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [secret.FILE]


def test_processes_that_begin_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: secret._kept(tmp_path / secret.FILE), range(32)))
    assert len(found) == 1


def test_one_given_in_the_environment_goes_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secret.VARIABLE, "given")
    assert kept_in(tmp_path) == "given"
    assert not list(tmp_path.iterdir())
