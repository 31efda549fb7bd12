"""Where a key's entries lie in a lane, which is a sorted array (uint64): key above, row below."""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.compiling import kernel


@kernel
def under(lane, bits, key):
    """The first and the end of the entries under a key (uint64, without the ``bits`` of a row)."""
    shift = np.uint64(bits)
    low, high = 0, len(lane)
    while low < high:
        middle = (low + high) // 2
        if lane[middle] >> shift < key:
            low = middle + 1
        else:
            high = middle
    end = low
    while end < len(lane) and lane[end] >> shift == key:
        end += 1
    return low, end
