"""A lane: which rows stand under a key, as one sorted array of numbers that hold both.

Each entry is one 64-bit number, the key in its upper bits and the row in its lower ones, so that
sorting is a plain sort of integers and finding is two binary searches. A long key is a hash: what
is found under it only proposes.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Packed = npt.NDArray[np.uint64]


def number(text: str) -> int:
    """A stable 64-bit number for a text, the same in every process."""
    octets = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(octets, digest_size=8).digest(), "little")


def bits_for(count: int) -> int:
    """How many bits hold each of the row numbers below ``count``."""
    return max(1, (max(count, 1) - 1).bit_length())


def pack(keys: npt.ArrayLike, rows: npt.ArrayLike, bits: int) -> Packed:
    """The lane of ``keys`` and ``rows``: keys lose the upper ``bits`` bits, which rows take."""
    shift = np.uint64(bits)
    packed = (np.asarray(keys, np.uint64) << shift) | np.asarray(rows, np.uint64)
    packed.sort()
    return packed


def flat(starts: Rows, lengths: Rows) -> Rows:
    """All positions of the spans that begin at ``starts``, one span after the other."""
    ends = lengths.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    positions: Rows = np.arange(total) + (starts - ends + lengths).repeat(lengths)
    return positions


class Lane:
    """An opened lane; ``bits`` as it was packed."""

    def __init__(self, packed: Packed, bits: int) -> None:
        self._packed = packed
        self._shift = np.uint64(bits)
        self._mask = np.uint64((1 << bits) - 1)
        self._most = (1 << (64 - bits)) - 1

    def __len__(self) -> int:
        return len(self._packed)

    def under(self, key: int) -> Rows:
        """The rows under one key."""
        start = (key & self._most) << int(self._shift)
        ends = np.array([start, start | int(self._mask)], np.uint64)
        low, high = self._packed.searchsorted(ends).tolist()
        if high < len(self._packed) and int(self._packed[high]) == int(ends[1]):
            high += 1
        return (self._packed[low:high] & self._mask).astype(np.int64)

    def rows(self, keys: Iterable[int]) -> Rows:
        """The rows under any of ``keys``, in the order of the keys; a row may come twice."""
        wanted = np.array([key & self._most for key in keys], np.uint64)
        if not len(wanted) or not len(self._packed):
            return np.empty(0, np.int64)
        return self._spans(wanted)[0]

    def spread(self, keys: Rows, values: npt.NDArray[Any]) -> tuple[Rows, Any]:
        """The rows under each of ``keys``, and the value of the key for each of them."""
        wanted = np.asarray(keys).astype(np.uint64)
        rows, lengths = self._spans(wanted)
        return rows, np.asarray(values).repeat(lengths)

    def _spans(self, wanted: Packed) -> tuple[Rows, Rows]:
        """The rows under each key, one key after the other, and how many each has."""
        starts = wanted << self._shift
        low = self._packed.searchsorted(starts)
        lengths = self._packed.searchsorted(starts | self._mask, "right") - low
        found = self._packed[flat(low, lengths)] & self._mask
        return found.astype(np.int64), lengths

    def with_place(self, keys: npt.ArrayLike) -> tuple[Rows, Rows]:
        """The place in ``keys`` and the row, for every row under any of them."""
        wanted = np.asarray(keys)
        rows, places = self.spread(wanted, np.arange(len(wanted)))
        return places, rows
