"""Whether neighbouring parts of one name may be one part of the other, seen from their letters.

It follows `score.solids.pair_joined` from above: what it lets through is left to the score. A pair
of names of which it lets nothing through has no such parts. Asked of the score for every pair of
names whose lengths allowed it, this took a quarter of a screening.
"""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.spelling import LONGEST, clear_masks, edits, put_masks

ROOM = 256
"""Letters of the joined parts that are compared; longer ones are let through."""
_APART = 0.16
"""Share of letters that differ from which on no spelling is near enough (`solids._joins`)."""
_LONG_SOUND = 18
"""Letters from which on sounds that are not equal may be near enough."""
_MEASURED = 6
"""Letters from which on a whole is measured, and not only compared."""
_SPELT = np.uint64(0)


def _letters(some: str) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    table = np.zeros(128, np.uint8)
    table[[ord(letter) for letter in some]] = 1
    return table


_HEARD = _letters("mnrl")
"""No rule of `names.sounding` makes, drops or changes these, but where one is doubled."""
_SEEN = _letters("abefghjkopqstuxyz0123456789")
"""No rule of `score.slips.scanned` makes, drops or changes these."""


@kernel
def may_join(codes, at, lengths, starts, parts, others, others_at, wholes, room, masks):
    """Whether neighbours among ``parts`` parts may be one of the other name's.

    Letters are in ``codes`` (uint32), those of each part from ``at`` on, ``lengths`` of them;
    ``starts`` (uint64) are its first two, 0 where it has other spellings. Of the other name
    likewise: ``others``, ``others_at``, and ``wholes`` (how many, their lengths, their starts).
    """
    count, whole_lengths, whole_starts = wholes
    for k in range(count):
        whole = whole_lengths[k]
        if whole < 3 or parts < 2 or not _begins(starts, parts, whole_starts[k]):
            continue
        for size in range(2, 5):
            for first in range(parts - size + 1):
                letters, spelt = ZERO, whole_starts[k] == _SPELT
                for one in range(first, first + size):
                    letters += lengths[one]
                    spelt = spelt or starts[one] == _SPELT
                if abs(letters - whole) > 2:
                    continue
                if spelt or letters > ROOM or whole > LONGEST or letters >= _LONG_SOUND:
                    return True
                if _joins(
                    codes, at, lengths, first, size, letters, others, others_at[k], whole, room,
                    masks,
                ):  # fmt: skip
                    return True
    return False


@kernel
def _begins(starts, parts, start):
    begins = False
    for k in range(parts):
        begins = begins or starts[k] == start or starts[k] == _SPELT or start == _SPELT
    return begins


@kernel
def _joins(codes, at, lengths, first, size, letters, others, other_at, whole, room, masks):
    """Whether ``size`` parts from ``first`` on, written as one, may be the whole."""
    end = letters
    for one in range(first, first + size):
        end -= lengths[one]
        for k in range(lengths[one]):
            room[end + k] = codes[at[one] + k]
    if letters == whole and _same(room, others, other_at, whole):
        return True
    end = ZERO
    for one in range(first, first + size):
        for k in range(lengths[one]):
            room[end + k] = codes[at[one] + k]
        end += lengths[one]
    if letters == whole and _same(room, others, other_at, whole):
        return True
    if whole < _MEASURED:
        return False
    if _alike(_HEARD, True, room, letters, others, other_at, whole):
        return True
    if _alike(_SEEN, False, room, letters, others, other_at, whole):
        return True
    put_masks(masks, others, other_at, whole)
    apart = edits(masks, whole, room, ZERO, letters)
    clear_masks(masks, others, other_at, whole)
    return apart <= _APART * max(whole, letters)


@kernel
def _same(room, others, at, size):
    same = ZERO
    while same < size and room[same] == others[at + same]:
        same += 1
    return same == size


@kernel
def _alike(kept, folded, room, letters, others, at, size):
    """Whether the letters that are ``kept`` stand in the same order; ``folded``: of several of one
    kind in a row, one counts."""
    i, j, last = ZERO, ZERO, np.int64(-1)
    while True:
        while i < letters and not _counts(kept, folded, np.int64(room[i]), last):
            i += 1
        while j < size and not _counts(kept, folded, np.int64(others[at + j]), last):
            j += 1
        if i == letters or j == size:
            return i == letters and j == size
        last = np.int64(room[i])
        if last != np.int64(others[at + j]):
            return False
        i += 1
        j += 1


@kernel
def _counts(kept, folded, letter, last):
    return letter < 128 and kept[letter] > 0 and not (folded and letter == last)
