"""Greek: passports follow ELOT 743; the diaspora writes what is heard (Chatzis, Hatzis)."""

from __future__ import annotations

from tocsin.matching.names.scripts.letters import bare, written

_OPENING = {"μπ": "b", "ντ": "d", "γκ": "g"}


def spellings(word: str) -> list[str]:
    plain = bare(word)
    opened = _OPENING.get(plain[:2], plain[:2]) + plain[2:]
    return [written(opened, "greek.tsv", column) for column in (0, 1)]
