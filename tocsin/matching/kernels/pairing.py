"""Which parts of two names are paired, and what the pairs and the rest are worth: numbers only.

It gives what `score.naming` gives, step by step and with sums in the same order, so that both are
the same to the last bit. Parts of a traveller's name are counted by i, those of a listed one by j.
"""

from __future__ import annotations

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.score.bounds import credit
from tocsin.matching.score.naming import (
    COMMON_PART,
    CONFLICT,
    LONE,
    LONE_RARE,
    RARE_PART,
)
from tocsin.matching.score.scoring import COMMON, COMMONEST, NAME, TELLING

WIDTH = 16
"""Parts of a name at most, and places of a row in a table of likenesses."""


@kernel
def paired(like, count, size, weights, first, word_weights, tokens, start, pairs, kept):
    """Pair the most alike parts first, of equal ones the heavier: ``pairs`` (int64, i and j) and
    what each counts in ``kept`` (float64); how many. ``like`` (float64) is their likeness."""
    left, right, found = (1 << count) - 1, (1 << size) - 1, ZERO
    while True:
        best, weight, at = 0.0, 0.0, -1
        for i in range(count):
            for j in range(size):
                measured = like[i * WIDTH + j]
                if measured > 0.0 and measured >= best and (left >> i) & (right >> j) & 1:
                    both = weights[first + i] + word_weights[tokens[start + j]]
                    if measured > best or both > weight:
                        best, weight, at = measured, both, i * WIDTH + j
        if at < 0:
            return found
        pairs[2 * found], pairs[2 * found + 1] = at // WIDTH, at % WIDTH
        kept[found] = credit(best)
        left &= ~(1 << (at // WIDTH))
        right &= ~(1 << (at % WIDTH))
        found += 1


@kernel
def ratio_of(matched, agreed, left, right, found, each, lone_weight):
    """How alike two names are: `naming._weighed`. ``each`` is what one left over costs of its
    weight, ``lone_weight`` the weight of the only pair."""
    conflict = 2 * CONFLICT * min(left, right)
    omission = each * abs(left - right)
    whole = matched + conflict + omission
    ratio = agreed / whole if whole else 0.0
    if found == 1 and lone_weight > 0.0:
        rarity = (lone_weight / 2 - COMMON_PART) / (RARE_PART - COMMON_PART)
        ratio *= LONE + (LONE_RARE - LONE) * min(1.0, max(0.0, rarity))
    return ratio


@kernel
def points_of(ratio, agreed):
    """Points of a name: `scoring._name_points`."""
    told = agreed / 2
    common = COMMON * min(1.0, max(0.0, (TELLING - told) / (TELLING - COMMONEST)))
    return ratio * (NAME - common)
