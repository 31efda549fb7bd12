"""One file of named arrays: written once, checked, memory-mapped by every process that screens.

The lowest step of the index. It knows bytes, shapes and checksums, nothing of names. Layout: a
magic line, the length and CRC-32 of a JSON header, the header (name, type, length, offset and
CRC-32 of each array), then the arrays, each on a 64-byte boundary. A file is written beside its
place, synced, and renamed, so a half-written one never carries the name that a manifest asks for.

What is checked when: the header's checksum and the file's size at every opening; the checksum of
each array's first and last 64 KiB at every opening as well (milliseconds, finds truncation,
zeroed pages and swapped files); every byte by `verify` (seconds for a gigabyte).
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
MAGIC = b"tocsin-index-arrays-1\n"
ALIGNMENT = 64
EDGE = 64 * 1024
_LENGTHS = struct.Struct("<QI")


class Damaged(Exception):
    """The file is not what was written; the message says how."""


def write(path: Path, arrays: Mapping[str, Array]) -> int:
    """Write ``arrays`` (one-dimensional) to ``path`` atomically; the number of bytes written."""
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    header = _header(whole)
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        file.write(MAGIC + _LENGTHS.pack(len(header), zlib.crc32(header)) + header)
        for array in whole.values():
            file.write(b"\0" * (-file.tell() % ALIGNMENT))
            file.write(array.data)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    partial.replace(path)
    return size


class Container:
    """The arrays of one file, read-only. Raises `Damaged` when the file can't be trusted."""

    def __init__(self, path: Path) -> None:
        self._map = _mapped(path)
        self._rows = _read_header(self._map)
        self.arrays = {row["name"]: self._array(row) for row in self._rows}
        for row in self._rows:
            self._check(row, "edges", _edges)

    def __getitem__(self, name: str) -> Array:
        try:
            return self.arrays[name]
        except KeyError:
            raise Damaged(f"it lacks the array {name!r}") from None

    def verify(self) -> None:
        """Read every byte and compare all checksums; raises `Damaged`."""
        for row in self._rows:
            self._check(row, "crc", zlib.crc32)

    def _check(self, row: dict[str, Any], field: str, checksum: Any) -> None:
        if checksum(self.arrays[row["name"]].view(np.uint8).data) != row[field]:
            raise Damaged(f"the checksum of the array {row['name']!r} is wrong")

    def _array(self, row: dict[str, Any]) -> Array:
        kind = np.dtype(row["dtype"])
        if row["offset"] + row["length"] * kind.itemsize > len(self._map):
            raise Damaged("it is shorter than its header says")
        return np.frombuffer(self._map, kind, row["length"], row["offset"])


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise Damaged("a file of it is missing") from None
    except (OSError, ValueError) as error:
        raise Damaged(f"a file of it can't be read ({error})") from None


def _read_header(mapped: mmap.mmap) -> list[dict[str, Any]]:
    start = len(MAGIC) + _LENGTHS.size
    if len(mapped) < start or mapped[: len(MAGIC)] != MAGIC:
        raise Damaged("it was written by another version, or is no index")
    length, crc = _LENGTHS.unpack(mapped[len(MAGIC) : start])
    header = mapped[start : start + length]
    if zlib.crc32(header) != crc:
        raise Damaged("the checksum of its header is wrong")
    rows: list[dict[str, Any]] = json.loads(header)
    return rows


def _header(arrays: Mapping[str, Array]) -> bytes:
    """The header as JSON, padded so that offsets don't depend on their own digits."""
    room = 512 + 256 * len(arrays)
    offset = len(MAGIC) + _LENGTHS.size + room
    rows = []
    for name, array in arrays.items():
        offset += -offset % ALIGNMENT
        rows.append(_row(name, array, offset))
        offset += array.nbytes
    return json.dumps(rows).encode().ljust(room)


def _row(name: str, array: Array, offset: int) -> dict[str, Any]:
    octets = array.view(np.uint8).data
    return {
        "name": name,
        "dtype": array.dtype.str,
        "length": len(array),
        "offset": offset,
        "crc": zlib.crc32(octets),
        "edges": _edges(octets),
    }


def _edges(octets: memoryview) -> int:
    return zlib.crc32(octets[-EDGE:], zlib.crc32(octets[:EDGE]))
