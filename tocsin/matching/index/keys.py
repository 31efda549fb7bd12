"""The keys under which a subject is found: what a name, a date or a document becomes as a number.

Written names become codes (64-bit hashes of token skeletons or groups); codes become keys, one
per lane: two parts of one name, a name of one part, a part beside a full birth date, a document.
A key that is equal only proposes; the score decides.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise

from tocsin.matching.names import Token, read_name
from tocsin.matching.score import document_key
from tocsin.matching.types import Name, Subject, full_of

MOST_TOKENS = 8
_MASK = (1 << 64) - 1


@lru_cache(maxsize=500_000)
def number(text: str) -> int:
    """A stable 64-bit number for a text, the same in every process."""
    return int.from_bytes(
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little"
    )


def pair(left: int, right: int) -> int:
    """The key of two codes met in one name, whichever comes first."""
    low, high = (left, right) if left < right else (right, left)
    return (low * 0x9E3779B97F4A7C15 + (high ^ (high >> 29)) * 0xBF58476D1CE4E5B9) & _MASK


def code(token: Token) -> int:
    """What a token shares with its other spellings."""
    return number(f"g{token.group}" if token.group >= 0 else f"s{token.skeleton}")


def parts(name: Name | str) -> list[Token]:
    """The tokens of a name that carry it: no titles, no particles, at most `MOST_TOKENS`."""
    tokens = read_name(full_of(name)).tokens
    return [token for token in tokens if token.kind not in ("title", "particle")][:MOST_TOKENS]


def of_subject(subject: Subject) -> tuple[set[int], dict[int, str]]:
    """All lane keys of a subject, and the skeleton of each code that its names use."""
    keys: set[int] = set()
    skeletons: dict[int, str] = {}
    for name in subject.names:
        tokens = parts(name)
        codes = [code(token) for token in tokens]
        skeletons.update((c, t.skeleton) for c, t in zip(codes, tokens, strict=True))
        keys.update(name_keys(codes))
    keys.update(_beside_dates(subject, skeletons))
    keys.update(number(f"d{document_key(text)}") for _, text in subject.documents)
    return keys, skeletons


def name_keys(codes: list[int]) -> set[int]:
    """The keys of one name: each pair of its codes, or the one code of a single-part name."""
    if len(codes) == 1:
        return {pair(codes[0], 1)}
    return {pair(left, right) for left, right in combinations(codes, 2)}


def joined(tokens: list[Token]) -> list[Token]:
    """Neighbours written as one: a query "abd ullah" also asks for "abdullah"."""
    return [
        read[0]
        for left, right in pairwise(tokens)
        if (read := read_name(left.text + right.text).tokens)
    ]


def day_key(day: str, part: int) -> int:
    """The key of a name part beside a full birth date (ISO)."""
    return pair(part, number(f"b{day}"))


def near(skeleton: str) -> set[int]:
    """Numbers that two skeletons share when one letter is added, lost, changed or moved."""
    variants = {skeleton}
    if len(skeleton) > 2:
        variants.update(skeleton[:i] + skeleton[i + 1 :] for i in range(min(len(skeleton), 20)))
    return {number(f"n{variant}") for variant in variants}


def _beside_dates(subject: Subject, skeletons: dict[int, str]) -> set[int]:
    days = [str(date) for date in subject.birth_dates if date.is_day]
    return {day_key(day, part) for day in days for part in skeletons}
