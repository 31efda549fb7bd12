"""Cyrillic: Russian, Ukrainian, Bulgarian, Serbian, Macedonian, Central Asian and Caucasian.

Real data mixes systems within one name (Yevgeniy, Evgeny, Evgenii), reads Ukrainian letters the
Russian way, and writes foreign names as they sound (Джон, Хусейн for John, Hussein): each system
is a column of the table, and the last reads loans back; Japanese names follow Polivanov (Дзюн for
Jun). BGN/PCGN writes an opening е as ye.
"""

from __future__ import annotations

from tocsin.matching.names.scripts.letters import folded, written

_LOANS = (("дж", "j"), ("кс", "x"), ("кв", "qu"), ("оу", "ow"), ("ау", "au"), ("тш", "ch"),
          ("эй", "ay"), ("ай", "ay"), ("ей", "ey"), ("ия", "ia"), ("ье", "ie"))  # fmt: skip
_UKRAINIAN = frozenset("іїєґ")
_AS_UKRAINIAN = str.maketrans({"г": "h", "и": "y"})


def spellings(word: str) -> list[str]:
    opened = "йе" + word[1:] if word.startswith("е") else word
    found = [written(word, "cyrillic.tsv", 0), written(opened, "cyrillic.tsv", 1)]
    if _UKRAINIAN & set(word):
        found.insert(0, written(word.translate(_AS_UKRAINIAN), "cyrillic.tsv", 0))
    return [folded(form) for form in (*found, *_as_japanese(word), _as_loan(word))]


def _as_japanese(word: str) -> list[str]:
    """The word by Polivanov's syllables, if it has no others."""
    japanese = written(word, "polivanov.tsv", 0, whole=True)
    return [japanese] if japanese else []


def _as_loan(word: str) -> str:
    for heard, spelt in _LOANS:
        word = word.replace(heard, spelt)
    return written(word, "cyrillic.tsv", 2)
