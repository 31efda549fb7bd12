"""A name as written, read: cleaned, cut, romanised, its compounds joined.

Everything that compares names starts here. Nothing here judges whether two names are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tocsin.matching.names.cleaning import words_of_name
from tocsin.matching.names.compounds import joined
from tocsin.matching.names.scripts import han_parts, script_of
from tocsin.matching.names.tokens import Token, token_of, without_title
from tocsin.matching.types import Name, full_of

MOST_TOKENS = 16
_NAMING = ("name", "honorific", "initial")
_MARKED = re.compile(r"([^/<]+)(?:/|<<)([^/]+)")
"""FAMILY/GIVEN of bookings (IATA), FAMILY<<GIVEN of the machine-readable zone (ICAO)."""
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, eq=False)
class ReadName:
    """A name cut into tokens; ``parts`` are those of them that name (not titles, particles).

    ``solid`` is its letters without gaps, doubled ones once, particles among them, titles not;
    ``script`` that of its first word that isn't Latin (`scripts.script_of`), "latin" if all are.
    """

    full: str
    tokens: tuple[Token, ...]
    parts: tuple[Token, ...]
    weak: bool = False
    solid: str = ""
    script: str = "latin"


def read_name(name: str | Name) -> ReadName:
    """Read a name in any script; of an over-long one, the first `MOST_TOKENS` words."""
    weak = isinstance(name, Name) and name.weak
    return _read(full_of(name), weak)


@lru_cache(maxsize=100_000)
def _read(full: str, weak: bool) -> ReadName:
    family, given = _sides(full)
    words = (family + given)[:MOST_TOKENS]
    single = [token_of(word) for word in words]
    tokens = joined(single)
    named = tuple(token for token in tokens if token.kind in _NAMING)
    cut = len(family) if len(family) < len(words) else 0
    solid = _solid(words[cut:], single[cut:])
    if cut:
        solid += _solid(words[:cut], single[:cut])
    if _DOUBLED.search(solid):
        solid = _DOUBLED.sub(r"\1", solid)
    script = "latin" if full.isascii() else _script(words)
    return ReadName(full, tuple(tokens), named or tuple(tokens), weak, solid, script)


def _script(words: list[str]) -> str:
    scripts = (script_of(word[0]) for word in words if not word.isascii())
    return next((script for script in scripts if script != "latin"), "latin")


def _sides(full: str) -> tuple[list[str], list[str]]:
    """The words before and after the mark of a booking or a passport's zone, or all and none."""
    found = _MARKED.fullmatch(full)
    if not found:
        words = words_of_name(full)
        return (han_parts(words[0]) if len(words) == 1 else words), []
    family, given = words_of_name(found[1]), words_of_name(found[2])
    return family, [*given[:-1], *map(without_title, given[-1:])]


def _solid(words: list[str], tokens: list[Token]) -> str:
    pairs = zip(words, tokens, strict=True)
    return "".join(
        word if word.isascii() else token.text for word, token in pairs if token.kind != "title"
    )
