"""How alike two tokens are, from 0 to 1, and by which rule. Knows single words, not names."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from tocsin.matching.names import Token
from tocsin.matching.names.sounding import skeleton_of, sound_of

SAME, KINDRED, SOUND, SKELETON, NEAR, INITIAL, CUT, NONE = (
    "same", "equivalent name", "sounds alike", "same consonants", "near spelling", "initial",
    "cut off", "different",
)  # fmt: skip
LEAST = 0.68
"""Below this, two tokens count as different names."""
LEAST_SHORT = 0.80
"""The same for words of four letters or fewer."""
Likeness = tuple[float, str]
_DIFFERENT: Likeness = (0.0, NONE)
_KNOWN: dict[tuple[Token, Token], Likeness] = {}
_MOST_KNOWN = 500_000


def likeness(theirs: Token, ours: Token) -> Likeness:
    """The likeness of two tokens, remembered: passengers' names repeat."""
    pair = (theirs, ours)
    found = _KNOWN.get(pair)
    if found is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = _KNOWN[pair] = _measured(theirs, ours)
    return found


def _measured(theirs: Token, ours: Token) -> Likeness:
    if theirs.text == ours.text:
        return 1.0, SAME
    if theirs.kind == "initial" or ours.kind == "initial":
        return (0.9, INITIAL) if theirs.text[0] == ours.text[0] else _DIFFERENT
    if theirs.groups & ours.groups:
        return (0.97 if _near(theirs.text, ours.text) or _long(theirs, ours) else 0.8), KINDRED
    return max(
        (
            likeness_of_texts(a, b)
            for a in (theirs.text, *theirs.spellings)
            for b in (ours.text, *ours.spellings)
        ),
        default=_DIFFERENT,
    )


def _long(theirs: Token, ours: Token) -> bool:
    """Short syllables share a written character too easily to be one name."""
    return min(len(theirs.text), len(ours.text)) > 4


@lru_cache(maxsize=200_000)
def likeness_of_texts(a: str, b: str) -> Likeness:
    """Compare two Latin words by letters, by sound and by consonants; the best rule counts."""
    if a == b:
        return 1.0, SAME
    best = max((_near(a, b), NEAR), (0.96 * _near(sound_of(a), sound_of(b)), SOUND))
    if best[0] < 0.86 and len(skeleton_of(a)) > 2 and _same_bones(a, b):
        best = (0.86, SKELETON)
    if best[0] < 0.9 and _scanned(a) == _scanned(b):
        best = (0.9, NEAR)
    if best[0] < 0.9 and _bones_only(a, b):
        best = (0.9, SKELETON)
    least = LEAST if min(len(a), len(b)) > 4 else LEAST_SHORT
    return best if best[0] >= least else _DIFFERENT


def _same_bones(a: str, b: str) -> bool:
    return skeleton_of(a) == skeleton_of(b) and OSA.normalized_similarity(a, b) >= 0.45


def _bones_only(a: str, b: str) -> bool:
    """Whether one word is the other without its inner vowels (Mhmmd for Muhammad)."""
    bones, others = _bones(a), _bones(b)
    return bones == others and len(bones) > 2 and (a == bones or b == others)


def _bones(text: str) -> str:
    return text[:1] + text[1:-1].translate(_VOWELS) + text[-1:]


_VOWELS = str.maketrans("", "", "aeiou")


def slip(a: str, b: str) -> bool:
    """Whether two short words differ by one slip of the finger; too weak to count by itself."""
    return max(len(a), len(b)) < 6 and OSA.distance(a, b) < 2


def _scanned(text: str) -> str:
    """What a scanner makes of the letters: rn and m, cl and d look the same."""
    return text.replace("rn", "m").replace("cl", "d")


def _near(a: str, b: str) -> float:
    """Letters kept (transpositions count once), a little better where the beginnings agree."""
    if a == b:
        return 1.0
    longest = max(len(a), len(b))
    kept = 1.0 - OSA.distance(a, b) / longest
    if kept < 0.5:
        return 0.0
    return min(0.97, kept + 0.25 * (JaroWinkler.similarity(a, b) - kept))


def is_cut(theirs: Token, ours: Token) -> bool:
    """Whether one of the tokens may be the other, cut off by a field's end."""
    a, b = theirs.text, ours.text
    return len(a) != len(b) and (b.startswith(a) or a.startswith(b))
