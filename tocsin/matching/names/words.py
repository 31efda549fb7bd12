"""Words that stand in names without naming anyone: titles, particles, fillers.

Sets of folded Latin words from `tables/words.tsv`, which names their sources.
"""

from __future__ import annotations

from tocsin.matching.names.tables import words_of


def _set(kind: str) -> frozenset[str]:
    return frozenset(words_of("words.tsv", kind))


TITLES = _set("title")
HONORIFICS = _set("honorific")
"""Titles that also are given names (Amir, Haji, Imam): they count a little."""
FILLERS = _set("filler")
ARTICLES = _set("article")
BETWEEN = _set("between")
"""Particles between names: son of, of, and."""
SERVANT = _set("servant")
FATHER = _set("father")
FAITH = _set("faith")
NAMES_OF_GOD = words_of("words.tsv", "name of god")
"""What follows Abd al- in a name (and of the Prophet and his kin, where Shia families use them)."""
GLUED = words_of("words.tsv", "glued")
"""Titles that booking systems glue to the end of a given name, the longest first."""
GLUED_OR_NAME = words_of("words.tsv", "glued or name")
"""The same, where names may end so too."""
