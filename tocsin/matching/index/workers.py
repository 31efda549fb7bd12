"""Subjects read into columns by several processes: chunks go out by forking, columns come back.

A forked child sees the chunk without its being copied or sent. Where forking isn't possible, or
there is too little to read, the same is done here, one chunk after the other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import tempfile
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from tocsin.matching.index import columns
from tocsin.matching.index.columns import Columns
from tocsin.matching.types import Subject

Found = TypeVar("Found")
CHUNK = 1_000_000
"""Subjects that one child reads at most; as many chunks as processes, and one more, are in memory.
Few large chunks, because each child reads the words of its own anew."""
SMALLEST = 20_000
"""Fewer subjects than this are read here: forking costs more."""


def read(subjects: Iterable[Subject], expected: int = 0) -> Iterator[Columns]:
    """The columns of all subjects, in order, in chunks; ``expected`` subjects, 0 if not known, are
    shared out evenly."""
    flow = iter(subjects)
    first = list(islice(flow, SMALLEST))
    if len(first) < SMALLEST or not _can_fork():
        yield columns.read(first)
        while rest := list(islice(flow, CHUNK)):
            yield columns.read(rest)
    else:
        yield from _forked(first, flow, _share(expected))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _share(expected: int) -> int:
    """How many subjects one child is to read."""
    return min(CHUNK, max(SMALLEST, -(-expected // _processors()))) if expected else CHUNK


def _forked(first: list[Subject], flow: Iterator[Subject], share: int) -> Iterator[Columns]:
    most = _processors()
    running: deque[Child[Columns]] = deque()
    with tempfile.TemporaryDirectory(prefix="tocsin-index-") as place:
        chunk = first + list(islice(flow, share - len(first)))
        number = 0
        while chunk or running:
            if chunk and len(running) < most:
                running.append(Child(partial(columns.read, chunk), Path(place) / str(number)))
                number += 1
                chunk = list(islice(flow, share))
            else:
                yield running.popleft().found()


def aside(work: Callable[[], Found], few: bool) -> Callable[[], Found]:
    """Start some work in another process, and give what waits for it; where that isn't possible, or
    there is ``few`` to do, it is done when it is waited for."""
    if few or not _can_fork():
        return work
    place = tempfile.TemporaryDirectory(prefix="tocsin-index-")
    child = Child(work, Path(place.name) / "found")

    def wait() -> Found:
        with place:
            return child.found()

    return wait


class Child(Generic[Found]):
    """A process that does one piece of work; what it finds comes back in a file."""

    def __init__(self, work: Callable[[], Found], path: Path) -> None:
        self._path = path
        self._started = multiprocessing.get_context("fork").Process(
            target=_work_into, args=(work, path), daemon=True
        )
        gc.freeze()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._started.start()
        gc.unfreeze()

    def found(self) -> Found:
        """What it found; waits for it."""
        self._started.join()
        if self._started.exitcode:
            raise RuntimeError("a process that read subjects for the index ended early")
        with self._path.open("rb") as file:
            found: Found = pickle.load(file)  # noqa: S301 - our own child wrote it
        self._path.unlink()
        return found


def _work_into(work: Callable[[], object], path: Path) -> None:
    gc.disable()
    with path.open("wb") as file:
        pickle.dump(work(), file, pickle.HIGHEST_PROTOCOL)


def _can_fork() -> bool:
    possible = "fork" in multiprocessing.get_all_start_methods()
    return possible and not multiprocessing.current_process().daemon
