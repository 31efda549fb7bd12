"""Who of many is looked at: the highest of each traveller, and the least that still counts.

Numbers only; what they mean is `searching`'s to say.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def highest(travellers: Array, values: Array, ties: Array, count: int) -> Array:
    """Which (bool) are among the ``count`` highest ``values`` of their traveller (int64, sorted);
    of equal ones those of the smallest ``ties``."""
    if len(travellers) <= count:
        return np.ones(len(travellers), bool)
    order = np.lexsort((ties, -values, travellers))
    kept = np.zeros(len(order), bool)
    kept[order] = _places(travellers) < count
    return kept


def least_of_best(travellers: Array, values: Array, count: int, floor: float, among: int) -> Array:
    """For each of ``among`` travellers the value of the last of its ``count`` highest, or ``floor``
    where it has fewer or they are below."""
    least = np.full(among, floor)
    order = np.lexsort((-values, travellers))
    asked = travellers[order]
    last = np.flatnonzero(_places(asked) == count - 1)
    least[asked[last]] = np.maximum(values[order][last], floor)
    return least


def _places(travellers: Array) -> Array:
    """The place of each among those of its traveller, of travellers that are sorted."""
    at = np.arange(len(travellers))
    new = np.diff(travellers, prepend=-1) != 0
    return at - np.maximum.accumulate(np.where(new, at, 0))
