"""A name as written, read into tokens: cleaned, cut, romanised, its particles joined or dropped.

Everything that compares names starts here. Nothing here judges whether two names are alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.matching.names.romanising import han_parts, romanise, script_of, unmask
from tocsin.matching.names.sounding import skeleton_of, sound_of
from tocsin.matching.names.tables import commonness_of, count_of, groups_of
from tocsin.matching.names.words import (
    ARTICLES,
    BETWEEN,
    FAITH,
    FATHER,
    FILLERS,
    GLUED,
    SERVANT,
    TITLES,
)
from tocsin.matching.types import Name, full_of

MOST_TOKENS = 16
_CUT = re.compile(r"[\s,;:/<>\-‐-―_()\[\]\"“”«»|.·•・‧]+")
_DROPPED = re.compile("['`´ʼʻʾʿ‘’′\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_HIDDEN_SPACE = re.compile(r"(?<=\w)[\u00a0\u2007\u202f](?=\w)")
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_SHORT = {1: 0.4, 2: 0.6, 3: 0.75, 4: 0.9}
"""Share of its weight that a short part keeps: it is like too many others."""
_DIGITS = str.maketrans("01582", "olsbz")
_SERVANT_OF = re.compile(
    r"^ab[dt][aeiou]{1,2}(?:l|r(?=r)|n(?=n)|s(?=s)|d(?=d)|z(?=z)|t(?=t))([a-z]{2,})$"
)
_OF_FAITH = re.compile(r"^([a-z]{3,}?)(?:[aeiou]l|[aeou]d|[aeou])d(?:i|ee|ie)ne?$")


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One part of a name. ``text`` is folded Latin; ``spellings`` are others it may have.

    ``group`` is the commonest of ``groups`` (equivalent names), -1 for none; ``count`` tells how
    often it names anyone; ``kind`` is "name", "particle", "title" or "initial".
    """

    text: str
    spellings: tuple[str, ...]
    group: int
    groups: frozenset[int]
    skeleton: str
    sound: str
    kind: str
    count: int
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class ReadName:
    """A name cut into tokens; ``parts`` are those of them that name (not titles, particles)."""

    full: str
    tokens: tuple[Token, ...]
    parts: tuple[Token, ...]
    weak: bool = False


def read_name(name: str | Name) -> ReadName:
    """Read a name in any script; of an over-long one, the first `MOST_TOKENS` words."""
    weak = isinstance(name, Name) and name.weak
    return _read(full_of(name), weak)


@lru_cache(maxsize=100_000)
def _read(full: str, weak: bool) -> ReadName:
    words = _words(full)
    words = (han_parts(words[0]) if len(words) == 1 else words)[:MOST_TOKENS]
    tokens = _joined([_token(word) for word in words])
    named = tuple(token for token in tokens if token.kind in ("name", "initial"))
    return ReadName(full, tuple(tokens), named or tuple(tokens), weak)


def _words(full: str) -> list[str]:
    clean = full if full.isascii() else unicodedata.normalize("NFKC", _hidden(full))
    bare = _CAMEL.sub(" ", _DROPPED.sub("", clean)).lower()
    return [word for word in _CUT.split(bare) if word]


def _hidden(full: str) -> str:
    """A no-break space is a way to hide a name only where plain spaces stand as well."""
    return _HIDDEN_SPACE.sub("" if " " in full else " ", full)


@lru_cache(maxsize=400_000)
def _token(word: str) -> Token:
    if word.isascii():
        return _made(word, (_ascii(word),), original=word)
    plain = unmask(word)
    return _made(plain, romanise(plain), original=word)


def _ascii(word: str) -> str:
    if word.isalpha():
        return word
    letters = word.translate(_DIGITS) if any(c.isalpha() for c in word) else word
    return "".join(c for c in letters if c.isalnum())


