"""Edits between words, and how alike their beginnings are: what rapidfuzz measures, in kernels.

A question asks for some hundred measures, too few to pay for a call into another library each,
and for words that lie in one array: a word is a place ``at`` and a length ``size`` in an array of
code points (uint32). Results equal rapidfuzz's `OSA` and `JaroWinkler`, which the score uses. The
innermost loops call nothing and branch little: handing an array to a function counts its
references, and what the letters are can't be foreseen by a processor; each cost ten times the
arithmetic.
"""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel

LONGEST = 64
"""Letters of the longest word that can be measured: one bit of a number each."""
LETTERS = 1 << 16
"""Letters that are told apart; those beyond (rare Han, which a folded name has not) by these."""
_LETTER = np.uint32(LETTERS - 1)
_ONE, _NONE = np.uint64(1), np.uint64(0)


@kernel
def put_masks(masks, query, at, size):
    """Set in ``masks`` (uint64, `LETTERS`), for each letter, the places at which a query has it."""
    for i in range(at, at + size):
        masks[query[i] & _LETTER] |= _ONE << np.uint64(i - at)


@kernel
def clear_masks(masks, query, at, size):
    """Make ``masks`` what they were before `put_masks`: 0 everywhere."""
    for i in range(at, at + size):
        masks[query[i] & _LETTER] = _NONE


@kernel
def edits(masks, q_size, text, at, size):
    """Letters put in, left out, exchanged, or swapped with a neighbour, between a query and a word.

    Optimal string alignment by bits (Hyyrö 2003): each bit is one letter of the query. Without
    branches on what the letters are, which a processor can't foresee: ten times as fast.
    """
    if q_size == 0:
        return size
    higher, lower, equal, before = ~_NONE, _NONE, _NONE, _NONE
    last = np.uint64(q_size - 1)
    distance = np.int64(q_size)
    for i in range(size):
        here = masks[text[at + i] & _LETTER]
        swapped = ((~equal & here) << _ONE) & before
        equal = (((here & higher) + higher) ^ higher) | here | lower | swapped
        up = lower | ~(equal | higher)
        down = equal & higher
        distance += np.int64((up >> last) & _ONE) - np.int64((down >> last) & _ONE)
        up = (up << _ONE) | _ONE
        down = down << _ONE
        higher = down | ~(equal | up)
        lower = up & equal
        before = here
    return distance


@kernel
def winkler(masks, query, q_at, q_size, text, at, size):
    """The Jaro-Winkler similarity of two words of at most `LONGEST` letters, 0 to 1."""
    jaro = _jaro(masks, q_size, text, at, size)
    if jaro <= 0.7:
        return jaro
    same = 0
    while same < min(4, q_size, size) and query[q_at + same] == text[at + same]:
        same += 1
    return jaro + same * 0.1 * (1.0 - jaro)


@kernel
def _jaro(masks, q_size, text, at, size):
    if q_size == 0 or size == 0:
        return 1.0 if q_size == size else 0.0
    reach = max(max(q_size, size) // 2 - 1, 0)
    taken, met = _NONE, _NONE
    common = ZERO
    for j in range(size):
        free = masks[text[at + j] & _LETTER] & ~taken & _window(j, reach)
        first = free & (~free + _ONE)
        taken |= first
        found = np.uint64(first != _NONE)
        met |= found << np.uint64(j)
        common += np.int64(found)
    if common == 0:
        return 0.0
    moved = 0
    for j in range(size):
        if (met >> np.uint64(j)) & _ONE:
            first = taken & (~taken + _ONE)
            moved += (masks[text[at + j] & _LETTER] & first) == _NONE
            taken &= ~first
    return (common / q_size + common / size + (common - moved // 2) / common) / 3.0


@kernel
def _window(j, reach):
    """The bits of the letters at most ``reach`` from the letter ``j``."""
    below = ~_NONE if j + reach + 1 >= LONGEST else (_ONE << np.uint64(j + reach + 1)) - _ONE
    return below & ~((_ONE << np.uint64(max(0, j - reach))) - _ONE)
