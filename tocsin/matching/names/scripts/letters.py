"""What all alphabets share: letters replaced by a table, longest first, and the rest folded."""

from __future__ import annotations

import unicodedata
from functools import cache

from anyascii import anyascii

from tocsin.matching.names.tables import columns


def folded(text: str) -> str:
    """Only the letters a to z of a text, whatever script it had, without marks."""
    return "".join(c for c in anyascii(text).lower() if "a" <= c <= "z")


def bare(word: str) -> str:
    """The word without combining marks (diacritics, Arabic and Hebrew vowel points)."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


def others(word: str) -> list[str]:
    """A script without rules here, by anyascii; digits stay."""
    return [folded(word) or "".join(c for c in anyascii(word).lower() if c.isalnum())]


@cache
def _longest(table: str) -> int:
    return max(map(len, columns(table)))


def written(word: str, table: str, column: int, *, whole: bool = False) -> str:
    """The word with each letter, or run of letters, of a shipped table replaced.

    What the table lacks is folded; with ``whole`` the answer is then "".
    """
    rows, longest, out, at = columns(table), _longest(table), "", 0
    while at < len(word):
        for size in range(longest, 0, -1):
            row = rows.get(word[at : at + size])
            if row is not None:
                out += row[column]
                at += size
                break
        else:
            if whole:
                return ""
            out += folded(word[at])
            at += 1
    return out
