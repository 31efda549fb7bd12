"""A word to its Latin spellings, by the script of its letters. Picks the rules; has none itself."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.matching.names.scripts import (
    arabic,
    armenian,
    cyrillic,
    georgian,
    greek,
    han,
    hangul,
    hebrew,
    kana,
    latin,
)
from tocsin.matching.names.scripts.letters import others
from tocsin.matching.names.scripts.telling import script_of

MOST_SPELLINGS = 8

_ROMANISERS: dict[str, Callable[[str], list[str]]] = {
    "latin": latin.spellings,
    "cyrillic": cyrillic.spellings,
    "greek": greek.spellings,
    "georgian": georgian.spellings,
    "armenian": armenian.spellings,
    "hebrew": hebrew.spellings,
    "arabic": arabic.spellings,
    "han": han.spellings,
    "kana": kana.spellings,
    "hangul": hangul.spellings,
}


def romanise(word: str) -> tuple[str, ...]:
    """Folded Latin spellings of one lower-case word, the likeliest first, `MOST_SPELLINGS` at most.

    Empty only for a word without letters or digits.
    """
    script = script_of(next((c for c in word if c.isalpha()), "a"))
    rules = _ROMANISERS.get(script, others)
    found = tuple(dict.fromkeys(filter(None, rules(word))))
    return (found or tuple(filter(None, others(word))))[:MOST_SPELLINGS]


def han_parts(word: str) -> list[str]:
    """A Han or Hangul name without spaces, cut into family name, then given name."""
    scripts = {script_of(character) for character in word}
    if not 2 <= len(word) <= 4 or scripts not in ({"han"}, {"hangul"}):
        return [word]
    cut = han.cut_after(word)
    return [word[:cut], word[cut:]]
