"""What a name can reach at most, for thousands of listed names at once.

The index asks this before it asks `score`: who stays below the threshold even so need not be
scored. Each function here is never less than what `likeness`, `naming` and `scoring` give for
the same, but for what the index finds in other ways (parts written as one); the tests hold it to
that. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.matching.score.evidence import NATION, OTHER_NATION, OTHER_SEX, SEX
from tocsin.matching.score.likeness import LEAST, LEAST_SHORT
from tocsin.matching.score.naming import CONFLICT, LONE, OMISSION, OMISSION_OF_LONG
from tocsin.matching.score.scoring import COMMON, NAME, WEAK

Array = npt.NDArray[Any]
SLIP = 0.6
"""What one slip of the finger in a short word counts, where all else agrees."""
CUT = 0.9
INITIAL = 0.9
GROUP, GROUP_SHORT = 0.97, 0.8
BONES = 0.9
GLUED = 0.97
_SEX = {"M": 1 << 62, "F": 1 << 63}
_SEXES = np.uint64((1 << 62) | (1 << 63))


def most_edits(longest: int) -> int:
    """Edits that two words may be apart, the longer of this length, and still be alike."""
    return max(1, int(0.427 * longest)) if longest > 1 else 0


def near(edits: Array, winkler: Array, longest: Array) -> Array:
    """The likeness of spellings, from their edits and their Jaro-Winkler similarity."""
    kept = 1.0 - edits / longest
    measured = np.minimum(0.97, kept + 0.25 * (winkler - kept))
    return np.where(edits == 0, 1.0, np.where(kept < 0.5, 0.0, measured))


def least(shorter: Array) -> Array:
    """The likeness below which two words are different names, by the shorter one's length."""
    return np.where(shorter > 4, LEAST, LEAST_SHORT)


def name_points(
    alike: Array, theirs: Array, ours: Array, weak: Array, *, lone: bool = True
) -> Array:
    """Points of ``n`` listed names at most.

    ``alike`` is (k, n, p): how alike each of up to k parts of a traveller's name is to each of up
    to p parts of a listed one, 0 for different; ``theirs`` (k, n) and ``ours`` (n, p) are weights,
    0 where a name has fewer parts; ``weak`` (n,) marks weak aliases. Without ``lone`` a single
    pair counts in full, as two parts written as one do.
    """
    best = alike.max(axis=2)
    found, paired = best > 0, alike.any(axis=0)
    beside = np.take_along_axis(ours, alike.argmax(axis=2).T, axis=1).T
    lighter = np.minimum(theirs, beside) * found
    pairs = np.minimum(found.sum(axis=0), paired.sum(axis=1))
    matched = 2 * lighter.sum(axis=0)
    left, right = (theirs * ~found).sum(axis=0), (ours * ~paired).sum(axis=1)
    slack = np.where(pairs > 2, OMISSION_OF_LONG, OMISSION)
    whole = matched + 2 * CONFLICT * np.minimum(left, right) + slack * np.abs(left - right)
    ratio = 2 * (lighter * best).sum(axis=0) / np.maximum(whole, 1e-9)
    if lone:
        more = (ours > 0).sum(axis=1) + (theirs > 0).sum(axis=0) > 2
        ratio = np.where((pairs == 1) & more, LONE * ratio, ratio)
    common = np.maximum(0.0, 0.9 - lighter.max(axis=0)) * (COMMON / 0.3)
    points: Array = ratio * (NAME - common) * np.where(weak, WEAK, 1.0)
    return points


def marks(nations: Iterable[str], sex: str) -> int:
    """Nationalities and sex as one number of 64 bits; two nations may share a bit."""
    bits = _SEX.get(sex, 0)
    for nation in nations:
        bits |= 1 << (sum(ord(c) * 31**i for i, c in enumerate(nation)) % 61)
    return bits


def most_beside(nation: bool, sex: bool) -> float:
    """Points at most of nationality and sex, by which of them the traveller brings."""
    return NATION * nation + SEX * sex


def mark_points(theirs: Array, ours: Array) -> Array:
    """Points of nationality and sex at most, from `marks` of both sides."""
    return _agree(theirs, ours, ~_SEXES, NATION, OTHER_NATION) + _agree(
        theirs, ours, _SEXES, SEX, OTHER_SEX
    )


def _agree(theirs: Array, ours: Array, which: np.uint64, same: float, other: float) -> Array:
    asked, held = theirs & which, ours & which
    return np.where((asked != 0) & (held != 0), np.where(asked & held, same, other), 0.0)
