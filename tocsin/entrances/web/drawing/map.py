"""The map of a movement: legs as great circles, numbered as in the table, without any script.

Drawn twice, for a wide and for a narrow window, since letters in a picture shrink with it; the
stylesheet shows one of them. Places without coordinates can't be drawn: `undrawn` names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from tocsin.entrances.web.drawing import clip, labels, world
from tocsin.entrances.web.drawing.clip import Box
from tocsin.entrances.web.drawing.route import Leg, Stop, legs, stops
from tocsin.entrances.web.drawing.sphere import (
    Point,
    Position,
    View,
    fitted,
    great_circle,
)
from tocsin.entrances.web.drawing.svg import element, number, points, text
from tocsin.entrances.web.pages.movement import Place, Sighting


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says, in the reader's language."""

    title: str = "Map of the movement"
    description: str = ""
    day: Callable[[datetime], str] = lambda at: f"{at:%d %b}"


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    width: float
    height: float
    margin: float
    letters: float
    names: bool


_WIDE = _Size("wide", 1040, 520, 90, 14, names=True)
_NARROW = _Size("narrow", 360, 340, 48, 13, names=False)


def draw(sightings: Sequence[Sighting], words: Words | None = None) -> str:
    """The map as SVG, wide and narrow; an empty text when there is nothing to draw."""
    if not any(stop.place.drawable for stop in stops(sightings)):
        return ""
    return "".join(_draw(sightings, words or Words(), size) for size in (_WIDE, _NARROW))


def undrawn(sightings: Sequence[Sighting]) -> tuple[Place, ...]:
    """The places that are not on the map because no one knows where they are."""
    return tuple(stop.place for stop in stops(sightings) if not stop.place.drawable)


def _draw(sightings: Sequence[Sighting], words: Words, size: _Size) -> str:
    shown = [stop for stop in stops(sightings) if stop.place.drawable]
    drawn = [leg for leg in legs(sightings) if leg.start.drawable and leg.end.drawable]
    view = fitted(list(_positions(shown, drawn)), size.width, size.height, size.margin)
    frame = Box(0, 0, size.width, size.height)
    page = labels.Page(Box(4, 4, size.width - 4, size.height - 4))
    paths = _paths(drawn, view)
    for stop in shown:
        page.take(_around(view.point(_position(stop.place)), 7))
    badges = [_badge(leg, path, page, size, words) for leg, path in paths]
    for _leg, path in paths:
        for point in _short_of_ends(path):
            page.take(_around(point, 4))
    return element(
        "svg",
        element("title", text(words.title), id=f"map-{size.name}-title"),
        element("desc", text(words.description), id=f"map-{size.name}-words"),
        element("rect", class_="map-sea", width=size.width, height=size.height),
        _earth(view, frame),
        *(_line(leg, path) for leg, path in paths),
        *(_stop(stop, view, page, size) for stop in shown),
        *badges,
        class_=f"map map-{size.name}",
        viewBox=f"0 0 {number(size.width)} {number(size.height)}",
        role="img",
        aria_labelledby=f"map-{size.name}-title map-{size.name}-words",
    )


def _position(place: Place) -> Position:
    return place.longitude or 0.0, place.latitude or 0.0


def _positions(shown: Sequence[Stop], drawn: Sequence[Leg]) -> Iterator[Position]:
    for stop in shown:
        yield _position(stop.place)
    for leg in drawn:
        yield from great_circle(_position(leg.start), _position(leg.end), 12)


# The earth below


def _earth(view: View, frame: Box) -> str:
    beyond = Box(frame.left - 8, frame.top - 8, frame.right + 8, frame.bottom + 8)
    coasts = "".join(_coast(ring, view, beyond) for ring in world.land())
    lines = "".join(_border(line, view, beyond) for line in world.borders())
    return element("path", d=coasts, class_="map-land") + (
        element("path", d=lines, class_="map-border") if lines else ""
    )


def _copies(line: world.Line, view: View, frame: Box) -> Iterator[list[Point]]:
    """The line as drawn, and again full turns to either side, where that comes into the frame."""
    extent = clip.around(line)
    for turn in (-720, -360, 0, 360, 720):
        shift = turn - view.middle
        left, top = view.place(extent.left + shift, extent.bottom)
        right, bottom = view.place(extent.right + shift, extent.top)
        if Box(left, top, right, bottom).touches(frame):
            yield [view.place(longitude + shift, latitude) for longitude, latitude in line]


def _coast(ring: world.Line, view: View, frame: Box) -> str:
    cut = (clip.polygon(part, frame) for part in _copies(ring, view, frame))
    return "".join(points(_thinned(part), closed=True) for part in cut if len(part) > 2)


def _border(line: world.Line, view: View, frame: Box) -> str:
    parts = _copies(line, view, frame)
    return "".join(points(_thinned(run)) for part in parts for run in clip.runs(part, frame))


def _thinned(path: list[Point]) -> list[Point]:
    """Without the points that would fall on the one before."""
    kept = path[:1]
    for point in path[1:]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= 0.7:
            kept.append(point)
    return kept


# The legs


def _paths(drawn: Sequence[Leg], view: View) -> list[tuple[Leg, list[Point]]]:
    """Each leg's line; legs between the same two places are bent apart from each other."""
    every = Counter(_pair(leg) for leg in drawn)
    met: Counter[frozenset[str]] = Counter()
    paths = []
    for leg in drawn:
        met[_pair(leg)] += 1
        bend = 0.0 if every[_pair(leg)] == 1 else 0.06 + 0.05 * (met[_pair(leg)] - 1)
        paths.append((leg, _bent(_arc(leg, view), bend)))
    return paths


