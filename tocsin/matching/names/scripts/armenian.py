"""Armenian: Eastern by BGN/PCGN; names of the diaspora swap voiced and voiceless (Bedros, Petros).

An opening ե is heard as ye, an opening ո as vo.
"""

from __future__ import annotations

from tocsin.matching.names.scripts.letters import written

_OPENING = {"ե": "ye", "ո": "vo"}


def spellings(word: str) -> list[str]:
    opened = word if word.startswith("ու") else _OPENING.get(word[:1], word[:1]) + word[1:]
    return [
        written(opened, "armenian.tsv", 0),
        written(word, "armenian.tsv", 0),
        written(word, "armenian.tsv", 1),
    ]
