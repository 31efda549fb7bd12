"""What a part of a name, and what stands beside it, can count at most.

The index asks this before it asks `score`: who stays below the threshold even so need not be
scored. It follows `likeness` and `evidence` and changes with them; `kernels.bounding` takes whole
names. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tocsin.matching.score.evidence import NATION, SEX
from tocsin.matching.score.likeness import LEAST, LEAST_SHORT
from tocsin.matching.score.naming import STEEP_BELOW, STEEPNESS
from tocsin.matching.score.scoring import NAME

SLIP = 0.85
"""What one slip of the finger in a short word may count: a little more than it does, so that it is
asked as well where both words are known names (`likeness.KNOWN_SHARE`)."""
SLIP_LIKENESS = (SLIP + STEEPNESS * STEEP_BELOW) / (1 + STEEPNESS)
"""The likeness whose credit is that of a slip."""
SAME_SOUND = 0.97
"""The most that two spellings of one sound reach."""
CUT = 0.9
INITIAL = 0.8
GROUP, KINDRED, SYLLABLE = 0.97, 0.96, 0.93
BONES, HEARD_BONES = 0.9, 0.86
AS_ONE = NAME
"""Points at most of a name that is the traveller's with other gaps."""
_SEX = {"M": 1 << 62, "F": 1 << 63}
SEXES = np.uint64((1 << 62) | (1 << 63))
"""The bits of `marks` that tell the sex."""
DOCUMENTED = np.uint64(1 << 61)
"""The bit of `marks` that says that there are documents."""


def most_edits(longest: int) -> int:
    """Edits that two words may be apart, the longer of this length, and still be alike."""
    return max(1, int(0.427 * longest)) if longest > 1 else 0


def credit(likeness: float) -> float:
    """What a likeness counts: half-alike words are weak evidence."""
    return likeness - STEEPNESS * max(0.0, STEEP_BELOW - likeness)


def least(shorter: int) -> float:
    """The likeness below which two words are different names, by the shorter one's length."""
    return LEAST if shorter > 4 else LEAST_SHORT


def marks(nations: Iterable[str], sex: str, *, documented: bool) -> int:
    """Nationalities, sex, and whether there are documents, as one number of 64 bits; two nations
    may share a bit."""
    bits = _SEX.get(sex, 0) | int(DOCUMENTED) * documented
    for nation in nations:
        bits |= 1 << (sum(ord(c) * pow(31, i, 61) for i, c in enumerate(nation)) % 61)
    return bits


def most_beside(nation: bool, sex: bool) -> float:
    """Points at most of nationality and sex, by which of them the traveller brings."""
    return NATION * nation + SEX * sex
