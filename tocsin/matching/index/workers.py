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
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tocsin.matching.index import columns
from tocsin.matching.index.columns import Columns
from tocsin.matching.types import Subject

CHUNK = 400_000
"""Subjects that one child reads; as many chunks as processes, and one more, are in memory."""
SMALLEST = 20_000
"""Fewer subjects than this are read here: forking costs more."""


def read(subjects: Iterable[Subject]) -> Iterator[Columns]:
    """The columns of all subjects, in order, in chunks."""
    flow = iter(subjects)
    first = list(islice(flow, SMALLEST))
    if len(first) < SMALLEST or not _can_fork():
        yield columns.read(first)
        while rest := list(islice(flow, CHUNK)):
            yield columns.read(rest)
    else:
        yield from _forked(first, flow)


def _forked(first: list[Subject], flow: Iterator[Subject]) -> Iterator[Columns]:
    most = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    running: deque[_Child] = deque()
    with tempfile.TemporaryDirectory(prefix="tocsin-index-") as place:
        chunk = first + list(islice(flow, CHUNK - len(first)))
        number = 0
        while chunk or running:
            if chunk and len(running) < most:
                running.append(_Child(chunk, Path(place) / str(number)))
                number += 1
                chunk = list(islice(flow, CHUNK))
            else:
                yield running.popleft().columns()


class _Child:
    """A process that reads one chunk; what it finds comes back in a file."""

    def __init__(self, chunk: list[Subject], path: Path) -> None:
        self._path = path
        self._started = multiprocessing.get_context("fork").Process(
            target=_read_into, args=(chunk, path), daemon=True
        )
        gc.freeze()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._started.start()
        gc.unfreeze()

    def columns(self) -> Columns:
        self._started.join()
        if self._started.exitcode:
            raise RuntimeError("a process that read subjects for the index ended early")
        with self._path.open("rb") as file:
            found: Columns = pickle.load(file)  # noqa: S301 - our own child wrote it
        self._path.unlink()
        return found


def _read_into(chunk: list[Subject], path: Path) -> None:
    gc.disable()
    with path.open("wb") as file:
        pickle.dump(columns.read(chunk), file, pickle.HIGHEST_PROTOCOL)


def _can_fork() -> bool:
    possible = "fork" in multiprocessing.get_all_start_methods()
    return possible and not multiprocessing.current_process().daemon
