"""Whom the bell rings for wrongly: 50,000 invented people against the whole UN list.

They come from yente (MIT). That they are on no list holds only by construction, so whoever bears
a listed name and birth date exactly is counted apart and isn't called false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.cases import Case, Outcome, build, screened, share
from benchmarks.accuracy.report import Report, Settings, Table
from benchmarks.accuracy.sources import rows, subjects_of
from benchmarks.accuracy.words import plain, script_of
from tocsin.matching import Subject, Traveller
from tocsin.matching.types import full_of

FILE = "matching/innocents_50k.csv"
REGIONS: dict[str, str] = {
    "Middle East": "Azerbaijan Algeria Egypt Iran Iraq Israel Jordan Kazakhstan Kuwait Kyrgyzstan"
    " Lebanon Mongolia Morocco Qatar Saudi_Arabia Syria Tunisia Turkey Turkmenistan"
    " United_Arab_Emirates",
    "South Asia": "Afghanistan Bangladesh Bhutan India Nepal Pakistan Sri_Lanka",
    "South-East Asia": "Brunei Cambodia East_Timor Indonesia Laos Malaysia Myanmar Philippines"
    " Singapore Thailand Vietnam",
    "Africa": "Botswana Burkina_Faso Cameroon Democratic_Republic_of_the_Congo Ethiopia Ghana"
    " Ivory_Coast Kenya Mali Nigeria Rwanda Senegal South_Africa Tanzania Uganda Zimbabwe",
    "Latin America": "Argentina Bolivia Brazil Chile Colombia Costa_Rica Cuba Dominican_Republic"
    " Ecuador El_Salvador Guatemala Honduras Mexico Nicaragua Panama Paraguay Peru Puerto_Rico"
    " Uruguay Venezuela",
    "Eastern Europe": "Belarus Bosnia_and_Herzegovina Bulgaria Croatia Czech_Republic Montenegro"
    " North_Macedonia Poland Russia Serbia Slovakia Slovenia Ukraine",
}
"""The states of a region, for names in Latin letters: the file draws nationality by region, so a
region stands for a mixture of languages (Turkish and English for the Middle East)."""
_REGION_OF = {
    state.replace("_", " "): region for region, of in REGIONS.items() for state in of.split()
}
FULL, OTHER = 500, "other scripts"
"""People that a group needs to stand for itself; smaller ones are put together, and their rate is
shown but not held to the mean."""


@dataclass(frozen=True, slots=True)
class Innocent:
    name: str
    born: str
    group: str


def run(settings: Settings) -> Report:
    people = read(settings)
    subjects = subjects_of(settings.folder, "un")
    index = build(subjects)
    named = screened(index, [case_of(one, dated=False) for one in people])
    dated = screened(index, [case_of(one, dated=True) for one in people])
    bearers = bearers_of(people, subjects)
    wrong = [one for one in (*dated, *named) if one.wrong]
    figures = _figures(people, named, dated, bearers)
    return Report(figures, _tables(people, named, dated), wrong)


def read(settings: Settings) -> list[Innocent]:
    people = [
        Innocent(
            row["full_name"], row["date_of_birth"], group_of(row["full_name"], row["nationality"])
        )
        for row in rows(settings.folder, FILE)
    ]
    held = _counted(one.group for one in people)
    return [
        one if held[one.group] >= FULL else Innocent(one.name, one.born, OTHER) for one in people
    ]


def group_of(name: str, nationality: str) -> str:
    """The script of the name; of Latin names also the region."""
    script = script_of(name)
    return f"Latin, {_REGION_OF.get(nationality, 'the West')}" if script == "Latin" else script


def bearers_of(people: Sequence[Innocent], subjects: Iterable[Subject]) -> set[int]:
    """Positions of people who bear a listed name and birth date exactly (words in any order)."""
    listed = {
        (plain(full_of(name)), str(date))
        for subject in subjects
        for name in subject.names
        for date in subject.birth_dates
    }
    return {at for at, one in enumerate(people) if (plain(one.name), one.born) in listed}


def case_of(one: Innocent, *, dated: bool) -> Case:
    """The innocent as a traveller, with or without the birth date."""
    return Case("innocent", one.group, Traveller(one.name, one.born if dated else None), None)


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _figures(
    people: Sequence[Innocent],
    named: Sequence[Outcome],
    dated: Sequence[Outcome],
    bearers: set[int],
) -> dict[str, Any]:
    wrongly = sum(one.raised for at, one in enumerate(dated) if at not in bearers)
    return {
        "innocents": len(people),
        "innocents_bearing_a_listed_name_and_birth_date": len(bearers),
        "innocents_per_candidate_with_birth_date": round(len(people) / wrongly)
        if wrongly
        else None,
        "innocents_with_candidate_and_birth_date": wrongly,
        "name_only_possible_share": share(one.raised for one in named),
        "name_only_strong": sum(one.strong for one in named),
        "with_birth_date_strong": sum(one.strong for one in dated),
        "worst_group_ratio": _ratio(named),
        "worst_group_ratio_with_birth_date": _ratio(dated),
    }


def _ratio(outcomes: Sequence[Outcome]) -> float | None:
    """Of exact rates: rounded as in the table, a few people more or less would decide it."""
    flags = [one.raised for one in outcomes]
    rates = {group: sum(of) / len(of) for group, of in _by_group(outcomes).items()}
    return worst_ratio(_of_full_groups(rates), sum(flags) / len(flags))


def _of_full_groups(rates: Mapping[str, float]) -> dict[str, float]:
    """Without the people of groups too small to tell a rate: one candidate would decide it."""
    return {group: rate for group, rate in rates.items() if group != OTHER}


def worst_ratio(rates: Mapping[str, float], mean: float) -> float | None:
    """The highest rate of any group over the mean of all people; None where nobody was raised."""
    return round(max(rates.values()) / mean, 2) if mean else None


def _rates(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {group: share(flags) for group, flags in _by_group(outcomes).items()}


def _by_group(outcomes: Sequence[Outcome]) -> dict[str, list[bool]]:
    """By language group, whether each person got a candidate."""
    held: dict[str, list[bool]] = {}
    for one in outcomes:
        held.setdefault(one.case.kind, []).append(one.raised)
    return held


def _tables(
    people: Sequence[Innocent], named: Sequence[Outcome], dated: Sequence[Outcome]
) -> list[Table]:
    by_name, by_date = _rates(named), _rates(dated)
    table = [
        {
            "group": group,
            "people": count,
            "candidate by name alone": by_name[group],
            "with birth date": by_date[group],
        }
        for group, count in _counted(one.group for one in people).items()
    ]
    return [Table("Innocents against the UN list", sorted(table, key=lambda row: row["group"]))]
