"""How a Latin word sounds, coarsely: a phonetic fold and its consonant skeleton.

Two romanisations of one name should fold to nearly the same letters. Not a measure: `score` is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DIGRAPHS = (
    ("sch", "x"), ("shch", "x"), ("tch", "c"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("sh", "x"),
    ("ch", "c"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ck", "k"),
    ("ks", "s"), ("ts", "s"), ("tz", "s"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ei", "i"),
    ("ie", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("iy", "i"), ("ij", "i"),
)  # fmt: skip
_SINGLE = str.maketrans("qzweoy", "ksvaui")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile(r"(?<=[a-z])h(?=[^aiu]|$)")
_HARD_C = re.compile(r"c(?!h)")
_FINAL = str.maketrans("dbgv", "tpkf")
"""A last consonant is heard without voice (Ahmed and Ahmet, Yaqub and Yakup, -ov and -off)."""
_VOWELS = str.maketrans("", "", "aiu")


@lru_cache(maxsize=200_000)
def sound_of(text: str) -> str:
    """The word with letters that romanisations interchange made one."""
    sound = _HARD_C.sub("k", text.replace("sch", "sh").replace("tch", "ch"))
    for written, heard in _DIGRAPHS:
        if written in sound:
            sound = sound.replace(written, heard)
    sound = _SILENT.sub("", sound.translate(_SINGLE))
    sound = _DOUBLED.sub(r"\1", sound)
    return sound[:-1] + sound[-1:].translate(_FINAL)


@lru_cache(maxsize=200_000)
def skeleton_of(text: str) -> str:
    """The consonants that are heard; a word of vowels alone keeps its sound."""
    sound = sound_of(text)
    return _DOUBLED.sub(r"\1", sound.translate(_VOWELS).replace("v", "")) or sound
