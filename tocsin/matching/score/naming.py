"""How alike two names are: tokens paired, what is left over on either side weighed.

Parts missing on one side only are an omission and cost little; parts that differ on both sides
contradict and cost much. Knows names only, nothing of dates or documents.
"""

from __future__ import annotations

from typing import NamedTuple

from tocsin.matching.names import ReadName, Token
from tocsin.matching.names.syllables import is_syllable
from tocsin.matching.score.likeness import CUT, KINDRED, KNOWN, SAME, is_cut, likeness, mistyped
from tocsin.matching.score.solids import pair_joined, solid_likeness

CONFLICT = 1.6
"""Weight of a part that stands against a different part of the other name."""
OMISSION = 0.28
"""Weight of a part that the other name leaves out."""
OMISSION_OF_THEIRS = 0.36
"""The same where the traveller's name has a part that the listed one lacks."""
OMISSION_OF_LONG = 0.16
"""The same where much agrees and the traveller's name has nothing beside it."""
OMISSION_OF_WHOLE, OMISSION_UNVOWELLED = 1.2, 0.7
"""The same where either name is `WHOLE`, or `UNVOWELLED` and not much agrees."""
WHOLE = frozenset({"han", "hangul"})
"""Scripts whose names are written whole: a syllable more is another name."""
UNVOWELLED = frozenset({"arabic", "hebrew"})
"""Scripts that write few vowels: the names of many people are written alike."""
EXACT, LOOSE = frozenset({SAME, KINDRED, "joined"}), 0.8
"""Rules by which parts agree, and the share kept by a part that agrees by another rule, where
either name is `WHOLE` or `UNVOWELLED`: its several readings were tried already."""
LONE, LONE_RARE = 0.55, 0.8
"""Share kept when a single part agrees and either name has more: a common part, a rare one."""
COMMON_PART, RARE_PART = 0.6, 1.15
"""The weights of the commonest and of the rarest names (`names.tokens`)."""
CUT_FROM = 12
"""A name of fewer characters was not cut off by a field's end."""
CUT_OFF = 0.9
"""Likeness of a part to the part that it is the beginning of."""
LONG_FIELD = 19
"""From this many characters on, what is missing at the end may not have fitted."""
SLIP, OTHER_SYLLABLE = 0.7, 0.6
"""What a word one slip of a finger away counts: no word at all, or a Chinese or Korean syllable."""
SLIP_OF_KNOWN = 0.45
"""The same for a word that is itself a name."""
SURE, SURE_OF_KNOWN = 0.75, 0.9
"""Likeness of the other parts from which on a short part may be mistyped: a word, a name."""
STEEP_BELOW, STEEPNESS = 0.9, 0.8


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
        pairs += [Pair(*joined) for joined in pair_joined(left, right)]
    pairs += _paired(left, right)
    if len(theirs.full) >= CUT_FROM and theirs.tokens and theirs.tokens[-1].kind != "initial":
        _pair_cut(left, right, pairs, theirs.tokens[-1])
    _drop_honorifics(left, right)
    _pair_slips(left, right, pairs)
    long = len(theirs.full) >= LONG_FIELD or any(pair.rule == CUT for pair in pairs)
    scripts = {theirs.script, ours.script}
    if scripts & (WHOLE | UNVOWELLED):
        pairs = [_less_if_loose(pair) for pair in pairs]
    much = not left and len(pairs) > (1 if long else 2)
    found = _weighed(pairs, left, right, _omission(scripts, brought=bool(left), much=much))
    if found.ratio < STEEP_BELOW:
        solid = solid_likeness(theirs, ours)
        if solid > found.ratio:
            return _as_one(theirs, ours, solid)
    return found


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
            pairs.append(_pair(left[i], right[j], -negative, rule))
    left[:] = [a for i, a in enumerate(left) if i not in taken_left]
    right[:] = [b for j, b in enumerate(right) if j not in taken_right]
    return pairs


def _pair(a: Token, b: Token, measured: float, rule: str) -> Pair:
    return Pair((a,), (b,), _credit(measured), rule, 2 * min(a.weight, b.weight))


