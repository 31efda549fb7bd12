"""Han characters: Chinese names in pinyin, family names also as other countries write them.

Real data writes a given name joined (Jinping), cut (Jin Ping) or in Wade-Giles (Chin-p'ing), and
a family name as its bearer's country reads it (陳: Chen, Chan, Tan, Tran). A character has several
readings; of names the first is nearly always right.
"""

from __future__ import annotations

from itertools import product

from tocsin.matching.names.scripts.letters import folded
from tocsin.matching.names.tables import words_of

_MOST_READINGS = 4


def cut_after(word: str) -> int:
    """How many characters of a name without gaps are the family name: one, or rarely two."""
    return 2 if len(word) > 2 and words_of("surnames_han.tsv", word[:2]) else 1


def spellings(word: str) -> list[str]:
    custom = words_of("surnames_han.tsv", word)
    return [*custom, *_pinyin(word)]


def _pinyin(word: str) -> list[str]:
    readings = [words_of("han.tsv.gz", c)[:2] or (folded(c),) for c in word[:6]]
    return ["".join(one) for one in list(product(*readings))[:_MOST_READINGS]]
