"""Cutting outlines to the drawing, so that a map of one region isn't the size of the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.entrances.web.drawing.sphere import Point


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: from left to right, and from top down to bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        beside = other.left > self.right or other.right < self.left
        return not (beside or other.top > self.bottom or other.bottom < self.top)

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def around(points: Sequence[Point]) -> Box:
    """The smallest box with all points in it."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def polygon(points: Sequence[Point], box: Box) -> list[Point]:
    """The part of a closed outline inside the box (Sutherland and Hodgman, 1974)."""
    inside = list(points)
    for axis, bound, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        inside = list(_half(inside, _depth(axis, bound, sign)))
    return inside


Depth = Callable[[Point], float]


def _depth(axis: int, bound: float, sign: int) -> Depth:
    return lambda point: sign * (point[axis] - bound)


def _half(points: Sequence[Point], depth: Depth) -> Iterator[Point]:
    for place, end in enumerate(points):
        start = points[place - 1]
        before, after = depth(start), depth(end)
        if (before < 0) != (after < 0):
            yield _cut(start, end, before / (before - after))
        if after >= 0:
            yield end


def _cut(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def runs(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The parts of an open line that come into the box, each whole piece kept."""
    run: list[Point] = []
    for start, end in pairwise(points):
        if _touches(start, end, box):
            run = run or [start]
            run.append(end)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _touches(start: Point, end: Point, box: Box) -> bool:
    """As the box around both ends would: spelt out, since it is asked of every piece of border."""
    beside = max(start[0], end[0]) < box.left or min(start[0], end[0]) > box.right
    return not (beside or max(start[1], end[1]) < box.top or min(start[1], end[1]) > box.bottom)
