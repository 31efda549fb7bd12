"""Where a label goes so that it covers nothing that is already there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from tocsin.entrances.web.drawing.clip import Box
from tocsin.entrances.web.drawing.sphere import Point


def text_width(content: str, size: float) -> float:
    """About how wide a text is; wide (East Asian) letters count double."""
    units = sum(1.05 if unicodedata.east_asian_width(letter) in "WF" else 0.6 for letter in content)
    return units * size


class Page:
    """What is already taken on a drawing, and where there is room for more."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Mark a part of the drawing as used."""
        self._taken.append(box)

    def room(self, choices: Iterable[Box]) -> Box:
        """The first choice that is free, else the one that covers least; it is then taken."""
        boxes = list(choices)
        best = min(boxes, key=self._cost)
        self.take(best)
        return best

    def _cost(self, box: Box) -> float:
        outside = 0 if self._frame.holds(box) else 1e6
        return outside + sum(_overlap(box, other) for other in self._taken)


def _overlap(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across * down if across > 0 and down > 0 else 0.0


def beside(point: Point, width: float, height: float, gap: float) -> tuple[Box, ...]:
    """Places for a label of this size around a point, the most natural first."""
    x, y = point
    right, left, middle = x + gap, x - gap - width, x - width / 2
    above, below, level = y - gap - height, y + gap, y - height / 2
    corners = (
        (right, level),
        (left, level),
        (middle, above),
        (middle, below),
        (right, above),
        (left, above),
        (right, below),
        (left, below),
    )
    return tuple(Box(each, top, each + width, top + height) for each, top in corners)