def _made(word: str, spellings: tuple[str, ...], original: str) -> Token:
    texts = [_settled(text) for text in spellings] or [word]
    first = texts[0]
    groups = groups_of(original) or groups_of(first)
    if not original.isascii():
        groups = tuple(dict.fromkeys((*groups, *groups_of(first))))
    others = tuple(dict.fromkeys(t for t in (*texts[1:], *_without_article(first)) if t != first))
    return _built(first, others, groups, _kind(first, word))


def _built(text: str, others: tuple[str, ...], groups: tuple[int, ...], kind: str) -> Token:
    count = commonness_of(text, groups)
    return Token(
        text, others, groups[0] if groups else -1, frozenset(groups), skeleton_of(text),
        sound_of(text), kind, count, _weight(text, count, kind),
    )  # fmt: skip


def _weight(text: str, count: int, kind: str) -> float:
    """Rare parts tell more than common ones; an initial tells least."""
    if kind == "initial":
        return 0.3
    rarity = max(0.6, 1.15 - 0.05 * count.bit_length())
    return rarity * _SHORT.get(len(text), 1.0)


def _settled(text: str) -> str:
    """Solid forms of compounds brought to one spelling, and a title glued on taken off."""
    found = _SERVANT_OF.match(text)
    if found:
        return "abdul" + found[1]
    found = _OF_FAITH.match(text)
    if found and not count_of(text) > 200:
        return found[1] + "udin"
    return _unglued(text)


def _unglued(text: str) -> str:
    for title in GLUED:
        bare = text.removesuffix(title)
        if bare != text and len(bare) > 3 and count_of(bare) > 0 and not count_of(text):
            return bare
    return text


def _without_article(text: str) -> tuple[str, ...]:
    if len(text) > 5 and text[:2] in ("al", "el") and count_of(text) < 50:
        return (text[2:],)
    return ()


def _kind(text: str, word: str) -> str:
    if text in TITLES or text in FILLERS:
        return "title"
    if text in ARTICLES or text in BETWEEN or text in FATHER:
        return "particle"
    return "initial" if len(text) == 1 and script_of(word[0]) == "latin" else "name"


def _joined(tokens: list[Token]) -> list[Token]:
    """Compounds made one token: abd al-X, X al-din, abu X; "ben" that opens a name is Benjamin."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token, step = _compound(tokens, at)
        if token.text in FAITH and out:
            token = _merge(out, token)
        out.append(token)
        at += step
    return out


def _compound(tokens: list[Token], at: int) -> tuple[Token, int]:
    first = tokens[at]
    if first.text not in SERVANT and first.text not in FATHER:
        return (_named(first) if at == 0 and first.text == "ben" else first), 1
    after = at + 1
    if after < len(tokens) and tokens[after].text in ARTICLES:
        after += 1
    if after >= len(tokens) or tokens[after].kind == "title":
        return (_LONE_SERVANT if first.text in SERVANT else _named(first)), 1
    stem = "abdul" if first.text in SERVANT else ("umm" if first.text[-1] == "m" else "abu")
    return _glued(stem, tokens[after]), after - at + 1


def _merge(out: list[Token], faith: Token) -> Token:
    if out[-1].text in ARTICLES and len(out) > 1:
        out.pop()
    if out[-1].kind != "name":
        return faith
    base = out.pop()
    return _plain(base.text + "udin")


def _glued(stem: str, token: Token) -> Token:
    rest = "lah" if stem == "abdul" and token.text in ("allah", "ullah", "alla") else token.text
    return _plain(stem + rest, (token.text,))


@lru_cache(maxsize=100_000)
def _plain(text: str, others: tuple[str, ...] = ()) -> Token:
    return _built(text, others, groups_of(text), "name")


@lru_cache(maxsize=1_000)
def _named(token: Token) -> Token:
    return _built(token.text, token.spellings, groups_of(token.text), "name")


_LONE_SERVANT = replace(_built("abdul", (), (), "name"), weight=0.3)