def _credit(measured: float) -> float:
    """Half-alike words are weak evidence of one name: below `STEEP_BELOW` they count less."""
    return measured - STEEPNESS * max(0.0, STEEP_BELOW - measured)


def _pair_cut(left: list[Token], right: list[Token], pairs: list[Pair], last: Token) -> None:
    """The last word of the traveller's name may be the beginning of ours: cut off, not misspelt."""
    for at, pair in enumerate(pairs):
        if pair.theirs == (last,) and pair.likeness < CUT_OFF and is_cut(last, pair.ours[0]):
            pairs[at] = pair._replace(likeness=CUT_OFF, rule=CUT)
    if last not in left:
        return
    for token in right:
        if is_cut(last, token):
            pairs.append(_pair(last, token, CUT_OFF, CUT))
            left.remove(last)
            right.remove(token)
            return


def _drop_honorifics(left: list[Token], right: list[Token]) -> None:
    """An honorific that the other name lacks says nothing, for or against."""
    for side in (left, right):
        if any(token.kind == "honorific" for token in side):
            side[:] = [token for token in side if token.kind != "honorific"]


def _pair_slips(left: list[Token], right: list[Token], pairs: list[Pair]) -> None:
    """One or two short parts left over, where others agree, may be mistyped."""
    sure = min((pair.likeness for pair in pairs), default=0.0)
    if sure < SURE:
        return
    for a in left[:2]:
        b = next((b for b in right[:2] if mistyped(a, b)), None)
        if b is not None and (kept := _kept(a, sure)):
            pairs.append(Pair((a,), (b,), kept, "mistyped", 2 * min(a.weight, b.weight)))
            left.remove(a)
            right.remove(b)


def _kept(mistyped: Token, sure: float) -> float:
    """What a word one slip away counts; one that is a name itself, only beside parts that agree."""
    if mistyped.count < KNOWN:
        return OTHER_SYLLABLE if is_syllable(mistyped.text) else SLIP
    return SLIP_OF_KNOWN if sure >= SURE_OF_KNOWN else 0.0


def _as_one(theirs: ReadName, ours: ReadName, solid: float) -> Alignment:
    weight = 2 * min(sum(t.weight for t in name.parts) for name in (theirs, ours))
    pair = Pair(theirs.parts, ours.parts, solid, "written as one", weight)
    return Alignment([pair], [], [], 0.0, 0.0, weight, weight * solid, solid)


def _less_if_loose(pair: Pair) -> Pair:
    return pair if pair.rule in EXACT else pair._replace(likeness=pair.likeness * LOOSE)


def _omission(scripts: set[str], *, brought: bool, much: bool) -> float:
    """Weight of what is left over on one side; ``brought``: the traveller's name has more;
    ``much``: it has not, and many parts agree."""
    if scripts & WHOLE:
        return OMISSION_OF_WHOLE
    if scripts & UNVOWELLED and not much:
        return OMISSION_UNVOWELLED
    if much:
        return OMISSION_OF_LONG
    return OMISSION_OF_THEIRS if brought else OMISSION


def _weighed(pairs: list[Pair], left: list[Token], right: list[Token], each: float) -> Alignment:
    matched = sum(pair.weight for pair in pairs)
    agreed = sum(pair.weight * pair.likeness for pair in pairs)
    a, b = sum(t.weight for t in left), sum(t.weight for t in right)
    conflict = 2 * CONFLICT * min(a, b)
    omission = each * abs(a - b)
    whole = matched + conflict + omission
    ratio = agreed / whole if whole else 0.0
    if len(pairs) == 1 and (left or right) and len(pairs[0].theirs) == len(pairs[0].ours):
        ratio *= _lone(pairs[0])
    return Alignment(pairs, left, right, conflict, omission, matched, agreed, ratio)


def _lone(pair: Pair) -> float:
    rarity = (pair.weight / 2 - COMMON_PART) / (RARE_PART - COMMON_PART)
    return LONE + (LONE_RARE - LONE) * min(1.0, max(0.0, rarity))
