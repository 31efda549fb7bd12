"""Which files make up the index now: one small file, replaced atomically at every change.

A process that screens looks at the manifest's stat before each batch, so a change by another
process is seen at the next call. The manifest carries its own checksum, and for every segment its
size and the rows withdrawn from it; it never carries anything about a person. An index that
another version of the format or of the scorer wrote is refused: its words were read otherwise.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from tocsin.matching.index.errors import IndexUnusable
from tocsin.matching.score import SCORER_VERSION

FORMAT = 7
FILE = "manifest.json"
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment: the file's name and size, its subjects, and the rows withdrawn from it."""

    file: str
    size: int
    subjects: int
    withdrawn: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of an index: ``version`` grows at each change; ``watermark`` is the caller's."""

    version: int
    watermark: str
    segments: tuple[SegmentEntry, ...]


def stamp(directory: Path) -> Stamp:
    """What changes whenever the manifest does; cheap (one stat)."""
    try:
        found = os.stat(directory / FILE)
    except OSError:
        raise IndexUnusable(directory=directory, problem="there is none") from None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read(directory: Path) -> Manifest:
    """The manifest of ``directory``; raises IndexUnusable."""
    try:
        crc, body = (directory / FILE).read_text().split("\n", 1)
        if int(crc, 16) != zlib.crc32(body.encode()):
            raise ValueError("its checksum is wrong")
        return _manifest(json.loads(body))
    except FileNotFoundError:
        raise IndexUnusable(directory=directory, problem="there is none") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"its manifest is damaged ({error})"
        raise IndexUnusable(directory=directory, problem=problem) from None


def write(directory: Path, manifest: Manifest) -> None:
    """Replace the manifest atomically; when this returns the change is on the disk."""
    body = json.dumps({"format": FORMAT, "scorer": SCORER_VERSION, **asdict(manifest)})
    partial = directory / (FILE + ".partial")
    with partial.open("w") as file:
        file.write(f"{zlib.crc32(body.encode()):08x}\n{body}")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(directory / FILE)
    _sync_directory(directory)


def _manifest(body: dict[str, object]) -> Manifest:
    if body["format"] != FORMAT:
        raise ValueError(f"format {body['format']}, this version reads {FORMAT}")
    if body["scorer"] != SCORER_VERSION:
        raise ValueError(f"written for scorer {body['scorer']}, this is {SCORER_VERSION}")
    entries = body["segments"]
    if not isinstance(entries, list):
        raise TypeError("segments")
    segments = tuple(
        SegmentEntry(e["file"], e["size"], e["subjects"], tuple(e["withdrawn"])) for e in entries
    )
    return Manifest(int(str(body["version"])), str(body["watermark"]), segments)


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
