"""How alike two tokens are, from 0 to 1, and by which rule. Knows single words, not names.

Rules, the best of them counting: the same letters; one name in two languages; the same sound; the
same consonants; a near spelling. A near spelling of a word that is itself a well-known other name
counts less: Anthony Albano did not mistype Albanese.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from tocsin.matching.names import Token
from tocsin.matching.names.sounding import skeleton_of, sound_of
from tocsin.matching.names.syllables import KOREAN_FROM, is_syllable, korean_key
from tocsin.matching.names.tables import KINDRED_FROM
from tocsin.matching.score.slips import scanned, slipped

SAME, KINDRED, SYLLABLE, SOUND, SKELETON, NEAR, INITIAL, CUT, SHORTENED, NONE = (
    "same", "equivalent name", "syllable in another system", "sounds alike", "same consonants",
    "near spelling", "initial", "cut off", "shortened", "different",
)  # fmt: skip
LEAST = 0.68
"""Below this, two tokens count as different names."""
LEAST_SHORT = 0.80
"""The same for words of four letters or fewer."""
OTHER_SPELLING = 0.97
"""Most that two words reach where only other spellings of them agree."""
WITHOUT_STEM = 0.87
"""Likeness of Rahman to Abdul Rahman, of Omar to Abu Omar."""
KNOWN = 12
"""A word seen this often as a name is a name of its own, not a misspelling."""
KNOWN_SHARE = 0.80
TWO_SYLLABLES = 6
"""Letters from which a word may be two Korean syllables written as one."""
SAME_SOUND = 0.955
"""Likeness of words that sound the same: these are one name, however well known."""
NEAR_SOUND = 0.92
"""Share that a near sound keeps, where the letters are further apart."""
SHORT = 6
"""Letters below which one slip of a finger makes a word that is near to none."""
STEMS = ("abdul", "abu", "umm")
_LOOSE = (NEAR, SOUND, SKELETON)
Likeness = tuple[float, str]
_DIFFERENT: Likeness = (0.0, NONE)
_KNOWN: dict[tuple[Token, Token], Likeness] = {}
_MOST_KNOWN = 500_000
_VOWELS = str.maketrans("", "", "aeiou")


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
        short, long = sorted((theirs.text, ours.text), key=len)
        return (0.8, INITIAL) if long.startswith(short) else _DIFFERENT
    kin = _kindred(theirs, ours)
    best = _by_letters(theirs, ours)
    return kin if kin[0] > best[0] else best


def _kindred(theirs: Token, ours: Token) -> Likeness:
    if theirs.groups.isdisjoint(ours.groups):
        return _DIFFERENT
    shared = theirs.groups & ours.groups
    if max(shared) >= KOREAN_FROM:
        return 0.93, SYLLABLE
    if max(shared) >= KINDRED_FROM:
        return 0.96, KINDRED
    if is_syllable(theirs.text) and is_syllable(ours.text):
        return _DIFFERENT
    close = near(theirs.text, ours.text) or min(len(theirs.text), len(ours.text)) > 4
    return (0.97 if close else 0.8), KINDRED


def _by_letters(theirs: Token, ours: Token) -> Likeness:
    best = likeness_of_texts(theirs.text, ours.text)
    if theirs.spellings or ours.spellings:
        best = max(best, _by_spellings(theirs, ours))
    if best[1] in _LOOSE and best[0] < SAME_SOUND and _two_names(theirs, ours):
        return _at_least(best[0] * KNOWN_SHARE, best[1], LEAST)
    return best


def _by_spellings(theirs: Token, ours: Token) -> Likeness:
    pairs = product((theirs.text, *theirs.spellings), (ours.text, *ours.spellings))
    return _capped(*max(likeness_of_texts(a, b) for a, b in pairs), theirs, ours)


def _capped(value: float, rule: str, theirs: Token, ours: Token) -> Likeness:
    """Other spellings tell less than the first; Rahman for Abdul Rahman less again."""
    if _shortened(theirs, ours):
        return _at_least(value * WITHOUT_STEM, SHORTENED, LEAST)
    return min(value, OTHER_SPELLING), rule


def _shortened(theirs: Token, ours: Token) -> bool:
    return theirs.text.startswith(STEMS) != ours.text.startswith(STEMS)


def _two_names(theirs: Token, ours: Token) -> bool:
    """Whether each word is a name of its own: seen often, or a syllable of Chinese or Korean."""
    if theirs.count >= KNOWN and ours.count >= KNOWN:
        return True
    return _syllabic(theirs) and _syllabic(ours)


def _syllabic(token: Token) -> bool:
    """A shorter word that falls into two Korean syllables may be any name: Torek is not To Rek."""
    two = len(token.text) >= TWO_SYLLABLES and token.count < KNOWN
    return is_syllable(token.text) or (two and bool(korean_key(token.text)))


@lru_cache(maxsize=400_000)
def likeness_of_texts(a: str, b: str) -> Likeness:
    """Compare two Latin words by letters, by sound and by consonants; the best rule counts."""
    if a == b:
        return 1.0, SAME
    theirs, ours = shape(a), shape(b)
    heard = near(theirs.sound, ours.sound)
    best = max((near(a, b), NEAR), ((0.96 if heard == 1.0 else NEAR_SOUND) * heard, SOUND))
    if best[0] < 0.9:
        best = max(best, _by_bones(theirs, ours))
        if theirs.scanned == ours.scanned:
            best = (0.9, NEAR)
    return _at_least(*best, LEAST if min(len(a), len(b)) > 4 else LEAST_SHORT)


class Shape(NamedTuple):
    """What a word is compared by besides its letters; ``clipped``: it has no inner vowels."""

    text: str
    sound: str
    skeleton: str
    bones: str
    framed: str
    scanned: str
    clipped: bool


@lru_cache(maxsize=400_000)
def shape(text: str) -> Shape:
    inner = text[1:-1].translate(_VOWELS)
    return Shape(
        text,
        sound_of(text),
        skeleton_of(text),
        text.translate(_VOWELS),
        text[:1] + inner + text[-1:],
        scanned(text),
        inner == text[1:-1],
    )


def _at_least(value: float, rule: str, least: float) -> Likeness:
    return (value, rule) if value >= least else _DIFFERENT


def _by_bones(a: Shape, b: Shape) -> Likeness:
    if a.bones == b.bones and _bones_only(a, b):
        return 0.9, SKELETON
    if a.skeleton != b.skeleton or len(a.skeleton) < 3:
        return _DIFFERENT
    alike = OSA.normalized_similarity(a.text, b.text) >= 0.45
    return (0.86, SKELETON) if alike else _DIFFERENT


def _bones_only(a: Shape, b: Shape) -> bool:
    """Whether one word is the other without its inner vowels (Mhmmd for Muhammad, Rza for Reza)."""
    if len(a.bones) > 2:
        return a.clipped or b.clipped
    if len(a.bones) < 2:
        return False
    return any(c.clipped and c.text in (c.bones, other.framed) for c, other in ((a, b), (b, a)))


def near(a: str, b: str) -> float:
    """Letters kept (transpositions count once), a little better where the beginnings agree."""
    if a == b:
        return 1.0
    kept = OSA.normalized_similarity(a, b, score_cutoff=0.5)
    if not kept:
        return 0.0
    return min(0.97, kept + 0.25 * (JaroWinkler.similarity(a, b) - kept))


def is_cut(theirs: Token, ours: Token) -> bool:
    """Whether the traveller's token may be ours, cut off by a field's end."""
    return len(theirs.text) < len(ours.text) and ours.text.startswith(theirs.text)


def mistyped(theirs: Token, ours: Token) -> bool:
    """Whether the traveller's short word is ours by one slip of a finger."""
    return max(len(theirs.text), len(ours.text)) < SHORT and slipped(theirs.text, ours.text)
