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


def spellings(word: str) -> list[str]:
    marked = "".join(c for c in word if c != "ـ")
    plain = bare(marked).translate(_ALIKE)
    if plain in _WORDS:
        return [_WORDS[plain]]
    stem = plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain
    return [*attested(stem), *(_read(stem, column) for column in (0, 1))]


def attested(stem: str) -> tuple[str, ...]:
    """Spellings seen of a name part; the table's keys are folded like `stem`."""
    return words_of("arabic.tsv.gz", stem)


def _read(stem: str, column: int) -> str:
    rows = columns("arabic_letters.tsv")
    return folded(voiced([rows[c][column] if c in rows else folded(c) for c in stem]))
