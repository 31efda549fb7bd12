"""The round earth on a flat page: great circles and a projection that is fitted to its points.

The projection is Miller's cylindrical (O. M. Miller, 1942), turned so that the middle of what is
shown is the middle of the drawing: a leg across the antimeridian is one unbroken line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, log, pi, radians, sin, sqrt, tan

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""
Point = tuple[float, float]
"""x and y on the drawing, y downwards."""

_FARTHEST = 84.0
"""Degrees from the equator that are still drawn."""
_LEAST_WIDTH = 0.42
"""Radians across which even a single point is shown: enough to recognise where it is."""


def great_circle(start: Position, end: Position, steps: int = 48) -> list[Position]:
    """The shortest way between two positions, both included."""
    a, b = _vector(start), _vector(end)
    angle = _angle(a, b)
    if angle < 1e-9 or abs(angle - pi) < 1e-6:
        return [start, end]
    return [_position(_between(a, b, angle, step / steps)) for step in range(steps + 1)]


Vector = tuple[float, float, float]


def _vector(position: Position) -> Vector:
    longitude, latitude = radians(position[0]), radians(position[1])
    return (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))


def _angle(a: Vector, b: Vector) -> float:
    chord = sqrt(sum((one - other) ** 2 for one, other in zip(a, b, strict=True)))
    return 2 * asin(min(chord / 2, 1.0))


def _between(a: Vector, b: Vector, angle: float, share: float) -> Vector:
    first, second = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x, y, z = (first * one + second * other for one, other in zip(a, b, strict=True))
    return x, y, z


def _position(vector: Vector) -> Position:
    x, y, z = vector
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def turned(longitude: float, middle: float) -> float:
    """The longitude seen from ``middle``: from -180 (included) to 180."""
    return (longitude - middle + 180) % 360 - 180


def miller(latitude: float) -> float:
    """Height above the equator in radians of the projection."""
    bounded = max(-_FARTHEST, min(_FARTHEST, latitude))
    return 1.25 * log(tan(pi / 4 + 0.4 * radians(bounded)))


def middle_longitude(longitudes: Sequence[float]) -> float:
    """The middle of the narrowest span that holds all of them, whichever way round."""
    around = sorted({longitude % 360 for longitude in longitudes})
    if not around:
        return 0.0
    gaps = [
        ((around[(place + 1) % len(around)] - each) % 360 or 360, place)
        for place, each in enumerate(around)
    ]
    widest, place = max(gaps)
    start = around[(place + 1) % len(around)]
    return turned(start + (360 - widest) / 2, 0)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the earth on ``width`` by ``height``: where its middle is, and how large."""

    width: float
    height: float
    middle: float
    rise: float
    scale: float

    def point(self, position: Position) -> Point:
        """Where a position is drawn; positions far outside lie outside the drawing."""
        return self.place(turned(position[0], self.middle), position[1])

    def place(self, offset: float, latitude: float) -> Point:
        """As `point`, the longitude being degrees from the middle and not turned again."""
        x = self.width / 2 + radians(offset) * self.scale
        return x, self.height / 2 - (miller(latitude) - self.rise) * self.scale


def fitted(positions: Sequence[Position], width: float, height: float, margin: float) -> View:
    """The view that shows all positions with ``margin`` around; the whole earth for none."""
    if not positions:
        return View(width, height, 10.0, miller(20), width / (2 * pi))
    middle = middle_longitude([longitude for longitude, _ in positions])
    across = [radians(turned(longitude, middle)) for longitude, _ in positions]
    up = [miller(latitude) for _, latitude in positions]
    scale = min(
        (width - 2 * margin) / max(max(across) - min(across), _LEAST_WIDTH),
        (height - 2 * margin) / max(max(up) - min(up), _LEAST_WIDTH * height / width),
    )
    scale = max(scale, width / (2 * pi))
    rise = _within_world((max(up) + min(up)) / 2, height / scale)
    return View(width, height, middle, rise, scale)


def _within_world(rise: float, tall: float) -> float:
    """A height of the middle that shows no more than there is beyond the far north or south."""
    most = miller(_FARTHEST) - tall / 2
    return max(-most, min(most, rise)) if most > 0 else 0.0
