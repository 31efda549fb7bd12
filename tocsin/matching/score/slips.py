"""Slips of fingers and of scanners: which letters are really taken for each other.

For words too short for a share of kept letters to tell anything. Sources: the QWERTY layout; OCR
confusions listed in ICAO Doc 9303-3's reasons for the OCR-B typeface (O/0, I/1, S/5, B/8, Z/2).
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SEEN_AS = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("l", "i"))


def _neighbours() -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for row, below in zip(_ROWS, (*_ROWS[1:], ""), strict=True):
        for at, key in enumerate(row):
            near = row[at + 1 : at + 2] + below[max(0, at - 1) : at + 1]
            pairs.update((key, other) for other in near)
    return frozenset(pairs | {(b, a) for a, b in pairs})


ADJACENT = _neighbours()
"""Pairs of letters whose keys are neighbours, in both orders."""


def scanned(text: str) -> str:
    """What a scanner makes of the letters: rn and m, cl and d, l and i look the same."""
    for written, seen in _SEEN_AS:
        text = text.replace(written, seen)
    return text


def slipped(a: str, b: str) -> bool:
    """Whether two words differ by one swap, one letter more or less, or one neighbouring key."""
    if OSA.distance(a, b) != 1:
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) != len(b) or len(differing) == 2 or differing[0] in ADJACENT
