"""All parts together: which there are, and the figures that are made from several of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.accuracy.parts import (
    across_lists,
    innocents,
    name_pairs,
    own_noise,
    public_noise,
    scripts,
)
from benchmarks.accuracy.report import Report, Settings

PARTS: dict[str, Callable[[Settings], Report]] = {
    "noise": own_noise.run,
    "public-noise": public_noise.run,
    "innocents": innocents.run,
    "crosslist": across_lists.run,
    "pairs": name_pairs.run,
    "scripts": scripts.run,
}
KEYS = (
    "overall_recall", "benign_min_recall", "degraded_min_recall", "adversarial_min_recall",
    "innocents_per_candidate_with_birth_date", "name_only_possible_share", "name_only_strong",
    "worst_group_ratio", "name_bench_f1_default", "name_bench_f1_best", "logic_v2_f1_best",
    "recall10",
)  # fmt: skip
"""The keys that are always there, null where their part was not run."""


def figures_of(reports: Iterable[Report]) -> dict[str, Any]:
    """The figures of all reports, the common ones first, in the order of `KEYS`."""
    own: dict[str, Any] = {}
    for report in reports:
        own |= report.figures
    together = own | _over_both_noises(own)
    return {key: together.pop(key, None) for key in KEYS} | together


def _over_both_noises(own: dict[str, Any]) -> dict[str, Any]:
    """Recall over the cases of both generators, and the lowest of either in each family."""
    cases = sum(own.get(f"{part}_cases", 0) for part in ("own_noise", "ssb"))
    found = sum(own.get(f"{part}_found", 0) for part in ("own_noise", "ssb"))
    lowest = {
        f"{family}_min_recall": min(
            (
                share
                for part in ("own", "ssb")
                if (share := own.get(f"{part}_{family}_min_recall")) is not None
            ),
            default=None,
        )
        for family in ("benign", "degraded", "adversarial")
    }
    return {"overall_recall": round(found / cases, 4) if cases else None, **lowest}
