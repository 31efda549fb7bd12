"""One word of a name as a `Token`: its spellings, its sound, its kin, and how much it tells.

A token is a function of the word alone, so that it can be made once for each word of an index.
Neighbouring words are the business of `compounds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tocsin.matching.names.cleaning import looks_latin, unmask
from tocsin.matching.names.scripts import romanise, script_of
from tocsin.matching.names.sounding import skeleton_of, sound_of
from tocsin.matching.names.syllables import korean_group, pinyin_of
from tocsin.matching.names.tables import commonness_of, count_of, groups_of
from tocsin.matching.names.words import (
    ARTICLES,
    BETWEEN,
    FATHER,
    FILLERS,
    GLUED,
    GLUED_OR_NAME,
    HONORIFICS,
    TITLES,
)

_SHORT = {1: 0.4, 2: 0.6, 3: 0.75, 4: 0.9}
"""Share of its weight that a short part keeps: it is like too many others."""
_DIGITS = str.maketrans("0123456789", "olzeasgtbg")
"""Digits that stand for the letters they look like."""
_SERVANT_OF = re.compile(
    r"^ab[dt][aeiou]{1,2}(?:l|r(?=r)|n(?=n)|s(?=s)|d(?=d)|z(?=z)|t(?=t))([a-z]{2,})$"
)
_OF_FAITH = re.compile(r"^([a-z]{3,}?)(?:[aeiou]l|[aeou]d|[aeou])d(?:i|ee|ie)ne?$")
_OF_GOD = re.compile(r"^([a-z]{3,}?)[aeou]+l+ah$")
_INITIAL, _HONORIFIC = 0.3, 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One part of a name. ``text`` is folded Latin; ``spellings`` are others it may have.

    ``group`` is the commonest of ``groups`` (equivalent names), -1 for none; ``count`` tells how
    often it names anyone; ``kind`` is "name", "honorific", "particle", "title" or "initial";
    ``weight`` is from 0.2 (an honorific) to 1.15 (a rare name).
    """

    text: str
    spellings: tuple[str, ...]
    group: int
    groups: frozenset[int]
    skeleton: str
    sound: str
    kind: str
    count: int
    weight: float


@lru_cache(maxsize=400_000)
def token_of(word: str) -> Token:
    """The token of one lower-case word in any script."""
    if word.isascii():
        return _made(word, (_ascii(word),))
    twin = (unmask(word),) if looks_latin(word) else ()
    return _made(word, (*romanise(word), *twin))


@lru_cache(maxsize=100_000)
def compound(text: str, others: tuple[str, ...] = ()) -> Token:
    """The token of words joined by rule; ``others`` are what it may be shortened to."""
    return _built(text, others, groups_of(text), "name")


@lru_cache(maxsize=1_000)
def as_name(token: Token, kind: str = "name") -> Token:
    """The same word, where its place shows that it names someone after all."""
    return _built(token.text, token.spellings, groups_of(token.text), kind)


def _ascii(word: str) -> str:
    if word.isalpha():
        return word
    letters = word.translate(_DIGITS) if any(c.isalpha() for c in word) else word
    return "".join(c for c in letters if c.isalnum())


def _made(word: str, spellings: tuple[str, ...]) -> Token:
    texts = [_settled(text) for text in spellings if text] or [word]
    first = texts[0]
    groups = groups_of(first)
    if not word.isascii():
        groups = tuple(dict.fromkeys((*groups_of(word), *groups)))
    found = (*texts[1:], *_without_article(first), *pinyin_of(first))
    others = tuple(dict.fromkeys(text for text in found if text != first))
    return _built(first, others, groups, _kind(first, word))


def _built(text: str, others: tuple[str, ...], groups: tuple[int, ...], kind: str) -> Token:
    count = commonness_of(text, groups)
    kin = frozenset((*groups, *korean_group(text)))
    return Token(
        text, others, groups[0] if groups else -1, kin, skeleton_of(text),
        sound_of(text), kind, count, _weight(text, count, kind),
    )  # fmt: skip


def _weight(text: str, count: int, kind: str) -> float:
    """Rare parts tell more than common ones; an initial or an honorific tells least."""
    if kind in ("initial", "honorific"):
        return _INITIAL if kind == "initial" else _HONORIFIC
    rarity = max(0.6, 1.15 - 0.05 * count.bit_length())
    return rarity * _SHORT.get(len(text), 1.0)


def _settled(text: str) -> str:
    """Solid forms of compounds brought to one spelling, and a title glued on taken off."""
    found = _SERVANT_OF.match(text)
    if found:
        return "abdul" + found[1]
    found = _OF_FAITH.match(text)
    if found and not count_of(text) > 200:
        return found[1] + "udin"
    found = _OF_GOD.match(text)
    return found[1].rstrip("aou") + "ullah" if found else _unglued(text)


def _unglued(text: str) -> str:
    """The name before a glued title: MR ends no name, MS and DR end some (Adams, Badr)."""
    bare = without_title(text)
    sure = text.endswith(GLUED) or (len(bare) > 3 and count_of(bare))
    return bare if sure else text


def without_title(text: str) -> str:
    """The word without the title glued to its end, unless the whole is known as a name."""
    for title in (*GLUED, *GLUED_OR_NAME):
        bare = text.removesuffix(title)
        if bare != text and len(bare) > 2 and not count_of(text):
            return bare
    return text


def _without_article(text: str) -> tuple[str, ...]:
    if len(text) > 5 and text[:2] in ("al", "el") and count_of(text) < 50:
        return (text[2:],)
    return ()


def _kind(text: str, word: str) -> str:
    if text in TITLES or text in FILLERS:
        return "title"
    if text in HONORIFICS:
        return "honorific"
    if text in ARTICLES or text in BETWEEN or text in FATHER:
        return "particle"
    return "initial" if len(text) == 1 and script_of(word[0]) == "latin" else "name"
