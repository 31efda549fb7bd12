"""What is wrong with a ledger, found from three witnesses of each entry. Pure.

What an entry says, the hash that was noted with it, and its leaf in the tree must agree; and each
larger subtree must be the hash of its two halves. Whoever alters one of them disagrees with the
others; whoever alters all of them, up to the root, disagrees with a checkpoint that others hold.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from tocsin.safeguards.ledger.tree import HASH, Edge


class Breach(StrEnum):
    """What can be wrong, in words."""

    ALTERED = "says something else than what was noted"
    ASTRAY = "has no place and waits for none: it came in past the database, or was kept unsealed"
    CUT = "the newest entries are missing"
    DISAGREES = "and its leaf in the tree disagree: one of them was altered"
    FORKED = "the entries up to this size are not those that the checkpoint was made of"
    HASH_ALTERED = "has another hash beside it than it was noted with"
    MISSING = "is missing"
    NO_LEAF = "there is no leaf at this place"
    REMOVED_EARLY = "contents were removed that no checkpoint of two years before covers"
    REMOVED_UNSEALED = "was removed before it was sealed"
    STRAY_LEAF = "has a leaf where the tree doesn't reach"
    SUBTREE = "the stored hash over these places is not that of their leaves"
    UNSIGNED = "the stored checkpoint bears no signature of this node"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where: ``first`` to ``last`` are places in the tree."""

    breach: Breach
    entry: int | None = None
    first: int | None = None
    last: int | None = None
    size: int | None = None
    """The size of the checkpoint that it contradicts."""

    def __str__(self) -> str:
        if self.entry is not None:
            where = "not yet sealed" if self.first is None else f"place {self.first}"
            return f"entry {self.entry} ({where}) {self.breach}"
        if self.size is not None:
            return f"checkpoint of {self.size}: {self.breach}{self._places()}"
        return f"{self.breach}{self._places()}"

    def _places(self) -> str:
        if self.first is None:
            return ""
        return f" (places {self.first} to {self.last})"


UNSEALED = -1
"""The place of an entry that has none yet."""


class Placed(NamedTuple):
    """An entry beside its leaf: each of the three hashes bears witness of the other two."""

    place: int
    entry: int
    hashes: bytes
    """What its leaf completed, the leaf's own hash first."""
    noted: bytes | None
    """The hash that was stored with the entry; None if the entry is gone."""
    content: bytes | None
    """The hash of what the entry says now; None likewise."""


Found = Callable[[Finding], None]


def compare(row: Placed, leaf: bytes) -> tuple[Breach | None, bytes]:
    """What is wrong with one entry, and the hash that most likely was its leaf."""
    if row.content is None or row.noted is None:
        return Breach.REMOVED_UNSEALED if row.place == UNSEALED else Breach.MISSING, leaf
    if row.content == row.noted == leaf:
        return None, leaf
    if row.content == row.noted:
        return Breach.DISAGREES, row.content
    return (Breach.HASH_ALTERED if row.content == leaf else Breach.ALTERED), leaf


class Regrowth:
    """The tree grown again from its leaves, beside the one that is stored.

    A breach is told where it is, not once more in every subtree above it: above a known breach the
    stored hash is believed, because it may be the last witness of what was there.
    """

    def __init__(
        self, edge: Edge, found: Found, sizes: Collection[int] = (), removed: int = 0
    ) -> None:
        """``sizes``: of which trees to keep the roots; ``removed``: at how many of the first places
        contents may be gone by rule, so that the leaf alone bears witness."""
        self._edge = edge
        self._found = found
        self._sizes = sizes
        self._removed = removed
        self._last_breach = -1
        self.roots: dict[int, bytes] = {}
        self._keep_root()

    @property
    def size(self) -> int:
        return self._edge.size

    @property
    def root(self) -> bytes:
        return self._edge.root

    def add(self, row: Placed, leaves: int) -> None:
        """The next stored leaf. One that lies further on than all ``leaves`` has gone astray."""
        if row.place > self.size + leaves:
            self._report(Finding(Breach.STRAY_LEAF, row.entry, row.place, row.place))
            return
        while self.size < row.place:
            self._skip()
        breach, leaf = compare(row, row.hashes[:HASH])
        if breach and not self._is_removed(row):
            self._report(Finding(breach, row.entry, row.place, row.place))
        made = self._edge.append(leaf, partial(self._settled, row))
        if len(row.hashes) > len(made) * HASH:
            self._report(Finding(Breach.SUBTREE, None, row.place, row.place))
        self._keep_root()

    def _is_removed(self, row: Placed) -> bool:
        return row.noted is None and row.place < self._removed

    def _skip(self) -> None:
        """The next place has no leaf."""
        self._report(Finding(Breach.NO_LEAF, None, self.size, self.size))
        self._edge.append(bytes(HASH))
        self._keep_root()

    def _settled(self, row: Placed, level: int, made: bytes) -> bytes:
        stored = row.hashes[level * HASH : (level + 1) * HASH]
        if level == 0 or made == stored:
            return made
        first = row.place >> level << level
        if self._last_breach >= first:
            return stored or made
        self._report(Finding(Breach.SUBTREE, None, first, row.place))
        return made

    def _keep_root(self) -> None:
        if self.size in self._sizes:
            self.roots[self.size] = self.root

    def _report(self, finding: Finding) -> None:
        self._last_breach = self.size
        self._found(finding)
