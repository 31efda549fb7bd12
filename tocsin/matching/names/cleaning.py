"""A name as written to lower-case words: hidden characters out, forms unified, cut at marks.

The first step of reading. What cannot be seen must not hide a name, and what can be seen only as
a gap must not break one. It knows no scripts' rules and no meanings.
"""

from __future__ import annotations

import re
import unicodedata

from tocsin.matching.names.scripts import script_of

_CUT = re.compile(r"[\s,;:/<>\-‐-―_()\[\]\"“”«»|.·•・‧。、،؛]+")
_DROPPED = re.compile(
    "['`´ʹʺʼʻʽʾʿ‘’‚‛′＇\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u034f\u180e\ufe0e\ufe0f]"
)
_HIDDEN_SPACE = re.compile(r"(?<=\w)[\u00a0\u2007\u202f](?=\w)")
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_LOOKS = str.maketrans(
    "асеорхуіѕјһԁԛԝвкмнтгпиαοεινκρτυχβμηζ", "aceopxyisjhdqwbkmhtrnuaoeivkptuxbmnz"
)
_LATIN_TWINS = frozenset("асеорхуіѕјһвкмнтԁԛԝ")
"""Cyrillic letters that look like Latin ones, in lower or upper case."""


def words_of_name(full: str) -> list[str]:
    """The lower-case words of a name in any script, lookalikes of Latin letters undone."""
    clean = full if full.isascii() else unicodedata.normalize("NFKC", _hidden(full))
    bare = _CAMEL.sub(" ", _DROPPED.sub("", clean)).lower()
    words = [word for word in _CUT.split(bare) if word]
    return words if full.isascii() else unmasked(words)


def _hidden(full: str) -> str:
    """A no-break space is a way to hide a name only where plain spaces stand as well."""
    return _HIDDEN_SPACE.sub("" if " " in full else " ", full)


def unmasked(words: list[str]) -> list[str]:
    """Where one word mixes Latin with lookalikes, all that may be masked are read as Latin."""
    if not any(_mixed(word) for word in words):
        return words
    return [unmask(word) if _mixed(word) or looks_latin(word) else word for word in words]


def unmask(word: str) -> str:
    """The word with lookalikes of Latin letters undone."""
    return word.translate(_LOOKS)


def looks_latin(word: str) -> bool:
    """Whether all letters of a Cyrillic word could be Latin ones to the eye."""
    return _LATIN_TWINS.issuperset(word)


def _mixed(word: str) -> bool:
    if word.isascii():
        return False
    scripts = {script_of(c) for c in word if c.isalpha()}
    return "latin" in scripts and bool(scripts & {"cyrillic", "greek"})
