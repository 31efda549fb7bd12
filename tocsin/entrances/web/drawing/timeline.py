"""The timeline of a movement: places are rows, time runs along, each sighting is a numbered dot.

After the graphs that railways plan their trains on (E.-J. Marey, 1885): a journey is a line from
one row to another, a stay a line along a row. What no one observed is dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tocsin.entrances.web.drawing import labels
from tocsin.entrances.web.drawing.route import begins, ends, same_journey, stops
from tocsin.entrances.web.drawing.sphere import Point
from tocsin.entrances.web.drawing.svg import element, number, text
from tocsin.entrances.web.pages.movement import Place, Sighting


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says, in the reader's language."""

    title: str = "Timeline of the movement"
    description: str = ""
    now: str = "now"
    day: Callable[[datetime], str] = lambda at: f"{at:%d %b}"
    month: Callable[[datetime], str] = lambda at: f"{at:%b %Y}"


@dataclass(frozen=True, slots=True)
class _Size:
    name: str
    width: float
    start: float
    """Where time begins: what lies before is for the names of places."""
    row: float
    letters: float
    above: bool
    """Whether a place's name stands above its row instead of before it."""
    ticks: int


_WIDE = _Size("wide", 1040, 190, 40, 14, above=False, ticks=9)
_NARROW = _Size("narrow", 360, 16, 52, 13, above=True, ticks=4)
_TOP, _BOTTOM, _END = 30.0, 34.0, 22.0
_ASIDE = 14.0
"""How far from a sighting its journey's other end is drawn: its own time is not known."""


def draw(sightings: Sequence[Sighting], now: datetime, words: Words | None = None) -> str:
    """The timeline as SVG, wide and narrow; an empty text without sightings."""
    if not sightings:
        return ""
    return "".join(_draw(sightings, now, words or Words(), size) for size in (_WIDE, _NARROW))


@dataclass(frozen=True, slots=True)
class _Chart:
    """Where a moment and a place are on the drawing."""

    size: _Size
    first: datetime
    last: datetime
    rows: tuple[str, ...]

    @property
    def height(self) -> float:
        return _TOP + self.size.row * len(self.rows) + _BOTTOM

    @property
    def foot(self) -> float:
        return _TOP + self.size.row * len(self.rows)

    def x(self, at: datetime) -> float:
        share = (at - self.first) / (self.last - self.first)
        return self.size.start + 24 + share * (self.size.width - self.size.start - 24 - _END - 24)

    def y(self, place: Place) -> float:
        return _TOP + self.size.row * (self.rows.index(place.code) + 0.6)


def _draw(sightings: Sequence[Sighting], now: datetime, words: Words, size: _Size) -> str:
    places = [stop.place for stop in stops(sightings)]
    chart = _Chart(size, *_span(sightings), rows=tuple(place.code for place in places))
    return element(
        "svg",
        element("title", text(words.title), id=f"timeline-{size.name}-title"),
        element("desc", text(words.description), id=f"timeline-{size.name}-words"),
        *_scale(chart, words),
        *_now(chart, now, words),
        *(_row(place, chart) for place in places),
        *_lines(sightings, chart),
        *_dots(sightings, chart),
        class_=f"timeline timeline-{size.name}",
        viewBox=f"0 0 {number(size.width)} {number(chart.height)}",
        role="img",
        aria_labelledby=f"timeline-{size.name}-title timeline-{size.name}-words",
    )


def _span(sightings: Sequence[Sighting]) -> tuple[datetime, datetime]:
    first = min(sighting.at for sighting in sightings)
    last = max(sighting.at for sighting in sightings)
    spare = max(timedelta(days=2) - (last - first), timedelta()) / 2
    return first - spare, last + spare


# Time


def _scale(chart: _Chart, words: Words) -> Iterator[str]:
    for at, label in _ticks(chart, words):
        x = chart.x(at)
        yield element("path", d=f"M{number(x)},{_TOP:g}V{number(chart.foot)}", class_="line-tick")
        yield _word(label, x, chart.foot + 20, "line-time", "middle")


def _ticks(chart: _Chart, words: Words) -> list[tuple[datetime, str]]:
    days = max((chart.last - chart.first).days, 1)
    step = next((each for each in (1, 2, 7, 14) if days / each <= chart.size.ticks), 0)
    if step:
        return [(at, words.day(at)) for at in _days(chart.first, chart.last, step)]
    every = -(-days // (30 * chart.size.ticks))
    return [(at, words.month(at)) for at in _months(chart.first, chart.last, every)]


def _days(first: datetime, last: datetime, step: int) -> Iterator[datetime]:
    at = first.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    at += timedelta(days=1)
    while at <= last:
        yield at
        at += timedelta(days=step)


def _months(first: datetime, last: datetime, every: int) -> Iterator[datetime]:
    count = first.year * 12 + first.month
    while True:
        at = datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC)
        if at > last:
            return
        yield at
        count += every


