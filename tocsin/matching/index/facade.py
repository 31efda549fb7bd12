"""The index as its users see it: built or opened from a directory, asked, changed, explained.

It proposes and scores; it decides nothing, and knows nothing of who may see a record.
"""

from __future__ import annotations

import fcntl
import gc
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from operator import length_hint
from pathlib import Path
from threading import Lock

from tocsin.matching.index import building, opened
from tocsin.matching.index import manifest as manifests
from tocsin.matching.index.container import Damaged
from tocsin.matching.index.errors import IndexBusy, IndexUnusable
from tocsin.matching.index.manifest import Manifest, SegmentEntry
from tocsin.matching.index.searching import Part, Search
from tocsin.matching.score import SCORER_VERSION, THRESHOLD
from tocsin.matching.types import Candidate, Subject, Traveller

LOCK = "lock"
MOST_SEGMENTS = 8
"""More segments than this, and the small ones are merged after an addition."""
GROWTH = 4
"""A segment this many times larger than all the smaller ones together is left as it is."""
PATIENCE = 60.0


class Index:
    """Subjects to screen travellers against. One object per process; open is cheap.

    Another process's `add` or `withdraw` is seen at the next call of `screen` or `explain`.
    """

    def __init__(self, directory: Path | str) -> None:
        self.directory = Path(directory)
        self._stamp: manifests.Stamp | None = None
        self._manifest = Manifest(0, "", ())
        self._open: dict[str, Part] = {}
        self._search = Search(())
        self._asking = Lock()
        self.refresh()

    @classmethod
    def build(
        cls, subjects: Iterable[Subject], directory: Path | str, watermark: str = ""
    ) -> Index:
        """Write a new index of ``subjects`` into ``directory`` (made when missing) and open it.

        An index already there stays in use until the new one is complete. Of two subjects with
        one id the later counts. Raises IndexBusy when another process builds for a minute.
        """
        place = Path(directory)
        place.mkdir(parents=True, exist_ok=True)
        with _locked(place):
            entry = _written(place, subjects)
            entries = (entry,) if entry else ()
            version = _version(place) + 1
            _commit(place, Manifest(version, watermark, entries))
        return cls(place)

    @classmethod
    def open(cls, directory: Path | str) -> Index:
        """Open an index for screening. Raises IndexUnusable: missing, damaged, another format."""
        return cls(directory)

    @property
    def version(self) -> str:
        """Names the exact state that is screened against, with the scorer's version."""
        return f"{self._manifest.version}/{SCORER_VERSION}"

    @property
    def watermark(self) -> str:
        """What the caller stored with the last change."""
        return self._manifest.watermark

    def __len__(self) -> int:
        return sum(e.subjects - len(e.withdrawn) for e in self._manifest.segments)

    def screen(
        self, travellers: Sequence[Traveller], limit: int = 10, threshold: float | None = None
    ) -> list[list[Candidate]]:
        """For each traveller, in order, at most ``limit`` candidates, best first."""
        floor = THRESHOLD if threshold is None else threshold
        with self._asking:
            self.refresh()
            with _uncollected():
                return list(self._search.screen(travellers, limit, floor))

    def explain(self, traveller: Traveller, subject_id: str) -> Candidate | None:
        """The score of one pair with its reasons, also below the threshold; None if not held."""
        with self._asking:
            self.refresh()
            return self._search.explain(traveller, subject_id)

    def add(
        self,
        subjects: Iterable[Subject],
        withdrawn: Iterable[str] = (),
        watermark: str | None = None,
    ) -> None:
        """Add or replace subjects and withdraw ids, in one atomic step."""
        with _locked(self.directory):
            self.refresh()
            fresh = {subject.id: subject for subject in subjects}
            gone = self._without([*withdrawn, *fresh])
            entry = _written(self.directory, fresh.values())
            mark = self.watermark if watermark is None else watermark
            self._commit((*gone, entry) if entry else gone, mark)
            if len(self._manifest.segments) > MOST_SEGMENTS:
                self._commit(self._merged(self._manifest.segments), mark)

    def withdraw(self, ids: Iterable[str], watermark: str | None = None) -> None:
        """Make subjects unfindable; ids that are not held are ignored."""
        self.add((), withdrawn=ids, watermark=watermark)

    def compact(self) -> None:
        """Write all that is held as one segment; withdrawn subjects leave the disk."""
        with _locked(self.directory):
            self.refresh()
            entry = _written(self.directory, self._held(self._manifest.segments))
            self._commit((entry,) if entry else (), self.watermark)

    def verify(self) -> None:
        """Read every byte and compare all checksums; raises IndexUnusable."""
        for held in self._open.values():
            try:
                held.segment.arrays.verify()
            except Damaged as error:
                raise IndexUnusable(directory=self.directory, problem=str(error)) from None

    def refresh(self) -> None:
        """Follow what other processes changed; one stat when nothing has."""
        now = manifests.stamp(self.directory)
        if now == self._stamp:
            return
        for last in (False, False, True):
            try:
                self._follow(manifests.read(self.directory))
                break
            except IndexUnusable:
                if last:
                    raise
        self._stamp = now

    def _follow(self, manifest: Manifest) -> None:
        self._open = {e.file: self._part(e) for e in manifest.segments}
        self._search = Search(tuple(self._open.values()))
        self._manifest = manifest
        opened.forget(self.directory, set(self._open))

    def _part(self, entry: SegmentEntry) -> Part:
        known = self._open.get(entry.file)
        if known is None:
            return Part.of(self._segment(entry), entry.withdrawn)
        return known.without(entry.withdrawn)

    def _segment(self, entry: SegmentEntry) -> opened.Opened:
        path = self.directory / entry.file
        try:
            if path.stat().st_size != entry.size:
                raise Damaged("a file of it has another size than when it was written")
            return opened.segment(path)
        except (Damaged, OSError) as error:
            raise IndexUnusable(directory=self.directory, problem=str(error)) from None

    def _commit(self, entries: tuple[SegmentEntry, ...], watermark: str) -> None:
        _commit(self.directory, Manifest(self._manifest.version + 1, watermark, entries))
        self.refresh()

    def _without(self, ids: Iterable[str]) -> tuple[SegmentEntry, ...]:
        rows = {entry.file: set(entry.withdrawn) for entry in self._manifest.segments}
        for subject_id in ids:
            for file, part in self._open.items():
                row = part.row_of(subject_id)
                if row is not None:
                    rows[file].add(row)
        entries = self._manifest.segments
        return tuple(replace(e, withdrawn=tuple(sorted(rows[e.file]))) for e in entries)

    def _merged(self, entries: tuple[SegmentEntry, ...]) -> tuple[SegmentEntry, ...]:
        """The smallest segments as one, so that each subject is written anew only now and then."""
        rising = sorted(entries, key=lambda entry: entry.subjects)
        small = rising[:2]
        for entry in rising[2:-1]:
            if entry.subjects <= GROWTH * sum(each.subjects for each in small):
                small.append(entry)
        entry_of_all = _written(self.directory, self._held(small))
        rest = tuple(entry for entry in entries if entry not in small)
        return (*rest, entry_of_all) if entry_of_all else rest

    def _held(self, entries: Iterable[SegmentEntry]) -> Iterator[Subject]:
        for entry in entries:
            held = self._open[entry.file].segment
            gone = frozenset(entry.withdrawn)
            yield from (held.subject(row) for row in range(len(held)) if row not in gone)


def _written(directory: Path, subjects: Iterable[Subject]) -> SegmentEntry | None:
    path = directory / f"segment-{uuid.uuid4().hex}.arrays"
    held = iter(subjects)
    first = next(held, None)
    if first is None:
        return None
    expected = length_hint(subjects)
    size, count, replaced = building.write(path, chain((first,), held), expected)
    return SegmentEntry(path.name, size, count, replaced)


def _version(directory: Path) -> int:
    try:
        return manifests.read(directory).version
    except IndexUnusable:
        return 0


def _commit(directory: Path, manifest: Manifest) -> None:
    manifests.write(directory, manifest)
    named = {entry.file for entry in manifest.segments}
    for path in directory.glob("segment-*"):
        if path.name not in named:
            path.unlink(missing_ok=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Screening makes no cycles; a collection in the midst of it only walks all that is
    remembered of name parts, which took a quarter of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with its process, so none is ever stale."""
    with (directory / LOCK).open("w") as file:
        _wait_for(file.fileno(), directory)
        yield


def _wait_for(handle: int, directory: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise IndexBusy(directory=directory, seconds=int(PATIENCE)) from None
            time.sleep(0.02)
        else:
            return
