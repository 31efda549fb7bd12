"""Han characters: Chinese names in pinyin, family names also as other countries write them.

Real data writes a given name joined (Jinping), cut (Jin Ping) or in Wade-Giles (Chin-p'ing), and
a family name as its bearer's country reads it (陳: Chen, Chan, Tan, Tran). A character has several
readings; of names the first is nearly always right. Foreign names are written by sound (贝拉克 for
Barack): what each character stands for there is learnt from NETranslit (CC0), see the table.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from tocsin.matching.names.scripts.letters import folded
from tocsin.matching.names.tables import words_of

_MOST_READINGS = 4
_MOST_LOANS = 6
_BEAM = 12
_FOREIGN_FROM = 3
"""A word of so many characters, not cut into family and given name, is most likely foreign."""


def cut_after(word: str) -> int:
    """How many characters of a name without gaps are the family name: one, or rarely two."""
    return 2 if len(word) > 2 and words_of("surnames_han.tsv", word[:2]) else 1


def spellings(word: str) -> list[str]:
    custom = words_of("surnames_han.tsv", word)
    if len(word) >= _FOREIGN_FROM:
        return [*_loans(word), *_pinyin(word)[:2]]
    loans = _loans(word)[: _MOST_LOANS // 2] if len(word) > 1 else []
    return [*custom, *_pinyin(word), *loans]


def _pinyin(word: str) -> list[str]:
    readings = [words_of("han.tsv.gz", c)[:2] or (folded(c),) for c in word[:6]]
    return ["".join(one) for one in list(product(*readings))[:_MOST_READINGS]]


def _loans(word: str) -> list[str]:
    """The likeliest Latin words that the characters write by sound, by the learnt shares."""
    found = [(1.0, "")]
    for character in word[:12]:
        pieces = _pieces(character)
        longer = [(odds * share, text + piece) for odds, text in found for piece, share in pieces]
        found = sorted(longer, key=lambda one: (-one[0], one[1]))[:_BEAM]
    return [text for _, text in found[:_MOST_LOANS]]


@cache
def _pieces(character: str) -> list[tuple[str, float]]:
    chunks = words_of("han_loans.tsv.gz", character)
    if not chunks:
        return [((*words_of("han.tsv.gz", character), folded(character))[0], 1.0)]
    cut = [chunk.partition(":") for chunk in chunks]
    return [(letters.replace("-", ""), int(share) / 100) for letters, _, share in cut]
