"""How alike two names are: tokens paired, what is left over on either side weighed.

Parts missing on one side only are an omission and cost little; parts that differ on both sides
contradict and cost much. Knows names only, nothing of dates or documents.
"""

from __future__ import annotations

from typing import NamedTuple

from tocsin.matching.names import ReadName, Token
from tocsin.matching.score.likeness import CUT, SKELETON, is_cut, likeness, likeness_of_texts, slip

CONFLICT = 1.6
"""Weight of a part that stands against a different part of the other name."""
OMISSION = 0.33
"""Weight of a part that the other name leaves out."""
OMISSION_OF_LONG = 0.2
"""The same where three parts or more agree and the traveller's name has nothing beside them."""
LONE = 0.55
"""Share kept when a single part agrees and either name has more."""
CUT_FROM = 12
"""A name of fewer characters was not cut off by a field's end."""


class Pair(NamedTuple):
    theirs: tuple[Token, ...]
    ours: tuple[Token, ...]
    likeness: float
    rule: str
    weight: float


class Alignment(NamedTuple):
    """Pairs found, and the weights left over; ``ratio`` is the likeness of the whole, 0 to 1."""

    pairs: list[Pair]
    theirs_left: list[Token]
    ours_left: list[Token]
    conflict: float
    omission: float
    matched: float
    agreed: float
    ratio: float


def align(theirs: ReadName, ours: ReadName) -> Alignment:
    """Pair the tokens of two names, the best pairs first; at most 16 tokens a side."""
    left, right = list(theirs.parts), list(ours.parts)
    pairs: list[Pair] = []
    if len(left) != len(right):
        _pair_joined(left, right, pairs)
    pairs += _paired(left, right)
    if left and right and len(theirs.full) >= CUT_FROM:
        _pair_cut(left, right, pairs, theirs)
    if len(left) == 1 == len(right) and len(pairs) > 1:
        _pair_slip(left, right, pairs)
    return _weighed(pairs, left, right)


def _paired(left: list[Token], right: list[Token]) -> list[Pair]:
    found = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            measured, rule = likeness(a, b)
            if measured:
                found.append((-measured, -(a.weight + b.weight), i, j, rule))
    found.sort()
    pairs: list[Pair] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for negative, _weight, i, j, rule in found:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            a, b = left[i], right[j]
            pairs.append(Pair((a,), (b,), -negative, rule, _pair_weight(a.weight, b.weight)))
    left[:] = [a for i, a in enumerate(left) if i not in taken_left]
    right[:] = [b for j, b in enumerate(right) if j not in taken_right]
    return pairs


def _pair_weight(a: float, b: float) -> float:
    return 2 * min(a, b)


def _pair_joined(left: list[Token], right: list[Token], pairs: list[Pair]) -> None:
    _joined(left, right, pairs, swap=False)
    _joined(right, left, pairs, swap=True)


def _joined(parts: list[Token], wholes: list[Token], pairs: list[Pair], *, swap: bool) -> None:
    """Neighbouring parts against one whole: platono vich, mohammedali."""
    for whole in [one for one in wholes if len(one.text) > 2]:
        for size in (2, 3, 4):
            for at in range(len(parts) - size + 1):
                some = tuple(parts[at : at + size])
                if abs(sum(len(t.text) for t in some) - len(whole.text)) > 2:
                    continue
                if _joins(some, whole):
                    sides = ((whole,), some) if swap else (some, (whole,))
                    weight = whole.weight + max(t.weight for t in some)
                    pairs.append(Pair(*sides, 0.97, "joined", weight))
                    del parts[at : at + size]
                    wholes.remove(whole)
                    return


def _joins(some: tuple[Token, ...], whole: Token) -> bool:
    text = "".join(token.text for token in some)
    if text == whole.text or "".join(token.text for token in reversed(some)) == whole.text:
        return True
    measured, rule = likeness_of_texts(text, whole.text)
    return len(whole.text) > 5 and measured > 0.88 and rule != SKELETON


def _pair_cut(left: list[Token], right: list[Token], pairs: list[Pair], theirs: ReadName) -> None:
    last = theirs.tokens[-1]
    if last not in left:
        return
    for token in right:
        if is_cut(last, token) and len(last.text) < len(token.text):
            pairs.append(Pair((last,), (token,), 0.9, CUT, _pair_weight(last.weight, token.weight)))
            left.remove(last)
            right.remove(token)
            return


def _pair_slip(left: list[Token], right: list[Token], pairs: list[Pair]) -> None:
    """The one part left on each side, where all others agree, may be mistyped."""
    a, b = left[0], right[0]
    if slip(a.text, b.text) and min(pair.likeness for pair in pairs) > 0.95:
        pairs.append(Pair((a,), (b,), 0.6, "mistyped", _pair_weight(a.weight, b.weight)))
        left.clear()
        right.clear()


def _weighed(pairs: list[Pair], left: list[Token], right: list[Token]) -> Alignment:
    matched = sum(pair.weight for pair in pairs)
    agreed = sum(pair.weight * pair.likeness for pair in pairs)
    a, b = sum(t.weight for t in left), sum(t.weight for t in right)
    conflict = 2 * CONFLICT * min(a, b)
    omission = (OMISSION_OF_LONG if len(pairs) > 2 and not left else OMISSION) * abs(a - b)
    whole = matched + conflict + omission
    ratio = agreed / whole if whole else 0.0
    if len(pairs) == 1 and (left or right) and len(pairs[0].theirs) == len(pairs[0].ours):
        ratio *= LONE
    return Alignment(pairs, left, right, conflict, omission, matched, agreed, ratio)
