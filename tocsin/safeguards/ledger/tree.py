"""A Merkle tree of hashes that only grows (RFC 6962, section 2.1). Pure.

Every complete subtree has a place that never changes, so it can be stored once, with the leaf that
completed it. What isn't complete, the root among it, is always worked out. It reads no database
and proves nothing: see `proofs`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

HASH = 32
"""Bytes of a SHA-256."""
EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


class Node(NamedTuple):
    """The complete subtree over the leaves ``number << level`` up to ``(number + 1) << level``."""

    level: int
    number: int

    @property
    def last(self) -> int:
        """The place of the leaf that completes it."""
        return ((self.number + 1) << self.level) - 1


Hashes = Mapping[Node, bytes]


def joined(left: bytes, right: bytes) -> bytes:
    """The hash of a node from those of its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete(start: int, end: int) -> list[Node]:
    """The complete subtrees that make up the leaves ``start`` to ``end``, largest first.

    ``start`` is a multiple of the largest power of two below ``end - start``, as it is in every
    range that a proof speaks of.
    """
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append(Node(level, start >> level))
        start += 1 << level
    return found


def completed_by(place: int) -> list[Node]:
    """The complete subtrees whose last leaf is at ``place``, the leaf itself first."""
    highest = (~place & (place + 1)).bit_length()
    return [Node(level, place >> level) for level in range(highest)]


def root_of(nodes: Iterable[Node], hashes: Hashes) -> bytes:
    """The hash over adjoining subtrees, largest first, as `complete` gives them."""
    return folded([hashes[node] for node in nodes])


def folded(roots: Sequence[bytes]) -> bytes:
    """One hash over the roots of adjoining subtrees, largest first."""
    if not roots:
        return EMPTY
    return reduce(lambda right, left: joined(left, right), reversed(roots))


Settle = Callable[[int, bytes], bytes]
"""Given the level of a subtree and the hash that its halves make, the hash to go on with."""


def as_made(_level: int, made: bytes) -> bytes:
    return made


class Edge:
    """The right edge of a tree: all that is needed to append to it, at most 64 hashes."""

    def __init__(self, size: int = 0, roots: Iterable[bytes] = ()) -> None:
        """``roots`` are those of ``complete(0, size)``."""
        self.size = size
        self._roots = list(roots)

    @classmethod
    def of(cls, size: int, hashes: Hashes) -> Edge:
        return cls(size, (hashes[node] for node in complete(0, size)))

    def append(self, leaf: bytes, settle: Settle = as_made) -> list[bytes]:
        """Grow by one leaf; the hashes of the subtrees that it completes, the leaf's own first."""
        made = [settle(0, leaf)]
        before = self.size
        while before & 1:
            both = joined(self._roots.pop(), made[-1])
            made.append(settle(len(made), both))
            before >>= 1
        self._roots.append(made[-1])
        self.size += 1
        return made

    @property
    def root(self) -> bytes:
        """The hash of the whole tree as it is now."""
        return folded(self._roots)


Read = Callable[[Iterable[Node]], Hashes]
"""Where stored hashes come from; asked once for all that a proof needs."""
