"""Kana: Japanese names in modified Hepburn, and foreign names written as they are heard.

Passports drop long vowels (Ono for おおの) or write them oh, oo, ou. A loan has a vowel after every
consonant and no l (バラク for Barack): a second reading takes the weak vowels out.
"""

from __future__ import annotations

import re

from tocsin.matching.names.scripts.letters import bare, written

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_DOUBLING = re.compile(r"[ッっ](.)")
_WEAK = re.compile(r"(?<=[bcdfghjklmnpqrstvz])[uo](?=[bcdfghjklmnpqrstvz]|$)")
_LONG = re.compile(r"(?<=o)[ou]|(?<=u)u")


def spellings(word: str) -> list[str]:
    hepburn = _hepburn(word.translate(_TO_KATAKANA))
    short = _LONG.sub("", hepburn)
    return [short, hepburn, _WEAK.sub("", short)]


def _hepburn(katakana: str) -> str:
    joined = "".join(c for c in katakana if c not in "ッーヽ・")
    return bare(written(joined, "kana.tsv", 0))
