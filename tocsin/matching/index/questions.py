"""Travellers' names laid out in arrays: every way each may have been written, part by part.

A batch of travellers is asked of a segment at once, so that the cost of calling numpy is paid
once for all. A *way* is one reading of one name: its parts, or the same with two or three
neighbours written as one. A segment says which words of its vocabulary each part may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.columns import solid_number
from tocsin.matching.index.vocabulary import Alike, word_of
from tocsin.matching.names import ReadName, Token
from tocsin.matching.score import TravellerForm
from tocsin.matching.score.bounds import Sides
from tocsin.matching.score.naming import CUT_FROM, LONG_FIELD

Array = npt.NDArray[Any]
MOST_PARTS = 16
Joined = Callable[[tuple[Token, ...]], Token | None]
"""Neighbouring parts as one, or None where nothing is listed under it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a traveller's name; ``cut`` says that the last part may lack its end,
    ``long`` that the name fills a field, ``solid`` is the number of its letters without gaps."""

    traveller: int
    parts: tuple[Token, ...]
    cut: bool
    long: bool
    solid: int


@dataclass(frozen=True, slots=True)
class Questions:
    """Ways, their parts one after the other, and the words that each part may be.

    ``first`` and ``count`` (one for each way) say which parts are its own; ``weights`` and
    ``way_of_part`` have one entry for each part; ``words``,
    ``likeness``, ``part_of_word`` one for each word that a part may be.
    """

    ways: Sequence[Way]
    travellers: Array
    first: Array
    count: Array
    weights: Sides
    long: Array
    way_of_part: Array
    words: Array
    likeness: Array
    part_of_word: Array


def ways(asked: Sequence[TravellerForm], joined: Joined) -> Iterator[Way]:
    """All ways of writing the names of some travellers."""
    for traveller, form in enumerate(asked):
        for name in form.names:
            yield from _ways(traveller, name, joined)


def _ways(traveller: int, name: ReadName, joined: Joined) -> Iterator[Way]:
    parts = name.parts[:MOST_PARTS]
    if not parts:
        return
    cut = len(name.full) >= CUT_FROM and name.tokens[-1] is parts[-1]
    long, solid = cut or len(name.full) >= LONG_FIELD, solid_number(name)
    yield Way(traveller, parts, cut and parts[-1].kind != "initial", long, solid)
    for size in (2, 3):
        for at in range(len(parts) - size + 1):
            whole = joined(parts[at : at + size])
            if whole is not None:
                yield Way(traveller, (*parts[:at], whole, *parts[at + size :]), False, long, 0)


def laid_out(some: Sequence[Way], alike: Callable[[Way], list[Alike]]) -> Questions:
    """The ways as arrays; ``alike`` gives the words that each part of a way may be."""
    found = [each for way in some for each in alike(way)]
    words = [word_of(part) for way in some for part in way.parts]
    count = np.array([len(way.parts) for way in some])
    sizes = np.array([len(each.words) for each in found])
    return Questions(
        some,
        np.array([way.traveller for way in some]),
        np.cumsum(count) - count,
        count,
        Sides(np.array([word.weight for word in words]), np.array([word.left for word in words])),
        np.array([way.long for way in some]),
        np.repeat(np.arange(len(some)), count),
        np.concatenate([each.words for each in found]),
        np.concatenate([each.likeness for each in found]),
        np.repeat(np.arange(len(found)), sizes),
    )
