"""Recall against false candidates: from scores to the points of a curve. Pure.

A curve is a scorer's, for one kind of question (name only, or with birth date) and one language
group ("all" for everybody).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

MILLION = 1_000_000
ALL = "all"
LOW = 0.25
STEPS = tuple(round(LOW + step / 100, 2) for step in range(76))
"""Thresholds that are looked at; below the lowest an answer is noise."""


class Scored(NamedTuple):
    """A score with its language group: of a listed person's own record, or an innocent's best."""

    group: str | None
    score: float


class Point(NamedTuple):
    """At ``threshold``: the share of listed people found, innocents raised in a million, and the
    share of neighbours raised, who are real people of other lists (None where not measured)."""

    threshold: float
    recall: float
    false_per_million: float
    neighbours: float | None = None


class Allowed(NamedTuple):
    """How many false candidates are borne, by the measures of a `Point`."""

    false_per_million: float
    neighbours: float

    def bears(self, point: Point) -> bool:
        near = point.neighbours or 0.0
        return point.false_per_million <= self.false_per_million and near <= self.neighbours


class Curve(NamedTuple):
    scorer: str
    question: str
    group: str
    listed: int
    innocents: int
    points: tuple[Point, ...]

    def plain(self) -> dict[str, Any]:
        return {**self._asdict(), "points": [list(point) for point in self.points]}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Curve:
        return cls(**{**plain, "points": tuple(Point(*point) for point in plain["points"])})


def curve(
    scorer: str,
    question: str,
    group: str,
    listed: Sequence[Scored],
    innocents: Sequence[Scored],
    neighbours: Sequence[Scored],
    thresholds: Sequence[float],
) -> Curve:
    """The curve of one group, or of all where ``group`` is `ALL`."""
    found, raised, near = (_of_group(of, group) for of in (listed, innocents, neighbours))
    points = tuple(
        Point(
            at,
            round(_share(found, at), 4),
            round(MILLION * _share(raised, at), 1),
            round(_share(near, at), 4) if near else None,
        )
        for at in thresholds
    )
    return Curve(scorer, question, group, len(found), len(raised), points)


def lowest(curves: Sequence[Curve], allowed: Mapping[str, Allowed]) -> float | None:
    """The lowest threshold from which on no curve has more than its question is allowed.

    None where even the highest threshold has more.
    """
    bad = [
        point.threshold
        for one in curves
        for point in one.points
        if not allowed[one.question].bears(point)
    ]
    good = (point.threshold for one in curves for point in one.points)
    return min((at for at in good if at > max(bad, default=-1.0)), default=None)


def at(one: Curve, threshold: float) -> Point:
    """The point at the first threshold that isn't below the one asked for."""
    return next(point for point in one.points if point.threshold >= threshold - 1e-9)


def _of_group(scores: Sequence[Scored], group: str) -> list[float]:
    return sorted(one.score for one in scores if group in (ALL, one.group))


def _share(ascending: Sequence[float], threshold: float) -> float:
    """The share of scores at or above a threshold that is itself above 0."""
    return (len(ascending) - bisect_left(ascending, threshold)) / len(ascending) if ascending else 0