def _pair(leg: Leg) -> frozenset[str]:
    return frozenset((leg.start.code, leg.end.code))


def _arc(leg: Leg, view: View) -> list[Point]:
    """The great circle, unbroken: each step is drawn on the side nearer to the one before."""
    path: list[Point] = []
    turn = view.scale * 2 * pi
    for position in great_circle(_position(leg.start), _position(leg.end)):
        x, y = view.point(position)
        if path:
            x += turn * round((path[-1][0] - x) / turn)
        path.append((x, y))
    return path


def _bent(path: list[Point], bend: float) -> list[Point]:
    """The line with a bow to its left, as high as a share of its length."""
    (x, y), (end_x, end_y) = path[0], path[-1]
    across, down = (end_y - y) * bend, -(end_x - x) * bend
    last = max(len(path) - 1, 1)
    bows = (4 * (step / last) * (1 - step / last) for step in range(len(path)))
    return [(px + across * bow, py + down * bow) for (px, py), bow in zip(path, bows, strict=True)]


def _line(leg: Leg, path: list[Point]) -> str:
    line = element("path", d=points(_short_of_ends(path)), class_=f"map-leg map-{leg.kind}")
    return line + _arrow(path, leg)


def _short_of_ends(path: list[Point]) -> list[Point]:
    """The line without what would lie under the dots of its two places."""
    inner = [p for p in path if _far(p, path[0]) > 8 and _far(p, path[-1]) > 8]
    return inner if len(inner) > 1 else path


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _arrow(path: list[Point], leg: Leg) -> str:
    """The head of an arrow at two thirds of the way, where it covers neither end nor number."""
    if _length(path) < 30:
        return ""
    place = _along(path, 0.68)
    tip, tail = path[min(place + 1, len(path) - 1)], path[place - 1]
    angle = atan2(tip[1] - tail[1], tip[0] - tail[0])
    shape = [_turn(path[place], angle, x, y) for x, y in ((7, 0), (-5, -5.5), (-2.5, 0), (-5, 5.5))]
    return element("path", d=points(shape, closed=True), class_=f"map-arrow map-{leg.kind}")


def _turn(at: Point, angle: float, x: float, y: float) -> Point:
    return at[0] + x * cos(angle) - y * sin(angle), at[1] + x * sin(angle) + y * cos(angle)


def _length(path: list[Point]) -> float:
    return sum(_far(one, other) for one, other in pairwise(path))


def _along(path: list[Point], share: float) -> int:
    """The place in the path after this share of its length; never an end."""
    wanted, gone = _length(path) * share, 0.0
    for place, (one, other) in enumerate(pairwise(path), start=1):
        gone += _far(one, other)
        if gone >= wanted:
            return max(1, min(place, len(path) - 2)) if len(path) > 2 else place
    return max(len(path) - 1, 1)


# The words on it


def _around(point: Point, radius: float) -> Box:
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def _badge(leg: Leg, path: list[Point], page: labels.Page, size: _Size, words: Words) -> str:
    """The numbers of the sightings of a leg, and its day where there is room for it."""
    if not leg.numbers:
        return ""
    label = "\u00b7".join(map(str, leg.numbers))
    day = words.day(leg.at) if leg.at and size.names else ""
    width = max(labels.text_width(label, size.letters) + 10, 22)
    whole = width + (labels.text_width(day, size.letters - 2) + 6 if day else 0)
    box = page.room(_badge_places(path, whole, 22))
    middle = (box.top + box.bottom) / 2
    pill = element(
        "rect", x=box.left, y=middle - 11, width=float(width), height=22, rx=11, class_="map-badge"
    )
    digits = _words(label, box.left + width / 2, middle + 4.5, "map-number", "middle")
    return pill + digits + (_words(day, box.left + width + 4, middle + 4, "map-day") if day else "")


def _badge_places(path: list[Point], width: float, height: float) -> Iterator[Box]:
    """On the line first, then beside it, from its middle outwards."""
    for share in (0.45, 0.35, 0.55, 0.25):
        x, y = path[_along(path, share)]
        yield Box(x - 11, y - height / 2, x - 11 + width, y + height / 2)
    for share in (0.5, 0.35, 0.65):
        yield from labels.beside(path[_along(path, share)], width, height, 10)
        yield from labels.beside(path[_along(path, share)], width, height, 26)


def _stop(stop: Stop, view: View, page: labels.Page, size: _Size) -> str:
    x, y = view.point(_position(stop.place))
    seen = "map-seen" if stop.numbers else "map-known"
    dot = element("circle", cx=x, cy=y, r=5.5, class_=f"map-stop {seen}")
    return dot + _name(stop.place, (x, y), page, size)


def _name(place: Place, at: Point, page: labels.Page, size: _Size) -> str:
    shown = place.name if size.names and place.name != place.code else ""
    width = labels.text_width(f"{place.code}  {shown}".rstrip(), size.letters)
    box = page.room(labels.beside(at, width, size.letters + 4, 9))
    code = element("tspan", text(place.code), class_="map-code")
    name = element("tspan", text(shown), dx=5) if shown else ""
    anchor = "end" if box.right < at[0] else "middle" if box.left < at[0] < box.right else "start"
    x = {"end": box.right, "middle": (box.left + box.right) / 2, "start": box.left}[anchor]
    return element(
        "text", code, name, x=x, y=box.bottom - 5, class_="map-place", text_anchor=anchor
    )


def _words(content: str, x: float, y: float, kind: str, anchor: str = "start") -> str:
    return element("text", text(content), x=x, y=y, class_=kind, text_anchor=anchor)