def _now(chart: _Chart, now: datetime, words: Words) -> Iterator[str]:
    if not chart.first <= now <= chart.last:
        return
    x = chart.x(now)
    yield element("path", d=f"M{number(x)},{_TOP - 8:g}V{number(chart.foot)}", class_="line-now")
    yield _word(words.now, x, _TOP - 13, "line-time", "middle")


# Places


def _row(place: Place, chart: _Chart) -> str:
    y, size = chart.y(place), chart.size
    line = element(
        "path",
        d=f"M{number(size.start)},{number(y)}H{number(size.width - _END)}",
        class_="line-row",
    )
    code = element("tspan", text(place.code), class_="map-code")
    name = "" if place.name == place.code else element("tspan", text(_cut(place.name, size)), dx=5)
    x, below = (size.start, -14.0) if size.above else (4.0, 5.0)
    return line + element("text", code, name, x=x, y=y + below, class_="line-place")


def _cut(name: str, size: _Size) -> str:
    room = 300 if size.above else size.start - 60
    while labels.text_width(name, size.letters) > room:
        name = name[:-2].rstrip() + "\u2026"
    return name


# What happened


def _lines(sightings: Sequence[Sighting], chart: _Chart) -> Iterator[str]:
    before: Sighting | None = None
    for sighting in sightings:
        at = chart.x(sighting.at), chart.y(sighting.place)
        if before is not None and same_journey(before, sighting):
            yield _path((chart.x(before.at), chart.y(before.place)), at, _kind(sighting))
        else:
            yield from _between(before, sighting, chart)
            yield from _aside(sighting, begins(sighting), -_ASIDE, chart)
        if not _goes_on(sighting, sightings):
            yield from _aside(sighting, ends(sighting), _ASIDE, chart)
        before = sighting


def _goes_on(sighting: Sighting, sightings: Sequence[Sighting]) -> bool:
    later = [each for each in sightings if each.number == sighting.number + 1]
    return bool(later) and same_journey(sighting, later[0])


def _between(before: Sighting | None, sighting: Sighting, chart: _Chart) -> Iterator[str]:
    if before is None:
        return
    start = _end_point(before, ends(before), _ASIDE, chart)
    end = _end_point(sighting, begins(sighting), -_ASIDE, chart)
    yield _path(start, end, "planned" if sighting.planned else "unobserved")


def _end_point(sighting: Sighting, place: Place, aside: float, chart: _Chart) -> Point:
    shift = 0.0 if place.code == sighting.place.code else aside
    return chart.x(sighting.at) + shift, chart.y(place)


def _aside(sighting: Sighting, place: Place, aside: float, chart: _Chart) -> Iterator[str]:
    """The other end of a journey: known from its route, not seen."""
    if place.code == sighting.place.code:
        return
    end = _end_point(sighting, place, aside, chart)
    yield _path((chart.x(sighting.at), chart.y(sighting.place)), end, _kind(sighting))
    yield element("circle", cx=end[0], cy=end[1], r=4, class_="map-stop map-known")


def _kind(sighting: Sighting) -> str:
    return "planned" if sighting.planned else "observed"


def _path(start: Point, end: Point, kind: str) -> str:
    d = f"M{number(start[0])},{number(start[1])}L{number(end[0])},{number(end[1])}"
    return element("path", d=d, class_=f"map-leg map-{kind}")


def _dots(sightings: Sequence[Sighting], chart: _Chart) -> Iterator[str]:
    """Numbered, and shifted upwards where two would cover each other."""
    taken: list[Point] = []
    for sighting in sightings:
        x, y = chart.x(sighting.at), chart.y(sighting.place)
        while any(abs(x - other) < 20 and abs(y - level) < 18 for other, level in taken):
            y -= 18
        taken.append((x, y))
        width = max(labels.text_width(str(sighting.number), 13) + 10, 20)
        kind = "map-badge map-ahead" if sighting.planned else "map-badge"
        yield element(
            "rect", x=x - width / 2, y=y - 10, width=float(width), height=20, rx=10, class_=kind
        )
        yield _word(str(sighting.number), x, y + 4.5, "map-number", "middle")


def _word(content: str, x: float, y: float, kind: str, anchor: str) -> str:
    return element("text", text(content), x=x, y=y, class_=kind, text_anchor=anchor)
