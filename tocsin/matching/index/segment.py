"""A part of the index: some subjects, their keys, and the arrays that find one from the other.

The base is one segment, each later addition a small one of the same form. A segment never
changes once written; what is withdrawn from it stands in the manifest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import container, keys, records
from tocsin.matching.names import Token
from tocsin.matching.score import document_key
from tocsin.matching.types import Subject, Traveller

Rows = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]
MOST_PROPOSED = 64
"""Subjects of one segment that are scored for one traveller, those with most keys first."""
MOST_NEAR = 24


def write(path: Path, subjects: Iterable[Subject]) -> tuple[int, int]:
    """Write a segment of ``subjects``; the bytes written and the number of subjects."""
    lane_keys: list[int] = []
    lane_rows: list[int] = []
    skeletons: dict[int, str] = {}
    blobs: list[bytes] = []
    ids: list[int] = []
    for row, subject in enumerate(subjects):
        found, read = keys.of_subject(subject)
        lane_keys.extend(found)
        lane_rows.extend([row] * len(found))
        skeletons.update(read)
        blobs.append(records.encode(subject))
        ids.append(keys.number(subject.id))
    arrays = {
        **_sorted("lane", lane_keys, lane_rows, np.uint32),
        **_near(skeletons),
        **_sorted("id", ids, range(len(ids)), np.uint32),
        "ends": np.cumsum([len(blob) for blob in blobs], dtype=np.uint64),
        "blob": np.frombuffer(b"".join(blobs), np.uint8),
    }
    return container.write(path, arrays), len(blobs)


class Segment:
    """An opened segment. Raises `container.Damaged` when its file can't be trusted."""

    def __init__(self, path: Path) -> None:
        self.arrays = container.Container(path)
        self._lane, self._rows = self.arrays["lane_keys"], self.arrays["lane_values"]
        self._ends, self._blob = self.arrays["ends"], self.arrays["blob"]
        self.subject = lru_cache(maxsize=20_000)(self._subject)
        self._near = lru_cache(maxsize=100_000)(self._near_codes)

    def __len__(self) -> int:
        return len(self._ends)

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject, or None when this segment never held it."""
        number = np.uint64(keys.number(subject_id))
        for row in _found(self.arrays["id_keys"], self.arrays["id_values"], [number]):
            if self.subject(int(row)).id == subject_id:
                return int(row)
        return None

    def proposed(self, traveller: Traveller) -> list[int]:
        """Rows that share a key with the traveller, most shared keys first, bounded."""
        wanted = self._wanted(traveller)
        counted = Counter(_found(self._lane, self._rows, wanted).tolist())
        return [row for row, _ in counted.most_common(MOST_PROPOSED)]

    def _wanted(self, traveller: Traveller) -> list[int]:
        wanted = {keys.number(f"d{document_key(text)}") for _, text in traveller.documents}
        for name in traveller.names:
            tokens = keys.parts(name)
            codes = [self._codes(token) for token in (*tokens, *keys.joined(tokens))]
            wanted.update(_name_wanted(codes))
            wanted.update(_day_wanted(traveller, codes))
        return list(wanted)

    def _codes(self, token: Token) -> tuple[int, ...]:
        own = keys.code(token)
        return (own, *(c for c in self._near(token.skeleton) if c != own))

    def _near_codes(self, skeleton: str) -> tuple[int, ...]:
        wanted = list(keys.near(skeleton))
        found = _found(self.arrays["near_keys"], self.arrays["near_values"], wanted)
        return tuple(code for code, _ in Counter(found.tolist()).most_common(MOST_NEAR))

    def _subject(self, row: int) -> Subject:
        start = int(self._ends[row - 1]) if row else 0
        return records.decode(self._blob[start : int(self._ends[row])].tobytes())


def _name_wanted(codes: list[tuple[int, ...]]) -> set[int]:
    if len(codes) == 1:
        return {keys.pair(code, 1) for code in codes[0]}
    wanted = {keys.pair(code, 1) for code in codes[-1]} if len(codes) == 3 else set()
    for at, left in enumerate(codes):
        for right in codes[at + 1 :]:
            wanted.update(keys.pair(a, b) for a, b in product(left, right))
    return wanted


def _day_wanted(traveller: Traveller, codes: list[tuple[int, ...]]) -> set[int]:
    born = traveller.birth_date
    if born is None or not born.is_day:
        return set()
    day = str(born)
    days = {day, f"{day[:4]}-{day[8:]}-{day[5:7]}"}
    return {keys.day_key(each, code) for each in days for some in codes for code in some}


def _found(known: Keys, values: npt.NDArray[np.generic], wanted: Sequence[int | np.uint64]) -> Rows:
    """The values of all wanted keys, one after the other."""
    asked = np.sort(np.array(wanted, np.uint64))
    low, high = np.searchsorted(known, asked, "left"), np.searchsorted(known, asked, "right")
    spans = [values[a:b] for a, b in zip(low, high, strict=True) if b > a]
    return np.concatenate(spans) if spans else np.empty(0, values.dtype)


def _near(skeletons: dict[int, str]) -> dict[str, npt.NDArray[np.generic]]:
    pairs = [(n, code) for code, skeleton in skeletons.items() for n in keys.near(skeleton)]
    return _sorted("near", [n for n, _ in pairs], [code for _, code in pairs], np.uint64)


def _sorted(
    lane: str, lane_keys: Sequence[int], values: Sequence[int], kind: type[np.generic]
) -> dict[str, npt.NDArray[np.generic]]:
    array = np.array(lane_keys, np.uint64)
    order = np.argsort(array, kind="stable")
    return {f"{lane}_keys": array[order], f"{lane}_values": np.array(values, kind)[order]}
