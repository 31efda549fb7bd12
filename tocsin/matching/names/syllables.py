"""East Asian syllables in Latin letters: Wade-Giles as pinyin, and Korean spellings made one.

Chin-p'ing and Jinping, Tse-tung and Zedong, Cho'ng and Jeong are the same syllables in systems
that share letters but not their meaning. Sources: the Wade-Giles and pinyin syllabaries, the
Revised Romanization of 2000 and McCune-Reischauer of 1939, here without apostrophes and marks,
because passports have none. Compares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache
from itertools import product
from zlib import crc32

from tocsin.matching.names.tables import rows

KOREAN_FROM = 20_000_000
"""Numbers of the groups of Korean syllables start here."""
_MOST = 4
_WADE_INITIALS = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts",
    "c": "ts",
}  # fmt: skip
_WADE_FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ue": "ueh"}
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "zhi": "chih", "chi": "chih", "shi": "shih",
    "ri": "jih", "ge": "ko", "ke": "ko", "he": "ho", "gui": "kuei", "kui": "kuei", "er": "erh",
    "yi": "i", "you": "yu", "yong": "yung", "ye": "yeh", "yan": "yen", "yue": "yueh",
}  # fmt: skip
_PINYIN = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiou]+(?:ng|n|r)?)")
_KOREAN = re.compile(
    r"(kk|tt|pp|ss|jj|tch|ch|sh|[gkndtrlmbpsjh])?"
    r"(yeo|yae|wae|eo|eu|ae|oo|ou|ee|oe|ui|wi|we|wo|wa|ya|ye|yo|yu|a|e|i|o|u)"
    r"(ng|ck|[kgntlrmpb](?![aeiouy]))?"
)
_FOLDED = {
    "kk": "k", "g": "k", "tt": "t", "d": "t", "pp": "p", "b": "p", "ss": "s", "sh": "s",
    "jj": "c", "tch": "c", "ch": "c", "j": "c", "r": "l", "ck": "k",
    "eo": "o", "oo": "o", "ou": "o", "u": "o", "eu": "o", "yeo": "yo", "yu": "yo", "ee": "i",
    "ui": "i", "wo": "o", "yae": "ye", "wae": "we", "oe": "we", "ae": "e",
}  # fmt: skip
_LONGEST = 12


@cache
def _pinyin_of_wade() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for pinyin in sorted(_pinyin()):
        for wade in _wade(pinyin):
            found.setdefault(wade, []).append(pinyin)
    return {wade: tuple(pinyin) for wade, pinyin in found.items()}


@cache
def _pinyin() -> frozenset[str]:
    readings = {one for _, words in rows("han.tsv.gz") for one in words.split()}
    return frozenset(one for one in readings if _PINYIN.fullmatch(one))


def _wade(pinyin: str) -> set[str]:
    if pinyin in _WADE_WHOLE:
        return {_WADE_WHOLE[pinyin]}
    found = _PINYIN.fullmatch(pinyin)
    initial, final = (found[1] or "", found[2]) if found else ("", pinyin)
    if final == "uo" and initial not in ("g", "k", "h", "sh"):
        final = "o"
    return {_WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final)}


@lru_cache(maxsize=100_000)
def pinyin_of(text: str) -> tuple[str, ...]:
    """Pinyin that a Wade-Giles word may stand for; none for words that are pinyin already."""
    if len(text) > _LONGEST or _cut(text, _pinyin()) is not None:
        return ()
    cut = _cut(text, _pinyin_of_wade().keys())
    if cut is None or len(cut) > 2:
        return ()
    readings = [_pinyin_of_wade()[syllable] for syllable in cut]
    return tuple("".join(one) for one in list(product(*readings))[:_MOST])


def _cut(text: str, syllables: Container[str]) -> list[str] | None:
    """The text cut into known syllables, the longest first; None if it can't be."""
    if not text:
        return []
    for size in range(min(6, len(text)), 0, -1):
        if text[:size] in syllables:
            rest = _cut(text[size:], syllables)
            if rest is not None:
                return [text[:size], *rest]
    return None


@lru_cache(maxsize=100_000)
def korean_key(text: str) -> str:
    """One or two Korean syllables with the letters that systems exchange made one; else ""."""
    if not 2 < len(text) <= _LONGEST:
        return ""
    found: list[str] = []
    at = 0
    while at < len(text):
        syllable = _KOREAN.match(text, at)
        if not syllable or len(found) == 2:
            return ""
        found.append(".".join(_FOLDED.get(part or "", part or "") for part in syllable.groups()))
        at = syllable.end()
    return "-".join(found)


def korean_group(text: str) -> tuple[int, ...]:
    """The number of the group of Korean syllables that a word may be; none if it can't."""
    key = korean_key(text)
    return (KOREAN_FROM + crc32(key.encode()) % KOREAN_FROM,) if key else ()


@lru_cache(maxsize=100_000)
def is_syllable(text: str) -> bool:
    """Whether the word is one syllable of Chinese or Korean: too short to have kindred names."""
    return len(text) < 7 and (
        text in _pinyin()
        or text in _pinyin_of_wade()
        or ("-" not in (key := korean_key(text)) and key != "")
    )
