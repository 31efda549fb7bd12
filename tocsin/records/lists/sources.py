"""The file that a list is read from: each byte is read once, counted for who waits, and hashed.

So the digest in the ledger's run is of exactly the bytes that were imported, even where somebody
writes into the file meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Step:
    """How far a part of the work has come: ``done`` of ``total``, in whatever it counts."""

    what: str
    done: int
    total: int


Report = Callable[[Step], None]


class SourceFile:
    """A binary stream over ``path`` that knows its digest so far."""

    def __init__(self, path: Path, report: Report) -> None:
        self._stream = path.open("rb")
        self._total = path.stat().st_size
        self._report = report
        self._hash = hashlib.sha256()
        self._done = 0

    def read(self, size: int, /) -> bytes:
        block = self._stream.read(size)
        self._hash.update(block)
        self._done += len(block)
        self._report(Step("reading", self._done, self._total))
        return block

    def digest(self) -> bytes:
        """SHA-256 of what was read."""
        return self._hash.digest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
