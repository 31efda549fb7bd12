"""A peer whose answers are kept in a file, by what was asked of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from benchmarks.peers import Peer
from tocsin.matching import Subject, Traveller

Asked = TypeVar("Asked")


class Remembered:
    """Asks ``peer`` only what isn't in ``folder`` yet."""

    def __init__(self, peer: Peer, subjects: Sequence[Subject], folder: Path) -> None:
        self.name, self.threshold, self._peer = peer.name, peer.threshold, peer
        self._subjects = _digest(*map(repr, subjects))
        folder.mkdir(parents=True, exist_ok=True)
        self._held = sqlite3.connect(folder / f"{peer.name}.sqlite")
        self._held.execute("create table if not exists answers (asked blob primary key, score)")

    def score(self, query: Traveller, subject: Subject) -> float:
        return self.scores([(query, subject)])[0]

    def scores(self, pairs: Sequence[tuple[Traveller, Subject]]) -> list[float]:
        keys = [_digest(repr(query), repr(subject)) for query, subject in pairs]
        return self._answers(keys, pairs, self._peer.scores)

    def best(self, queries: Sequence[Traveller]) -> list[float]:
        keys = [_digest(repr(query), self._subjects.hex()) for query in queries]
        return self._answers(keys, queries, self._peer.best)

    def _answers(
        self, keys: list[bytes], asked: Sequence[Asked], ask: Callable[[list[Asked]], list[float]]
    ) -> list[float]:
        known = {key: score for key in keys if (score := self._known(key)) is not None}
        missing = {key: one for key, one in zip(keys, asked, strict=True) if key not in known}
        fresh = dict(zip(missing, ask(list(missing.values())), strict=True)) if missing else {}
        with self._held:
            self._held.executemany("insert or replace into answers values (?, ?)", fresh.items())
        return [known[key] if key in known else fresh[key] for key in keys]

    def _known(self, key: bytes) -> float | None:
        row = self._held.execute("select score from answers where asked = ?", [key]).fetchone()
        return None if row is None else float(row[0])


def _digest(*texts: str) -> bytes:
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()
