"""Outlines of the earth's land, read once from the TopoJSON beside this module.

Longitudes run on past 180 degrees where an outline crosses the antimeridian, so that a ring is
never torn apart; whoever draws it may have to draw it again 360 degrees to either side.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.entrances.web.drawing.sphere import Position

_FILE = Path(__file__).with_name("countries-110m.json")
Line = tuple[Position, ...]


@cache
def land() -> tuple[Line, ...]:
    """The outlines of all land, closed rings."""
    topology = _topology()
    arcs = _arcs(topology)
    rings = _rings(topology["objects"]["land"]["geometries"])
    return tuple(_ring(ring, arcs) for ring in rings)


@cache
def borders() -> tuple[Line, ...]:
    """The lines between two countries, without the coasts."""
    topology = _topology()
    arcs = _arcs(topology)
    uses = Counter(
        _real(arc)
        for ring in _rings(topology["objects"]["countries"]["geometries"])
        for arc in ring
    )
    return tuple(_unbroken(arcs[arc]) for arc, count in uses.items() if count > 1)


@cache
def _topology() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def _arcs(topology: dict[str, Any]) -> list[Line]:
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    return [tuple(_decoded(arc, scale, translate)) for arc in topology["arcs"]]


def _decoded(
    arc: Iterable[list[int]], scale: list[float], translate: list[float]
) -> Iterator[Position]:
    """TopoJSON stores each position as whole steps from the one before."""
    x = y = 0
    for step_x, step_y, *_ in arc:
        x, y = x + step_x, y + step_y
        yield x * scale[0] + translate[0], y * scale[1] + translate[1]


def _rings(geometries: Iterable[dict[str, Any]]) -> Iterator[list[int]]:
    for geometry in geometries:
        if geometry["type"] == "GeometryCollection":
            yield from _rings(geometry["geometries"])
        elif geometry["type"] == "Polygon":
            yield from geometry["arcs"]
        elif geometry["type"] == "MultiPolygon":
            for polygon in geometry["arcs"]:
                yield from polygon


def _real(arc: int) -> int:
    """A negative arc is another one run backwards (its ones' complement)."""
    return ~arc if arc < 0 else arc


def _ring(ring: list[int], arcs: list[Line]) -> Line:
    positions: list[Position] = []
    for arc in ring:
        line = arcs[_real(arc)]
        run = line[::-1] if arc < 0 else line
        positions.extend(run[1:] if positions else run)
    return _closed(_unbroken(positions))


def _unbroken(positions: Iterable[Position]) -> Line:
    unbroken: list[Position] = []
    for longitude, latitude in positions:
        if unbroken:
            turns = round((unbroken[-1][0] - longitude) / 360)
            unbroken.append((longitude + 360 * turns, latitude))
        else:
            unbroken.append((longitude, latitude))
    return tuple(unbroken)


def _closed(ring: Line) -> Line:
    """A ring that runs once round the earth (Antarctica) is closed over its pole."""
    (first, _), (last, latitude) = ring[0], ring[-1]
    if abs(last - first) < 180:
        return ring
    pole = 90.0 if latitude > 0 else -90.0
    return (*ring, (last, pole), (first, pole))
