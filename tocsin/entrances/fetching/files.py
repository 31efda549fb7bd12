"""A list on its way to disk: a part with the marks of its content, and the whole in its place.

Marks are written before the first byte they vouch for, and the whole takes its place in one step,
so an end at any moment leaves something that can be gone on with or is thrown away.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO

from tocsin.entrances.fetching.errors import AlreadyFetching
from tocsin.entrances.fetching.rules import Copy


class Downloads:
    """The files of one list in a folder of downloads."""

    def __init__(self, folder: Path, source: str) -> None:
        self._folder = folder
        self._source = source
        self.whole_path = folder / f"{source}.xml"
        self.part_path = folder / f"{source}.xml.part"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from fetching the same list. Raises AlreadyFetching."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f"{self._source}.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyFetching(source=self._source) from None
            yield

    def whole(self, url: str) -> Copy | None:
        """What is there of ``url``, if it is there to its last byte."""
        marked = _marks(self.whole_path)
        size = _size(self.whole_path)
        return marked if marked and marked.url == url and marked.size == size else None

    def part(self, url: str) -> Copy | None:
        """What came of ``url`` before, with its size now."""
        marked, size = _marks(self.part_path), _size(self.part_path)
        if not marked or marked.url != url or not size:
            return None
        return replace(marked, size=size)

    def begin(self, copy: Copy) -> BinaryIO:
        """An empty part with the marks of ``copy``."""
        self.forget_part()
        _write_marks(self.part_path, copy)
        return self.part_path.open("wb")

    def go_on(self) -> BinaryIO:
        return self.part_path.open("ab")

    def forget_part(self) -> None:
        self.part_path.unlink(missing_ok=True)
        _marks_path(self.part_path).unlink(missing_ok=True)

    def finish(self, url: str) -> Path:
        """Put the part in the place of the whole, on disk before it is believed."""
        copy = self.part(url) or Copy(url, _size(self.part_path))
        _marks_path(self.whole_path).unlink(missing_ok=True)
        self.part_path.replace(self.whole_path)
        _write_marks(self.whole_path, copy)
        _marks_path(self.part_path).unlink(missing_ok=True)
        return self.whole_path


def _marks_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.marks")


def _marks(path: Path) -> Copy | None:
    try:
        return Copy(**json.loads(_marks_path(path).read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _write_marks(path: Path, copy: Copy) -> None:
    marks = _marks_path(path)
    draft = marks.with_name(f"{marks.name}.draft")
    with draft.open("w") as content:
        content.write(json.dumps(asdict(copy)))
        content.flush()
        os.fsync(content.fileno())
    draft.replace(marks)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
