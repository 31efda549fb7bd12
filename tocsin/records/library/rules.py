"""What a work is, and how its text is cut into words in each of the six languages. Pure.

PostgreSQL stems Arabic, English, French, Russian and Spanish. It has no way with Chinese, which
writes no spaces: each run of Han letters is cut into single letters and pairs, and a typed run is
found where its pairs follow each other (the classical bigram index; Nie, Gao, Zhang and Zhou 2000).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tocsin.foundations.vocabulary.codes import Tlp

LONGEST_TITLE = 300
LONGEST_TEXT = 2_000_000
LARGEST_FILE = 20_000_000
"""Characters of a text and bytes of a file: a long report with pictures."""


class WorkKind(StrEnum):
    """What a work is."""

    LEGAL_ACT = "legal_act"
    RESOLUTION = "resolution"
    GUIDE = "guide"
    REPORT = "report"
    NARRATIVE_SUMMARY = "narrative_summary"
    INCIDENT = "incident"


class Language(StrEnum):
    """The six official languages of the United Nations, as ISO 639-1 has them."""

    ARABIC = "ar"
    CHINESE = "zh"
    ENGLISH = "en"
    FRENCH = "fr"
    RUSSIAN = "ru"
    SPANISH = "es"


CONFIGURATIONS: Mapping[Language, str] = {
    Language.ARABIC: "arabic",
    Language.CHINESE: "simple",
    Language.ENGLISH: "english",
    Language.FRENCH: "french",
    Language.RUSSIAN: "russian",
    Language.SPANISH: "spanish",
}
"""The text search configuration of PostgreSQL for each; Chinese comes to it already cut."""


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a member adds. ``only_members`` None means every member that the level allows."""

    kind: WorkKind
    title: str
    language: Language
    tlp: Tlp
    text: str
    citation: str = ""
    adopted_on: date | None = None
    only_members: tuple[int, ...] | None = None


def faults(work: Contributed) -> list[tuple[str, str]]:
    """Each field at fault with what is wrong with it."""
    found = []
    if not 0 < len(work.title.strip()) <= LONGEST_TITLE:
        found.append(("title", f"has 1 to {LONGEST_TITLE} characters"))
    if len(work.text) > LONGEST_TEXT:
        found.append(("text", f"is longer than {LONGEST_TEXT:,} characters"))
    if work.tlp is Tlp.RED and not work.only_members:
        found.append(("only_members", "names who may see what is TLP:RED"))
    return found


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def words(text: str, language: Language) -> str:
    """The text as it is given to the database: folded, and Chinese cut."""
    folded = _folded(text)
    if language is Language.CHINESE:
        return _HAN.sub(lambda run: f" {' '.join(_grams(run[0]))} ", folded)
    return folded


def _folded(text: str) -> str:
    """Compatible forms made one, capitals small, and the vowel marks of Arabic left out."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("\0", " ").replace("\u0640", "")
    return "".join(each for each in plain if not "\u064b" <= each <= "\u0652")


def _grams(run: str) -> Iterator[str]:
    yield from run
    yield from (run[n : n + 2] for n in range(len(run) - 1))


_SCRIPTS = (
    (re.compile(r"[\u3400-\u9fff]"), (Language.CHINESE,)),
    (re.compile(r"[\u0600-\u06ff]"), (Language.ARABIC,)),
    (re.compile(r"[\u0400-\u04ff]"), (Language.RUSSIAN,)),
)
_LATIN = (Language.ENGLISH, Language.FRENCH, Language.SPANISH)


def languages_of(typed: str) -> tuple[Language, ...]:
    """The languages that a typed text may be in, by its letters."""
    for letters, languages in _SCRIPTS:
        if letters.search(typed):
            return languages
    return _LATIN


def query(typed: str, language: Language) -> str:
    """What was typed, for ``websearch_to_tsquery``: a Chinese run as its pairs, all of them."""
    folded = _folded(typed)
    if language is not Language.CHINESE:
        return folded
    return _HAN.sub(lambda run: f" {' '.join(_wanted(run[0]))} ", folded)


def _wanted(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[n : n + 2] for n in range(len(run) - 1)]


def passage(text: str, typed: str, length: int = 240) -> str:
    """A piece of the text around the first typed word that stands in it; its beginning if none."""
    places = (text.lower().find(each) for each in _stems(typed))
    at = next((place for place in places if place >= 0), 0)
    start = max(at - length // 3, 0)
    cut = " ".join(text[start : start + length].split())
    return f"{'… ' if start else ''}{cut}{' …' if start + length < len(text) else ''}"


def _stems(typed: str) -> Iterator[str]:
    """Each typed word, then its beginnings of four letters and more: endings differ in the text."""
    for word in typed.lower().replace('"', " ").split():
        yield word
        yield from (word[:end] for end in range(len(word) - 1, 3, -1))
