"""A peer in a process of another interpreter: ``python -m benchmarks.peers.process NAME``.

Requests and answers are pickled on the child's stdin and stdout; both ends are this program.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.matching import Subject, Traveller

ROOT = Path(__file__).parents[2]


class Remote:
    """A peer that lives in a child process, which ends when this object or its process does."""

    _child: subprocess.Popen[bytes] = None  # type: ignore[assignment]  # until it has started

    def __init__(self, python: str, name: str, subjects: Sequence[Subject]) -> None:
        self._child = subprocess.Popen(
            [python, "-m", "benchmarks.peers.process", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
        )
        self.name, self.threshold = self._ask(tuple(subjects))

    def score(self, query: Traveller, subject: Subject) -> float:
        return self.scores([(query, subject)])[0]

    def scores(self, pairs: Sequence[tuple[Traveller, Subject]]) -> list[float]:
        return list(self._ask(("scores", list(pairs))))

    def best(self, queries: Sequence[Traveller]) -> list[float]:
        return list(self._ask(("best", list(queries))))

    def close(self) -> None:
        """End the child process."""
        if self._child.stdin:
            self._child.stdin.close()
        self._child.wait()
        if self._child.stdout:
            self._child.stdout.close()

    def __del__(self) -> None:
        if self._child is not None:
            self.close()

    def _ask(self, request: Any) -> Any:
        if self._child.stdin is None or self._child.stdout is None:
            raise RuntimeError("the peer's process has no pipes")
        pickle.dump(request, self._child.stdin)
        self._child.stdin.flush()
        return pickle.load(self._child.stdout)  # noqa: S301 - written by our own child


def serve(name: str, asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the other end closes."""
    from benchmarks.peers import local

    scorer = local(name, pickle.load(asked))  # noqa: S301 - written by our own parent
    _answer(answers, (scorer.name, scorer.threshold))
    while True:
        try:
            method, argument = pickle.load(asked)  # noqa: S301 - written by our own parent
        except EOFError:
            return
        _answer(answers, getattr(scorer, method)(argument))


def _answer(answers: BinaryIO, value: Any) -> None:
    pickle.dump(value, answers)
    answers.flush()


if __name__ == "__main__":
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the peer prints must not land among the answers
    serve(sys.argv[1], sys.stdin.buffer, channel)
