"""The segments that this process has opened, shared by all its `Index` objects.

What a segment remembers of travellers' name parts makes the next question quick, so it should
outlive one request. A file that was changed since is opened, and checked, anew.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from tocsin.matching.index.judging import Judge
from tocsin.matching.index.proposing import Proposer
from tocsin.matching.index.segment import Segment

MOST = 32
"""Segments kept open, the latest used ones."""
Opened = tuple[Segment, Proposer, Judge]
Key = tuple[Path, int, int, int]
_opened: dict[Key, Opened] = {}
_turn = Lock()


def segment(path: Path) -> Opened:
    """The segment of a file. Raises OSError or `container.Damaged`."""
    found = path.stat()
    key = (path.absolute(), found.st_ino, found.st_size, found.st_mtime_ns)
    with _turn:
        known = _opened.pop(key, None)
        if known is None:
            opened = Segment(path)
            proposer = Proposer(opened)
            known = opened, proposer, Judge(opened, proposer)
        _opened[key] = known
        while len(_opened) > MOST:
            del _opened[next(iter(_opened))]
    return known


def forget(directory: Path, files: set[str]) -> None:
    """Close the segments of a directory but for those in ``files``."""
    place = directory.absolute()
    with _turn:
        for key in [each for each in _opened if each[0].parent == place]:
            if key[0].name not in files:
                del _opened[key]
