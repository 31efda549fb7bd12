"""Across scripts: is the listed name among the first ten, in a pool of 100,000?

Russian and Chinese: words of NETranslit (CC0), put together to invented names in two parts.
Arabic: whole names with their attested Latin spelling (arabic-name-romanizer, MIT; Wikidata CC0),
filled up with pairs of name parts; our Arabic tables come from the same project's parts, so that
figure is kinder than the other two. Each in both directions; nothing stands beside the names.

In NETranslit many pairs that were seen only once are of two different names (a misaligned pair of
an article's titles), so the figure is of words seen twice or more, and that of all words is given
beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.accuracy.cases import LIMIT, build, share
from benchmarks.accuracy.report import Report, Settings, Table
from benchmarks.accuracy.sources import columns, rows
from tocsin.matching import Subject, Traveller

RUSSIAN = "transliteration/NETranslit_wd_russian_20_test_words.tsv"
CHINESE = "transliteration/NETranslit_wd_chinese_20_test_words.tsv"
ARABIC_NAMES = "transliteration/arabic_name_romanizer_full_names.csv"
ARABIC_PARTS = "transliteration/arabic_name_romanizer_units.csv"
ASKED = 400
"""Names of the pool that are asked for, in each direction."""


class Spelt(NamedTuple):
    """One name in Latin letters and in its own script."""

    latin: str
    native: str


def run(settings: Settings) -> Report:
    clean, raw = _recall(settings, seen=2), _recall(settings, seen=1)
    shown = [
        {"direction": name, "recall@10": value, "all words": raw[name]}
        for name, value in clean.items()
    ]
    title = f"Names in two scripts, pool of {settings.pool:,}"
    return Report({"recall10": clean, "recall10_all_words": raw}, [Table(title, shown)])


def _recall(settings: Settings, seen: int) -> dict[str, float]:
    recall = {}
    for language, pool_of in POOLS.items():
        pool = pool_of(settings, seen)
        recall[f"{language} to Latin"] = recall_at_10(pool, settings.seed, to_latin=True)
        recall[f"Latin to {language}"] = recall_at_10(pool, settings.seed, to_latin=False)
    return recall


def recall_at_10(pool: Sequence[Spelt], seed: int, *, to_latin: bool) -> float:
    """The share of names that are among the first ten when asked in the other script.

    Where several of the pool are asked for by the very same words, any of them will do.
    """
    held = [one.latin if to_latin else one.native for one in pool]
    asked_as = [one.native if to_latin else one.latin for one in pool]
    index = build(Subject(str(at), [name]) for at, name in enumerate(held))
    drawn = Random(seed).sample(range(len(pool)), min(ASKED, len(pool)))
    answers = index.screen([Traveller(asked_as[at]) for at in drawn], limit=LIMIT, threshold=0.0)
    return share(
        any(asked_as[int(one.subject_id)] == asked_as[at] for one in found)
        for at, found in zip(drawn, answers, strict=True)
    )


def made_names(words: Sequence[Spelt], size: int, seed: int, join: str = " ") -> list[Spelt]:
    """``size`` different names of two words drawn by chance, joined by ``join`` in the script."""
    chance = Random(seed)
    made: dict[str, Spelt] = {}
    while len(made) < size:
        one, other = chance.sample(words, 2)
        latin = f"{one.latin} {other.latin}"
        made.setdefault(latin, Spelt(latin, f"{one.native}{join}{other.native}"))
    return list(made.values())


def words_of(lines: Iterable[Sequence[str]], seen: int = 1) -> list[Spelt]:
    """Words of two letters or more that were seen so often: Latin, the script's letters, count."""
    return [
        Spelt(latin.title(), native.replace(" ", "").title())
        for latin, native, count in lines
        if len(latin) > 1 and int(count) >= seen
    ]


def _russian(settings: Settings, seen: int) -> list[Spelt]:
    words = words_of(columns(settings.folder, RUSSIAN), seen)
    return made_names(words, settings.pool, settings.seed)


def _chinese(settings: Settings, seen: int) -> list[Spelt]:
    words = words_of(columns(settings.folder, CHINESE), seen)
    return made_names(words, settings.pool, settings.seed, join="·")


def _arabic(settings: Settings, seen: int) -> list[Spelt]:
    """Whole names are one person's each, so that seen once is seen well; parts fill the pool."""
    whole = {one.native: one for one in _arabic_rows(settings, ARABIC_NAMES) if " " in one.native}
    names = list(whole.values())
    Random(settings.seed).shuffle(names)
    parts = [one for one in _arabic_rows(settings, ARABIC_PARTS, seen) if len(one.native) > 1]
    missing = max(0, settings.pool - len(names))
    return names[: settings.pool] + (made_names(parts, missing, settings.seed) if missing else [])


def _arabic_rows(settings: Settings, file: str, seen: int = 1) -> Iterator[Spelt]:
    for row in rows(settings.folder, file):
        if int(row["count"]) >= seen:
            yield Spelt(row["latin"], row["arabic_key"])


POOLS: dict[str, Callable[[Settings, int], list[Spelt]]] = {
    "Russian": _russian,
    "Arabic": _arabic,
    "Chinese": _chinese,
}
