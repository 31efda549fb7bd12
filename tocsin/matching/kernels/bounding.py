"""The most points that a listed name can give a traveller's, from how alike their parts are.

It follows `score.naming` and `score.scoring` step by step and changes with them. It is meant
never to be less than they give, but for rules that look at whole names (parts run together),
which the index meets in other ways; the tests say how often it is. It decides nothing.
"""

from __future__ import annotations

from math import inf

import numpy as np

from tocsin.matching.kernels.alike import SCALE
from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.score.naming import (
    COMMON_PART,
    CONFLICT,
    LONE,
    LONE_RARE,
    OMISSION,
    OMISSION_OF_LONG,
    OMISSION_OF_THEIRS,
    RARE_PART,
)
from tocsin.matching.score.scoring import COMMON, COMMONEST, NAME, TELLING, WEAK

_SHARE = 1 / SCALE


IN_BLOCK = 6
"""Words of a name that its block holds at most."""


@kernel
def block_points(
    table, words, first, count, matched_weights, left_weights,
    blocks, tokens, token_ends, name, word_pairs, long, lone,
):  # fmt: skip
    """`name_points` of a listed name, of its block (``blocks``, `walking.Lanes`)."""
    size, weak = np.int64(blocks[8 * name + 1] & 255), blocks[8 * name + 1] > 255
    if size <= IN_BLOCK:
        return name_points(
            table, words, first, count, matched_weights, left_weights,
            blocks, 8 * name + 2, size, word_pairs, long, weak, lone,
        )  # fmt: skip
    return name_points(
        table, words, first, count, matched_weights, left_weights,
        tokens, np.int64(token_ends[name]), size, word_pairs, long, weak, lone,
    )  # fmt: skip


@kernel
def name_points(
    table, words, first, count, matched_weights, left_weights,
    tokens, start, size, word_pairs, long, weak, lone,
):  # fmt: skip
    """Points at most, and how alike the two most alike parts are.

    ``table`` (uint8) has at ``part * words + word`` how alike the traveller's parts are to each
    word; ``matched_weights``, ``left_weights`` (float64), from ``first`` on, what the ``count``
    parts weigh where they are paired and where they are left over; ``tokens`` (uint32), from
    ``start`` on, the ``size`` words of the listed name, ``word_pairs`` what each word weighs
    likewise. ``long``: the traveller's name fills a field; ``weak``: a weak alias. Without
    ``lone`` a single pair counts in full, as two parts written as one do.
    """
    matched, agreed, left, right = 0.0, 0.0, 0.0, 0.0
    least_lighter, least_agreed, least_left, least_right = inf, inf, inf, inf
    found, beside, most, heaviest = 0, 0, ZERO, 0.0
    paired = np.int64(0)
    for i in range(count):
        best, at = ZERO, 0
        for j in range(size):
            alike = np.int64(table[i * words + tokens[start + j]])
            paired |= np.int64(alike > 0) << j
            if alike > best:
                best, at = alike, j
        if best == 0:
            left += left_weights[first + i]
            continue
        lighter = min(matched_weights[first + i], word_pairs[2 * np.int64(tokens[start + at])])
        counted = lighter * best * _SHARE
        found += 1
        most = max(most, best)
        heaviest = max(heaviest, lighter)
        matched += lighter
        agreed += counted
        least_lighter, least_agreed = min(least_lighter, lighter), min(least_agreed, counted)
        least_left = min(least_left, left_weights[first + i])
    if found == 0:
        return 0.0, 0
    for j in range(size):
        weight = word_pairs[2 * np.int64(tokens[start + j]) + 1]
        if (paired >> j) & 1:
            beside += 1
            least_right = min(least_right, weight)
        else:
            right += weight
    pairs = min(found, beside)
    if found > pairs:
        matched -= (found - pairs) * least_lighter
        agreed -= (found - pairs) * least_agreed
        left += (found - pairs) * least_left
    elif beside > pairs:
        right += (beside - pairs) * least_right
    alone = lone and pairs == 1
    points = _points(matched, agreed, left, right, heaviest, alone, pairs > (1 if long else 2))
    return points * (WEAK if weak else 1.0), most


@kernel
def _points(matched, agreed, left, right, heaviest, alone, many):
    """Points of what is paired, what of it agrees, and what is left over on either side."""
    much = many and left == 0
    each = OMISSION_OF_THEIRS if left > 0 else OMISSION
    omission = (OMISSION_OF_LONG if much else each) * abs(left - right)
    whole = 2 * matched + 2 * CONFLICT * min(left, right) + omission
    ratio = 2 * agreed / max(whole, 1e-9)
    if alone and left + right > 0:
        rarity = (heaviest - COMMON_PART) / (RARE_PART - COMMON_PART)
        ratio *= LONE + (LONE_RARE - LONE) * min(1.0, max(0.0, rarity))
    common = COMMON * min(1.0, max(0.0, (TELLING - agreed) / (TELLING - COMMONEST)))
    return ratio * (NAME - common)
