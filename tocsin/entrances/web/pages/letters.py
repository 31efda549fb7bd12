"""Which letters of two spellings differ, for the eye: marking only, never a score.

Letters are compared without regard to case; spaces, hyphens and other punctuation are neutral.
Words are paired first where the two sides give them in another order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

LONGEST = 300
"""Letters that are compared; what is longer is marked as different, not left out."""
_LIKE_ENOUGH = 0.5
"""Words less alike than this are not paired: two unrelated words share letters by chance."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of letters that agree with the other side, or don't."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class LetterComparison:
    """Both spellings, each cut into segments that join up to the whole again."""

    theirs: tuple[Segment, ...]
    ours: tuple[Segment, ...]

    @property
    def equal(self) -> bool:
        return all(segment.same for segment in (*self.theirs, *self.ours))


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    key: str
    position: int


def compare_letters(theirs: str, ours: str) -> LetterComparison:
    """Mark what differs between two spellings; the order of words does not count."""
    left, right = _letters(theirs), _letters(ours)
    marked = max(_in_order(left, right), _word_by_word(left, right), key=len)
    return LetterComparison(
        _segments(left, {first for first, _ in marked}),
        _segments(right, {second for _, second in marked}),
    )


def _letters(text: str) -> list[_Letter]:
    return [_Letter(each, _key(each), place) for place, each in enumerate(_clusters(text))]


def _clusters(text: str) -> Iterator[str]:
    """A letter with the marks that stand on it."""
    cluster = ""
    for character in text:
        if cluster and unicodedata.category(character) in ("Mn", "Me"):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def _key(cluster: str) -> str:
    """What is compared of a letter; empty for what is neutral."""
    if unicodedata.category(cluster[0])[0] in "PZ":
        return ""
    return unicodedata.normalize("NFC", cluster).casefold()


Pairs = set[tuple[int, int]]


def _in_order(left: Sequence[_Letter], right: Sequence[_Letter]) -> Pairs:
    ours = [letter for letter in left if letter.key][:LONGEST]
    others = [letter for letter in right if letter.key][:LONGEST]
    return _aligned(ours, others)


def _aligned(left: Sequence[_Letter], right: Sequence[_Letter]) -> Pairs:
    steps = Levenshtein.opcodes([each.key for each in left], [each.key for each in right])
    return {
        (left[step.src_start + offset].position, right[step.dest_start + offset].position)
        for step in steps
        if step.tag == "equal"
        for offset in range(step.src_end - step.src_start)
    }


def _word_by_word(left: Sequence[_Letter], right: Sequence[_Letter]) -> Pairs:
    pairs: Pairs = set()
    for first, second in _paired(_words(left), _words(right)):
        pairs |= _aligned(first, second)
    return pairs


Word = list[_Letter]


def _words(letters: Sequence[_Letter]) -> list[Word]:
    runs = groupby(letters[:LONGEST], key=lambda letter: bool(letter.key))
    return [list(run) for is_word, run in runs if is_word]


def _paired(left: list[Word], right: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Each word with its likest on the other side, the likest pairs first."""
    ranked = sorted(
        (
            (_likeness(one, two), -i, -j)
            for i, one in enumerate(left)
            for j, two in enumerate(right)
        ),
        reverse=True,
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for likeness, i, j in ranked:
        if likeness < _LIKE_ENOUGH or i in taken_left or j in taken_right:
            continue
        taken_left.add(i)
        taken_right.add(j)
        yield left[-i], right[-j]


def _likeness(one: Word, two: Word) -> float:
    return Levenshtein.normalized_similarity([x.key for x in one], [x.key for x in two])


def _segments(letters: Sequence[_Letter], same: set[int]) -> tuple[Segment, ...]:
    marks = ((each, not each.key or each.position in same) for each in letters)
    runs = groupby(marks, key=lambda mark: mark[1])
    return tuple(Segment("".join(each.text for each, _ in run), flag) for flag, run in runs)
