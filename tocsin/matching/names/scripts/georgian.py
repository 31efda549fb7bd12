"""Georgian: one letter, one sound; passports follow the national system of 2002 without marks."""

from __future__ import annotations

from tocsin.matching.names.scripts.letters import written


def spellings(word: str) -> list[str]:
    return [written(word, "georgian.tsv", column) for column in (0, 1)]
