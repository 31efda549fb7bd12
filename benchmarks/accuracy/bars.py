"""The bars that the matching is held to, and which of them a run of the measure meets. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from benchmarks.accuracy.report import Row


class Bar(NamedTuple):
    """What is held to it, where its figure stands (keys, one within the other), and the bar."""

    what: str
    where: tuple[str, ...]
    least: float | None = None
    most: float | None = None

    def met(self, value: float) -> bool:
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)

    def __str__(self) -> str:
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"


BARS: tuple[Bar, ...] = (
    Bar("recall over both noises, name only", ("overall_recall",), least=0.97),
    Bar("worst benign class", ("benign_min_recall",), least=0.92),
    Bar("worst degraded class", ("degraded_min_recall",), least=0.92),
    Bar("worst adversarial class", ("adversarial_min_recall",), least=0.92),
    Bar("innocents per candidate, birth date known", ("innocents_per_candidate_with_birth_date",),
        least=2000),
    Bar("innocents possible by name alone", ("name_only_possible_share",), most=0.02),
    Bar("innocents strong by name alone", ("name_only_strong",), most=0),
    Bar("worst language group to the mean, name only", ("worst_group_ratio",), most=2),
    Bar("across lists, easy, birth date known", ("crosslist", "easy_with_birth_date"), least=0.99),
    Bar("across lists, medium", ("crosslist", "medium_with_birth_date"), least=0.92),
    Bar("across lists, hard", ("crosslist", "hard_with_birth_date"), least=0.45),
    Bar("across lists, other script", ("crosslist", "script_with_birth_date"), least=0.95),
    Bar("people of no counterpart, birth date known", ("crosslist", "nobody_with_birth_date"),
        most=0.01),
    Bar("people of no counterpart, name only", ("crosslist", "nobody_name_only"), most=0.06),
    Bar("name_bench, F1 at the default threshold", ("name_bench_f1_default",), least=0.78),
    Bar("name_bench, best F1", ("name_bench_f1_best",), least=0.80),
    Bar("recall@10, Russian to Latin", ("recall10", "Russian to Latin"), least=0.95),
    Bar("recall@10, Latin to Russian", ("recall10", "Latin to Russian"), least=0.95),
    Bar("recall@10, Arabic to Latin", ("recall10", "Arabic to Latin"), least=0.90),
    Bar("recall@10, Latin to Arabic", ("recall10", "Latin to Arabic"), least=0.90),
    Bar("recall@10, Chinese to Latin", ("recall10", "Chinese to Latin"), least=0.90),
    Bar("recall@10, Latin to Chinese", ("recall10", "Latin to Chinese"), least=0.90),
)  # fmt: skip


def judged(figures: Mapping[str, Any]) -> Iterator[tuple[Bar, float, bool]]:
    """Each bar whose figure was measured, the figure, and whether it is met."""
    for bar in BARS:
        value: Any = figures
        for key in bar.where:
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, int | float):
            yield bar, value, bar.met(value)


def rows_of(figures: Mapping[str, Any]) -> list[Row]:
    """The bars as rows of a table."""
    return [
        {"what": bar.what, "bar": str(bar), "measured": value, "met": "yes" if met else "**no**"}
        for bar, value, met in judged(figures)
    ]
