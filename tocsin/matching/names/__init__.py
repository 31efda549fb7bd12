"""A written name as tokens to compare. PROVISIONAL: transliteration by anyascii only, no tables.

The second step of `matching`, after the values. It will not judge how alike two names are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from tocsin.matching.types import Name, full_of

_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SYLLABLE = re.compile(r"([A-Z])")
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "bint",
        "ben",
        "abu",
        "abou",
        "umm",
        "van",
        "von",
        "de",
        "del",
        "da",
        "di",
        "la",
        "le",
        "der",
    ]
)
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mstr", "dr", "sheikh", "shaykh", "haji", "hajji", "fnu", "lnu"]
)
_SOUNDS = str.maketrans("ckqzjvwpg", "kkksgfwbg")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a name: folded Latin ``text``, its consonant ``skeleton`` and its ``kind``."""

    text: str
    skeleton: str
    kind: str = "name"
    group: int = -1
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name's tokens in the order written."""

    tokens: tuple[Token, ...]


def read_name(name: Name | str) -> ReadName:
    """Read any text as a name; never raises, and reads at most `LONGEST_NAME` characters."""
    words = re.split(r"[\s,]+", unicodedata.normalize("NFKC", full_of(name)))
    return ReadName(tuple(token for word in words for token in read_word(word)))


@lru_cache(maxsize=200_000)
def read_word(word: str) -> tuple[Token, ...]:
    """The tokens of one word; a word of another script is transliterated."""
    latin = anyascii(unicodedata.normalize("NFKC", word))
    folded = (_SYLLABLE.sub(r" \1", latin) if _HAN.search(word) else latin).lower()
    for mark in "'`":
        folded = folded.replace(mark, "")
    return tuple(_token(text) for text in _WORD.findall(folded))


def _token(text: str) -> Token:
    if text in _TITLES:
        return Token(text, text, "title")
    if text in _PARTICLES:
        return Token(text, text, "particle")
    return Token(text, _skeleton(text), "initial" if len(text) == 1 else "name")


def _skeleton(text: str) -> str:
    """Consonants with doubles collapsed, sounds that romanisations confuse made one."""
    bare = text.replace("ph", "f").replace("kh", "h").replace("gh", "g").replace("ch", "sh")
    letters = re.sub(r"[aeiouy]", "", bare[1:].replace("h", "")).translate(_SOUNDS)
    first = "a" if bare[0] in "aeiouy" else bare[0].translate(_SOUNDS)
    return re.sub(r"(.)\1+", r"\1", first + letters)
