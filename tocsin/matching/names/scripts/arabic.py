"""Arabic writing: Arabic, Persian, Urdu, Pashto, Kurdish, Uyghur.

Real data writes no vowels, mixes the code points of Arabic and Persian keyboards (ي and ی), drops
hamza, and glues or cuts "al" and "abd". What passports made of a name part is attested in the
table distilled from arabic-name-romanizer (MIT; Wikidata CC0); a part that is not in it becomes
its consonants with an "a" between them, by ICAO Doc 9303-3 section 6 C and BGN/PCGN.
"""

from __future__ import annotations

from tocsin.matching.names.scripts.abjad import voiced
from tocsin.matching.names.scripts.letters import bare, folded
from tocsin.matching.names.tables import columns, words_of

_ALIKE = str.maketrans({"ک": "ك", "ی": "ي", "ى": "ي", "ٱ": "ا", "أ": "ا", "إ": "ا", "آ": "ا",
                        "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ة": "ه", "ۍ": "ي", "ې": "ي", "ـ": None,
                        "ؤ": "و", "ئ": "ي", "ء": None})  # fmt: skip
_WORDS = {
    "عبد": "abd", "بن": "bin", "ابن": "ibn", "ابو": "abu", "ابي": "abu", "الله": "allah",
    "الدين": "aldin", "دين": "din", "ام": "umm", "بنت": "bint", "ال": "al", "ولد": "ould",
}  # fmt: skip
_SERVANT_OF = "عبدال"
_OPENING = {"و": "w", "ي": "y"}
"""Vowels inside a word, these letters are consonants where they open it."""


def spellings(word: str) -> list[str]:
    plain = unified(word)
    if plain in _WORDS:
        return [_WORDS[plain]]
    attested = words_of("arabic.tsv.gz", plain)
    if not attested and plain.startswith(_SERVANT_OF) and len(plain) > len(_SERVANT_OF) + 1:
        return ["abdul" + text for text in spellings(plain.removeprefix(_SERVANT_OF))]
    stem = plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain
    attested = attested or words_of("arabic.tsv.gz", stem)
    return [*attested, *(by_letters(stem, column) for column in (0, 1))]


def unified(word: str) -> str:
    """The word without marks, each letter in one code point: the form of the table's keys."""
    return bare(word).translate(_ALIKE)


def by_letters(stem: str, column: int = 0) -> str:
    """The consonants of a word that is not attested, with an "a" between them."""
    rows = columns("arabic_letters.tsv")
    letters = [rows[c][column] if c in rows else folded(c) for c in stem]
    letters[:1] = [_OPENING.get(stem[:1], letters[0])] if letters else []
    return folded(voiced(letters))
