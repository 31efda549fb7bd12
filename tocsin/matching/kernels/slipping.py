"""Whether a short part left over is a listed one by a slip of the finger: `score.slips` in numbers.

It says where the score's rule may apply (`naming._pair_slips`), and not what it gives then.
"""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.score.likeness import SHORT
from tocsin.matching.score.slips import ADJACENT

_MOST = 2
"""Parts of each side, of those left over, that may be mistyped."""
_KEYS = np.zeros((128, 128), np.uint8)
for _one, _other in ADJACENT:
    _KEYS[ord(_one), ord(_other)] = 1


@kernel
def may_be_slip(theirs, listed, first, count, left, start, size, right):
    """Whether one of the first parts left over (bits of ``left``, ``right``) on one side is one of
    the other's, one slip away."""
    tried = ZERO
    for i in range(count):
        if not (left >> i) & 1 or theirs.left[first + i] <= 0.0:
            continue
        tried += 1
        span = theirs.form_ends[first + i]
        at, length = theirs.spans[span, 0], theirs.spans[span, 1]
        if tried <= _MOST and length < SHORT and _any(
            theirs.codes, at, length, listed, start, size, right
        ):  # fmt: skip
            return True
    return False


@kernel
def _any(codes, at, length, listed, start, size, right):
    tried = ZERO
    for j in range(size):
        word = listed.tokens[start + j]
        if not (right >> j) & 1 or listed.word_left[word] <= 0.0:
            continue
        tried += 1
        form = np.int64(listed.word_forms[listed.word_form_ends[word]])
        place = np.int64(listed.form_ends[form])
        other = np.int64(listed.form_ends[form + 1]) - place
        if tried <= _MOST and other < SHORT and _slipped(
            codes, at, length, listed.form_codes, place, other
        ):  # fmt: skip
            return True
    return False


@kernel
def _slipped(codes, at, length, others, place, other):
    """One swap, one letter more or less, or one neighbouring key."""
    if abs(length - other) > 1:
        return False
    same = _alike_for(codes, at, others, place, min(length, other))
    if length > other:
        return _ends_alike(codes, at + same + 1, others, place + same, other - same)
    if other > length:
        return _ends_alike(codes, at + same, others, place + same + 1, length - same)
    rest = length - same - 1
    if rest < 0:
        return False
    one, two = np.int64(codes[at + same]), np.int64(others[place + same])
    neighbours = one < 128 and two < 128 and _KEYS[one, two] > 0
    if neighbours and _ends_alike(codes, at + same + 1, others, place + same + 1, rest):
        return True
    swapped = rest > 0 and codes[at + same + 1] == two and others[place + same + 1] == one
    return swapped and _ends_alike(codes, at + same + 2, others, place + same + 2, rest - 1)


@kernel
def _ends_alike(codes, at, others, place, size):
    return _alike_for(codes, at, others, place, size) == size


@kernel
def _alike_for(codes, at, others, place, most):
    """How many letters are the same, from the first on."""
    same = ZERO
    while same < most and codes[at + same] == others[place + same]:
        same += 1
    return same
