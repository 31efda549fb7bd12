"""Peers are asked through one door, wherever they are installed."""

from __future__ import annotations

import sys

import pytest

from benchmarks.peers import INTERPRETER, NEEDED, peer
from benchmarks.peers.process import Remote
from tocsin.matching import Subject, Traveller

SUBJECTS = [Subject("A1", ["Qasim Zarbaran"]), Subject("A2", ["Ilse Ostreg"])]


def test_the_best_score_is_that_of_the_closest_subject() -> None:
    letters = peer("rapidfuzz", SUBJECTS)
    assert letters is not None
    query = Traveller("ZARBARAN, QASIM")
    assert letters.best([query]) == [1.0]
    assert letters.scores([(query, SUBJECTS[0])]) == [1.0]
    assert letters.score(query, SUBJECTS[1]) < letters.threshold


def test_a_peer_in_another_process_gives_the_same_scores() -> None:
    here, there = peer("rapidfuzz", SUBJECTS), Remote(sys.executable, "rapidfuzz", SUBJECTS)
    assert here is not None
    queries = [Traveller("Kasem Zarbaran"), Traveller("Ilse Ostrek", "1970-05-02")]
    assert there.threshold == here.threshold
    assert there.best(queries) == here.best(queries)
    there.close()


def test_a_peer_that_is_not_installed_is_left_out_with_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(INTERPRETER, raising=False)
    monkeypatch.setitem(NEEDED, "logic-v2", "a_module_that_nobody_has")
    assert peer("logic-v2") is None
    assert INTERPRETER in capsys.readouterr().err


def test_an_interpreter_that_cannot_run_the_peer_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(NEEDED, "logic-v2", "a_module_that_nobody_has")
    monkeypatch.setenv(INTERPRETER, "/nowhere/python")
    assert peer("logic-v2") is None
    assert "/nowhere/python" in capsys.readouterr().err
