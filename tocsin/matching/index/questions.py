"""Travellers' names laid out in arrays: every way each may have been written, part by part.

A batch of travellers is asked of a segment at once, so that calling a kernel is paid for once. A
*way* is one reading of one name: its parts, or the same with two or three neighbours written as
one. A segment says which words of its vocabulary each part may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import days
from tocsin.matching.index.columns import solid_number
from tocsin.matching.index.vocabulary import Alike, left_of
from tocsin.matching.kernels.meeting import NO_KEY, ROUNDING
from tocsin.matching.kernels.walking import Questions
from tocsin.matching.names import ReadName, Token
from tocsin.matching.score import TravellerForm, bounds
from tocsin.matching.score.naming import CUT_FROM, LONG_FIELD
from tocsin.matching.score.scoring import NAME

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
                yield Way(traveller, (*parts[:at], whole, *parts[at + size :]), False, long, NO_KEY)


def laid_out(
    some: Sequence[Way], found: Sequence[Alike], asked: Sequence[TravellerForm], floor: float
) -> Questions:
    """The ways as arrays; ``found`` are the words that each part of each may be."""
    parts = [part for way in some for part in way.parts]
    count = np.array([len(way.parts) for way in some])
    ends = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(each.words) for each in found], out=ends[1:])
    return Questions(
        np.array([way.traveller for way in some]),
        np.cumsum(count) - count,
        count,
        np.array([way.long for way in some], np.uint8),
        np.array([way.solid for way in some], np.uint64),
        np.array([part.weight for part in parts]),
        np.array([left_of(part) for part in parts]),
        np.array([each.glued for each in found], np.uint64),
        np.concatenate([each.words for each in found]),
        np.concatenate([each.likeness for each in found]),
        ends,
        np.array([_window(form, floor) for form in asked]),
        born(asked),
        marks(asked),
    )


def marks(asked: Sequence[TravellerForm]) -> Array:
    """`Questions.marks` of some travellers."""
    own = [((form.nationality,) if form.nationality else (), form.sex) for form in asked]
    return np.array([bounds.marks(*each, documented=False) for each in own], np.uint64)


def born(asked: Sequence[TravellerForm]) -> Array:
    """`Questions.born` of some travellers."""
    none = days.NO_DATE, days.NO_DATE, 0
    return np.array([days.span_of(f.birth_date) if f.birth_date else none for f in asked])


def _window(form: TravellerForm, floor: float) -> tuple[int, int]:
    """The buckets of birth years in which a name can still reach ``floor``."""
    if form.birth_date is None:
        return 0, days.BUCKETS - 1
    beside = bounds.most_beside(bool(form.nationality), bool(form.sex))
    return days.window(form.birth_date, _furthest(round(floor - NAME - beside, 4)))


@lru_cache(maxsize=100)
def _furthest(points: float) -> int:
    return days.furthest(points - ROUNDING)
