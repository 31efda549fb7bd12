"""Proofs that a leaf is in a tree, and that one tree grew out of another (RFC 6962, 2.1.1, 2.1.2).

They are made by whoever keeps the tree and checked by whoever doubts it: checking needs nothing but
the proof and the roots (RFC 9162, sections 2.1.3.2 and 2.1.4.2). Pure; says nothing of who signed a
root.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.safeguards.ledger.tree import Node, Read, complete, joined, root_of

Range = tuple[int, int]
"""Leaves from the first up to but not including the second."""


def inclusion(place: int, size: int, read: Read) -> list[bytes]:
    """The hashes that lead from the leaf at ``place`` up to the root of the first ``size``."""
    if not 0 <= place < size:
        raise ValueError(f"place {place} is not in a tree of {size}")
    return _hashes(_beside(place, 0, size), read)


def consistency(old: int, new: int, read: Read) -> list[bytes]:
    """The hashes that show the first ``old`` leaves to be the beginning of the first ``new``."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {old} is not older than one of {new}")
    if old in (0, new):
        return []
    return _hashes(_shared(old, 0, new, whole=True), read)


def _beside(place: int, start: int, end: int) -> list[Range]:
    """The ranges beside the way from the root to a leaf, the lowest first."""
    if end - start == 1:
        return []
    middle = start + _half(end - start)
    if place < middle:
        return [*_beside(place, start, middle), (middle, end)]
    return [*_beside(place, middle, end), (start, middle)]


def _shared(old: int, start: int, end: int, *, whole: bool) -> list[Range]:
    """SUBPROOF of RFC 6962; ``whole``: the range is a subtree of the old tree as it stands."""
    if old == end:
        return [] if whole else [(start, end)]
    middle = start + _half(end - start)
    if old <= middle:
        return [*_shared(old, start, middle, whole=whole), (middle, end)]
    return [*_shared(old, middle, end, whole=False), (start, middle)]


def _half(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _hashes(ranges: Sequence[Range], read: Read) -> list[bytes]:
    needed: list[list[Node]] = [complete(*each) for each in ranges]
    hashes = read({node for nodes in needed for node in nodes})
    return [root_of(nodes, hashes) for nodes in needed]


def is_included(leaf: bytes, place: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the leaf to be at ``place`` in the tree of this size and root."""
    if not 0 <= place < size:
        return False
    at, last, found = place, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = joined(beside, found)
            at, last = _up_to_odd(at, last)
        else:
            found = joined(found, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the tree ``old`` is the beginning of the tree ``new``."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    if not 0 < old < new or not proof:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    at, last = _up_to_even(old - 1, new - 1)
    return _both_roots(at, last, path) == (old_root, new_root)


def _both_roots(at: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    older = newer = path[0]
    for beside in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            older, newer = joined(beside, older), joined(beside, newer)
            at, last = _up_to_odd(at, last)
        else:
            newer = joined(newer, beside)
        at, last = at >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _up_to_even(at: int, last: int) -> tuple[int, int]:
    """Past the subtrees that are whole in both trees."""
    while at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _up_to_odd(at: int, last: int) -> tuple[int, int]:
    """Past the levels at which a last node without a neighbour is carried up as it is."""
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last
