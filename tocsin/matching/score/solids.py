"""Names with other gaps: mohammedali for Mohammed Ali, platono vich, cho ng-ch o l.

Finds neighbouring parts that are one part of the other name, and whole names that are the same
letters once the gaps are gone. Knows nothing of weights left over.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

from rapidfuzz.distance import OSA

from tocsin.matching.names import ReadName, Token
from tocsin.matching.score.likeness import SKELETON, likeness_of_texts

JOINED = 0.97
SOLID = 0.9
"""Letters kept, of names written without gaps, from which on they count as one name."""
SHORTEST = 6
_MOST_SPELLINGS = 8
Joined = tuple[tuple[Token, ...], tuple[Token, ...], float, str, float]


def pair_joined(left: list[Token], right: list[Token]) -> list[Joined]:
    """Parts of either side that are one part of the other; what was paired is taken out."""
    split = [(some, (whole,)) for some, whole in _joined(left, right)]
    glued = [((whole,), some) for some, whole in _joined(right, left)]
    return [(a, b, JOINED, "joined", _weight(a, b)) for a, b in (*split, *glued)]


def _weight(a: tuple[Token, ...], b: tuple[Token, ...]) -> float:
    return max(t.weight for t in a) + max(t.weight for t in b)


def _joined(parts: list[Token], wholes: list[Token]) -> list[tuple[tuple[Token, ...], Token]]:
    found: list[tuple[tuple[Token, ...], Token]] = []
    if len(parts) < 2:
        return found
    starts = frozenset().union(*map(_starts, parts))
    for whole in [one for one in wholes if len(one.text) > 2 and one.text[:2] in starts]:
        at = _where(parts, whole)
        if at is not None:
            found.append((tuple(parts[at]), whole))
            del parts[at]
            wholes.remove(whole)
    return found


def _where(parts: list[Token], whole: Token) -> slice | None:
    lengths, length = [len(part.text) for part in parts], len(whole.text)
    for size in (2, 3, 4):
        for at in range(len(parts) - size + 1):
            apart = sum(lengths[at : at + size]) - length
            if -2 <= apart <= 2 and _joins(parts[at : at + size], whole):
                return slice(at, at + size)
    return None


@lru_cache(maxsize=100_000)
def _starts(part: Token) -> frozenset[str]:
    """How a whole that begins with this part may begin: looked at first, being cheap."""
    return frozenset(text[:2] for text in (part.text, *part.spellings))


def _joins(some: list[Token], whole: Token) -> bool:
    for texts in islice(product(*((t.text, *t.spellings) for t in some)), _MOST_SPELLINGS):
        text = "".join(texts)
        if whole.text in (text, "".join(reversed(texts))) or text in whole.spellings:
            return True
    text = "".join(token.text for token in some)
    measured, rule = likeness_of_texts(text, whole.text)
    return len(whole.text) > 5 and measured > 0.88 and rule != SKELETON


def solid_likeness(theirs: ReadName, ours: ReadName) -> float:
    """Letters kept when all gaps are gone, or 0.0 if that is less than `SOLID`."""
    a, b = theirs.solid, ours.solid
    if a == b:
        return JOINED if a else 0.0
    if min(len(a), len(b)) < SHORTEST or abs(len(a) - len(b)) > 2:
        return 0.0
    kept = OSA.normalized_similarity(a, b, score_cutoff=SOLID)
    return kept * JOINED
