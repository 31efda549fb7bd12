"""Weights as whole points, for the eye, without the sum coming out one too many or too few."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor


def points_of(weights: Sequence[float], score: float) -> tuple[int, ...]:
    """Each weight in hundredths, rounded so that all add up to the rounded score.

    What was rounded down most is rounded up first (the largest remainder method). Weights that
    do not add up to the score in the first place are rounded one by one: a page must not mend an
    explanation that is wrong.
    """
    exact = [weight * 100 for weight in weights]
    if abs(sum(exact) - score * 100) > 0.51:
        return tuple(round(each) for each in exact)
    whole = [floor(each) for each in exact]
    missing = round(score * 100) - sum(whole)
    by_rest = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: max(missing, 0)]:
        whole[place] += 1
    return tuple(whole)
