"""Hashes of texts of which two can be joined to the hash of both written as one."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

Array = npt.NDArray[Any]
_BASE = 0x9E3779B97F4A7C15
_WHOLE = (1 << 64) - 1


def hash_of(text: str) -> int:
    """The hash of a text, as 64 bits."""
    value = 0
    for character in text:
        value = (value * _BASE + ord(character) + 1) & _WHOLE
    return value


def power_of(text: str) -> int:
    """What the hash of a text is multiplied by when this one is written behind it."""
    return pow(_BASE, len(text), 1 << 64)


def glued(hashes: Array, powers: Array) -> Array:
    """The hash of each two neighbours written as one, from the hashes and powers of both."""
    joined: Array = hashes[0] * powers[1] + hashes[1]
    return joined
