"""Special categories in free text: found by a word list, so that a person looks again. Pure.

What a record may not say of anybody (Convention 108+, Art. 6; Directive (EU) 2016/680, Art. 10):
race, religion, political opinion, union membership, health, sexuality. The list finds words, not
meanings: a text with one is held until a person has edited it, or has said why it must stay.
Whole words, by their beginnings, in the six languages of the United Nations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.records.registers.rules.contribution import Contribution


@dataclass(frozen=True, slots=True)
class Finding:
    """A word of a special category in a text of a contribution; ``field`` is its path."""

    field: str
    category: str
    word: str

    def to_dict(self) -> dict[str, str]:
        return {"field": self.field, "category": self.category, "word": self.word}


_TOLD_FREELY = ("offence", "proportionality", "adult_because", "entry_ban", "contact")
"""Details in a person's own words; the others are numbers, days and the names of bodies."""


def free_texts(given: Contribution) -> Iterator[tuple[str, str]]:
    """Every text of a contribution that somebody wrote freely, by its path; names are none."""
    yield "evidence_summary", given.evidence_summary
    yield "narrative_summary", given.narrative_summary
    for name in _TOLD_FREELY:
        yield f"details.{name}", given.details.get(name, "")
    for at, each in enumerate(given.statements):
        yield f"statements.{at}.source", each.source
        if each.property in ("comment", "mark"):
            yield f"statements.{at}.value", str(each.value)
        elif isinstance(each.value, Mapping):
            yield f"statements.{at}.value.note", str(each.value.get("note") or "")


def findings_in(given: Contribution) -> tuple[Finding, ...]:
    """What has to be looked at by a person before this can go on; a published list is public."""
    return () if given.source_list else findings(free_texts(given))


def findings(texts: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """Every word of a special category in (path, text) pairs, each once for its field."""
    found = (
        Finding(path, category, match[0])
        for path, text in texts
        for category, pattern in _patterns().items()
        for match in pattern.finditer(_folded(text))
    )
    return tuple(dict.fromkeys(found))


@cache
def word_list() -> Mapping[str, tuple[str, ...]]:
    """The beginnings of words, or with ``$`` whole ones, by category: ``tables/`` beside this."""
    table: dict[str, tuple[str, ...]] = {}
    text = files(__package__).joinpath("tables/special_categories.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            category, _language, words = line.split("\t")
            table[category] = (*table.get(category, ()), *words.split(";"))
    return table


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {category: _pattern(words) for category, words in word_list().items()}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Words of scripts without spaces are found anywhere, the others where a word begins."""
    spaced: list[str] = []
    solid: list[str] = []
    for word in map(_folded, words):
        ending = r"(?!\w)" if word.endswith("$") else r"\w*"
        plain = re.escape(word.removesuffix("$"))
        (solid if _is_solid(word) else spaced).append(plain if _is_solid(word) else plain + ending)
    ways = [rf"(?<!\w)(?:ال|و|وال)?(?:{'|'.join(spaced)})"] if spaced else []
    return re.compile("|".join([*ways, *solid]))


def _is_solid(word: str) -> bool:
    return any("\u4e00" <= each <= "\u9fff" for each in word)


def _folded(text: str) -> str:
    """Lower case without accents, so that no spelling escapes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))
