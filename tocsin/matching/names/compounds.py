"""Tokens beside each other: abd al-X, X al-din and abu X become one; a particle may be a name.

Works on the tokens of one name, in order. It doesn't clean, romanise or compare.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tocsin.matching.names.tables import count_of
from tocsin.matching.names.tokens import Token, as_name, compound
from tocsin.matching.names.words import ARTICLES, FAITH, FATHER, SERVANT

LONE_FAITH = ("din", "deen")
OF_GOD = ("allah", "ullah", "alla", "ollah")


@cache
def _lone_servant() -> Token:
    """Abd without a name of God behind it tells little."""
    return replace(compound("abdul"), weight=0.3)


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
    if first.text not in SERVANT and first.text not in FATHER:
        return _placed(tokens, at), 1
    after = at + 1
    if after < len(tokens) and tokens[after].text in ARTICLES:
        after += 1
    if after >= len(tokens) or tokens[after].kind == "title":
        return (_lone_servant() if first.text in SERVANT else as_name(first)), after - at
    return _glued(first, tokens[after]), after - at + 1


def _placed(tokens: list[Token], at: int) -> Token:
    """A particle that opens a name: Ben is Benjamin, and a single letter is an initial."""
    token = tokens[at]
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
        return as_name(first, "initial")
    if first.text not in SERVANT:
        stem = "umm" if first.text[-1] == "m" else "abu"
        return compound(stem + second.text, (second.text,))
    rest = "lah" if second.text in OF_GOD else second.text
    return compound("abdul" + rest, (second.text,))
