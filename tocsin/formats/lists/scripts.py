"""Which script a name is written in, told from its characters: ISO 15924 codes.

The character's Unicode name begins with its script, which is all that is used. A name in several
scripts is of the one with most letters. Han alone is Hani (traditional and simplified are not told
apart); with kana it is Jpan, with Hangul Kore.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_BY_UNICODE_NAME = {
    "LATIN": "Latn",
    "FULLWIDTH": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "MALAYALAM": "Mlym",
    "KANNADA": "Knda",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "KHMER": "Khmr",
    "MYANMAR": "Mymr",
    "TIBETAN": "Tibt",
    "MONGOLIAN": "Mong",
    "ETHIOPIC": "Ethi",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
    "TIFINAGH": "Tfng",
}


def script_of(text: str) -> str | None:
    """The ISO 15924 code of most letters of ``text``; None where no letter is of a known script."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else None
    counts = Counter(script for char in text if (script := _script_of_char(char)))
    if not counts:
        return None
    return _joined(counts) or counts.most_common(1)[0][0]


def foreign_runs(text: str) -> list[str]:
    """The stretches of ``text`` that are written in another script than the Latin."""
    runs: list[list[str]] = [[]]
    for word in re.split(r"[\s;,()]+", text):
        if word and script_of(word) not in (None, "Latn"):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [" ".join(run) for run in runs if run]


def _joined(counts: Counter[str]) -> str | None:
    east_asian = counts["Hani"] + counts["Jpan"] + counts["Hang"]
    if east_asian <= counts.total() // 2:
        return None
    if counts["Jpan"]:
        return "Jpan"
    return "Kore" if counts["Hang"] and counts["Hani"] else None


@lru_cache(maxsize=8192)
def _script_of_char(char: str) -> str | None:
    if not char.isalpha():
        return None
    return _BY_UNICODE_NAME.get(unicodedata.name(char, "").partition(" ")[0])
