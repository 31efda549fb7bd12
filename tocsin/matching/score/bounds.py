"""What a name can reach at most, for thousands of listed names at once.

The index asks this before it asks `score`: who stays below the threshold even so need not be
scored. It follows `likeness`, `naming` and `scoring` step by step and changes with them. It is
meant never to be less than they give, but for rules that look at whole names (parts run
together), which the index meets in other ways; the tests say how often it is. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.score.evidence import NATION, OTHER_NATION, OTHER_SEX, SEX
from tocsin.matching.score.likeness import LEAST, LEAST_SHORT
from tocsin.matching.score.naming import (
    COMMON_PART,
    CONFLICT,
    LONE,
    LONE_RARE,
    OMISSION,
    OMISSION_OF_LONG,
    RARE_PART,
    STEEP_BELOW,
    STEEPNESS,
)
from tocsin.matching.score.scoring import COMMON, COMMONEST, NAME, TELLING, WEAK

Array = npt.NDArray[Any]
SLIP = 0.7
"""What one slip of the finger in a short word counts, where all else agrees."""
CUT = 0.9
INITIAL = 0.8
GROUP, KINDRED, SYLLABLE = 0.97, 0.96, 0.93
BONES, HEARD_BONES = 0.9, 0.86
AS_ONE = NAME
"""Points at most of a name that is the traveller's with other gaps."""
_SEX = {"M": 1 << 62, "F": 1 << 63}
_SEXES = np.uint64((1 << 62) | (1 << 63))


class Sides(NamedTuple):
    """Weights of name parts: where they are paired, and where they are left over."""

    matched: Array
    left: Array


def most_edits(longest: int) -> int:
    """Edits that two words may be apart, the longer of this length, and still be alike."""
    return max(1, int(0.427 * longest)) if longest > 1 else 0


def near(edits: Array, winkler: Array, longest: Array) -> Array:
    """The likeness of spellings, from their edits and their Jaro-Winkler similarity."""
    kept = 1.0 - edits / longest
    measured = np.minimum(0.97, kept + 0.25 * (winkler - kept))
    return np.where(edits == 0, 1.0, np.where(kept < 0.5, 0.0, measured))


def credit(likeness: Array) -> Array:
    """What a likeness counts: half-alike words are weak evidence."""
    return likeness - STEEPNESS * np.maximum(0.0, STEEP_BELOW - likeness)


def least(shorter: Array) -> Array:
    """The likeness below which two words are different names, by the shorter one's length."""
    return np.where(shorter > 4, LEAST, LEAST_SHORT)


def name_points(
    alike: Array, theirs: Sides, ours: Sides, long: Array, weak: Array, *, lone: bool = True
) -> Array:
    """Points of ``n`` listed names at most.

    ``alike`` is (k, p, n): what the likeness of each of up to k parts of a traveller's name to
    each of up to p parts of a listed one counts, 0 for different; ``theirs`` (k, n) and ``ours``
    (p, n) are weights, 0 where a name has fewer parts; ``long`` (n,) marks traveller's names that
    fill a field, ``weak`` (n,) weak aliases. Without ``lone`` a single pair counts in full, as
    two parts written as one do.
    """
    best = alike.max(axis=1)
    found: Array = best > 0
    paired: Array = np.asarray(alike.any(axis=0))
    beside = np.take_along_axis(ours.matched, alike.argmax(axis=1), axis=0)
    lighter = np.minimum(theirs.matched, beside) * found
    pairs = np.minimum(found.sum(axis=0), paired.sum(axis=0))
    matched, agreed = lighter.sum(axis=0), (lighter * best).sum(axis=0)
    left, right = (theirs.left * ~found).sum(axis=0), (ours.left * ~paired).sum(axis=0)
    _one_to_one(found, paired, pairs, (lighter, best), theirs, ours, (matched, agreed, left, right))
    much = (left == 0) & (pairs > np.where(long, 1, 2))
    omission = np.where(much, OMISSION_OF_LONG, OMISSION) * np.abs(left - right)
    whole = 2 * matched + 2 * CONFLICT * np.minimum(left, right) + omission
    ratio = 2 * agreed / np.maximum(whole, 1e-9)
    if lone:
        alone = (pairs == 1) & (left + right > 0)
        ratio = np.where(alone, ratio * _lone(lighter.max(axis=0)), ratio)
    common = COMMON * np.clip((TELLING - agreed) / (TELLING - COMMONEST), 0.0, 1.0)
    points: Array = ratio * (NAME - common) * np.where(weak, WEAK, 1.0)
    return points


def _one_to_one(
    found: Array,
    paired: Array,
    pairs: Array,
    each: tuple[Array, Array],
    theirs: Sides,
    ours: Sides,
    sums: tuple[Array, Array, Array, Array],
) -> None:
    """Correct the sums where two parts of one name are like the same part of the other: one of
    them, the least, is left over."""
    matched, agreed, left, right = sums
    lighter, best = each
    over = np.flatnonzero(found.sum(axis=0) > pairs)
    if len(over):
        times = found.sum(axis=0)[over] - pairs[over]
        least = [
            np.where(found[:, over], of[:, over], np.inf).min(axis=0)
            for of in (lighter, lighter * best, theirs.left)
        ]
        matched[over] -= times * least[0]
        agreed[over] -= times * least[1]
        left[over] += times * least[2]
    over = np.flatnonzero(paired.sum(axis=0) > pairs)
    if len(over):
        times = paired.sum(axis=0)[over] - pairs[over]
        right[over] += times * np.where(paired[:, over], ours.left[:, over], np.inf).min(axis=0)


def _lone(weight: Array) -> Array:
    rarity = (weight - COMMON_PART) / (RARE_PART - COMMON_PART)
    return LONE + (LONE_RARE - LONE) * np.clip(rarity, 0.0, 1.0)


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
