"""Tokens beside each other: abd al-X, X al-din and abu X become one; a particle may be a name.

Works on the tokens of one name, in order. It doesn't clean, romanise or compare.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from tocsin.matching.names.sounding import skeleton_of
from tocsin.matching.names.tables import count_of
from tocsin.matching.names.tokens import Token, as_name, compound
from tocsin.matching.names.words import ARTICLES, FAITH, FATHER, NAMES_OF_GOD, SERVANT

LONE_FAITH = ("din", "deen")
OF_GOD = ("allah", "ullah", "alla", "ollah")
NEAR_GOD = 0.7
"""Letters that a misspelt name of God keeps at least."""
_VOICELESS = str.maketrans("bd", "pt")


@cache
def _lone_servant() -> Token:
    """Abd without a name of God behind it: the beginning of any Abd al-X, as an initial is."""
    return replace(compound("abdul"), kind="initial", weight=0.3)


@cache
def _bones_of_god() -> frozenset[str]:
    return frozenset(map(skeleton_of, NAMES_OF_GOD))


@lru_cache(maxsize=20_000)
def _of_god(word: str) -> bool:
    """Whether a word may be a name of God in some spelling, or misspelt."""
    if skeleton_of(word) in _bones_of_god():
        return True
    return any(
        OSA.normalized_similarity(word, name, score_cutoff=NEAR_GOD) for name in NAMES_OF_GOD
    )


def joined(tokens: list[Token]) -> list[Token]:
    """The tokens of a name with its compounds made one; "Luqman, Abu" is Abu Luqman."""
    if len(tokens) > 1 and tokens[-1].text in FATHER:
        tokens = [tokens[-1], *tokens[:-1]]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token, step = _compound(tokens, at)
        if token.text in FAITH and out and _ends(out, token):
            token = _of_faith(out, token, "udin")
        elif token.text in OF_GOD and out:
            token = _of_faith(out, token, "ullah")
        out.append(token)
        at += step
    return out


def _compound(tokens: list[Token], at: int) -> tuple[Token, int]:
    first = tokens[at]
    if first.text not in SERVANT and first.text not in FATHER and not _misspelt(tokens, at):
        return _placed(tokens, at), 1
    after = at + 1
    if after < len(tokens) and tokens[after].text in ARTICLES:
        after += 1
    if after >= len(tokens) or tokens[after].kind == "title":
        return (_lone_servant() if first.text in SERVANT else as_name(first)), after - at
    second = tokens[after]
    if first.text in SERVANT and second.kind == "name" and not _is_of_god(second):
        return _lone_servant(), after - at
    return _glued(first, second), after - at + 1


def _is_of_god(token: Token) -> bool:
    """Not so in Abdul Makki: he is no servant of Makki, a part in between was left out."""
    return any(map(_of_god, (token.text, *token.spellings)))


def _misspelt(tokens: list[Token], at: int) -> bool:
    """Whether a word before a name of God is Abdul with a letter wrong (Sbdul, Aptul)."""
    text = tokens[at].text
    if not 4 <= len(text) <= 6 or at + 1 >= len(tokens) or count_of(text):
        return False
    return OSA.distance(text.translate(_VOICELESS), "aptul") < 2 and _is_of_god(tokens[at + 1])


def _placed(tokens: list[Token], at: int) -> Token:
    """A particle that opens a name: Ben is Benjamin, and a single letter is an initial. Das that
    ends one is a family name."""
    token = tokens[at]
    if token.text == "das" and at == len(tokens) - 1:
        return as_name(token)
    if token.kind == "particle" and at == 0:
        if len(token.text) == 1:
            return as_name(token, "initial")
        if token.text == "ben":
            return as_name(token)
    return token


def _ends(out: list[Token], faith: Token) -> bool:
    """Whether Din ends the name before it: with an article between, or where the two are known as
    one. Else it is a name of its own, as in Din Mohammad written family name first."""
    if faith.text not in LONE_FAITH or out[-1].text in ARTICLES:
        return True
    return count_of(out[-1].text.rstrip("aou") + "udin") > 0


def _of_faith(out: list[Token], faith: Token, ending: str) -> Token:
    """Nour al-Din as Nourudin, Sana Allah as Sanaullah: with the name before it."""
    if out[-1].text in ARTICLES and len(out) > 1:
        out.pop()
    if out[-1].kind not in ("name", "honorific"):
        return as_name(faith)
    base = out.pop()
    if base.text.endswith(ending):
        return base
    return compound(base.text.rstrip("aou") + ending)


def _glued(first: Token, second: Token) -> Token:
    if second.kind == "initial":
        return _lone_servant() if first.text in SERVANT else as_name(first, "initial")
    if first.text in FATHER:
        stem = "umm" if first.text[-1] == "m" else "abu"
        return compound(stem + second.text, (second.text,))
    if second.text in OF_GOD:
        return compound("abdullah")
    return compound("abdul" + second.text, (second.text,))
