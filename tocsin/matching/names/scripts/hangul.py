"""Hangul: every syllable is computed; family names are spelt by custom (Lee, Kim, Park).

Passports of the South loosely follow the Revised Romanization of 2000, those of the North
McCune-Reischauer without marks: both are given. Sound changes between syllables are left out, as
personal names leave them out.
"""

from __future__ import annotations

from tocsin.matching.names.scripts.letters import folded
from tocsin.matching.names.tables import words_of


def spellings(word: str) -> list[str]:
    custom = words_of("surnames_korean.tsv", word)
    return [
        *custom,
        *("".join(_syllable(c, system) for c in word) for system in ("revised", "mccune")),
    ]


def _syllable(character: str, system: str) -> str:
    number = ord(character) - 0xAC00
    if not 0 <= number < 11172:
        return folded(character)
    lead, rest = divmod(number, 588)
    initial = words_of("hangul.tsv", f"{system} initials")[lead]
    vowel = words_of("hangul.tsv", f"{system} vowels")[rest // 28]
    return (initial + vowel + words_of("hangul.tsv", "finals")[rest % 28]).replace("-", "")
