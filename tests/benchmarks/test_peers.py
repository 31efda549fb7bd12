"""Peers are asked through one door, wherever they are installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.peers import INTERPRETER, KINDS, MEMORY, Kind, local, peer
from benchmarks.peers.process import Remote
from benchmarks.peers.remembered import Remembered
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
    monkeypatch.setitem(KINDS, "logic-v2", Kind("a_module_that_nobody_has", 0.7))
    assert peer("logic-v2") is None
    assert INTERPRETER in capsys.readouterr().err


def test_an_interpreter_that_cannot_run_the_peer_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(KINDS, "logic-v2", Kind("a_module_that_nobody_has", 0.7))
    monkeypatch.setenv(INTERPRETER, "/nowhere/python")
    assert peer("logic-v2") is None
    assert "/nowhere/python" in capsys.readouterr().err


class Counting:
    """A peer that counts what it is asked."""

    name, threshold = "counting", 0.5

    def __init__(self) -> None:
        self.asked = 0

    def score(self, query: Traveller, subject: Subject) -> float:
        return self.scores([(query, subject)])[0]

    def scores(self, pairs: list[tuple[Traveller, Subject]]) -> list[float]:
        self.asked += len(pairs)
        return [len(subject.id) / 10 + self.asked / 1000 for _, subject in pairs]

    def best(self, queries: list[Traveller]) -> list[float]:
        self.asked += len(queries)
        return [self.asked / 1000] * len(queries)


def test_a_remembered_answer_is_not_asked_again(tmp_path: Path) -> None:
    counting = Counting()
    query, other = Traveller("Qasim Zarbaran"), Traveller("Qasim Zarbaran", "1970")
    first = Remembered(counting, SUBJECTS, tmp_path)
    score, best = first.score(query, SUBJECTS[0]), first.best([query])
    again = Remembered(counting, SUBJECTS, tmp_path)
    assert (again.score(query, SUBJECTS[0]), again.best([query])) == (score, best)
    assert counting.asked == 2
    again.scores([(other, SUBJECTS[0]), (query, SUBJECTS[1]), (query, SUBJECTS[0])])
    Remembered(counting, SUBJECTS[:1], tmp_path).best([query])
    assert counting.asked == 5


def test_a_folder_makes_peers_remember(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MEMORY, str(tmp_path))
    assert isinstance(peer("rapidfuzz", SUBJECTS), Remembered)
    assert (tmp_path / "rapidfuzz.sqlite").is_file()
    assert local("rapidfuzz", SUBJECTS).threshold == KINDS["rapidfuzz"].threshold
