"""Hebrew: no vowels are written, and b/v, k/kh, p/f, o/u/v share letters.

Common given and family names are in a table; others become consonants with an "a" between.
"""

from __future__ import annotations

from tocsin.matching.names.scripts.abjad import voiced
from tocsin.matching.names.scripts.letters import bare
from tocsin.matching.names.tables import columns, words_of


def spellings(word: str) -> list[str]:
    plain = bare(word)
    known = words_of("hebrew_names.tsv", plain)
    return [*known, *(_read(plain, column) for column in (0, 1))]


def _read(word: str, column: int) -> str:
    rows = columns("hebrew.tsv")
    return voiced([rows[c][column] if c in rows else "" for c in word])
