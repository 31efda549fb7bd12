"""Recall under our own noise: every person of the UN list under every class of change.

The bars hold for names alone, the harder way; the same names with the birth date stand beside
them. Only a primary name is changed, so a listed alias never helps by being the query itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.accuracy.cases import Case, Outcome, build, screened, share
from benchmarks.accuracy.noise import DATE_CLASSES, FAMILIES, noisy
from benchmarks.accuracy.recall import peer_shares, rows_of, sampled, worst
from benchmarks.accuracy.report import Report, Settings, Table
from benchmarks.accuracy.sources import Listed, drawn, persons
from benchmarks.peers import peer
from tocsin.matching import Name, Traveller
from tocsin.matching.types import full_of

NO_BAR = tuple(one.name for of in FAMILIES.values() for one in of if one.barred)
PEERS = ("logic-v2", "rapidfuzz")


@dataclass(frozen=True, slots=True)
class Screened:
    """The outcomes of names alone and of names with birth dates."""

    named: list[Outcome]
    dated: list[Outcome]


def run(settings: Settings) -> Report:
    listed = persons(settings.folder, "un")
    index = build(one.subject for one in listed)
    asked = drawn(listed, settings.people, settings.seed)
    named, dated = name_cases(asked, settings.seed), dated_cases(asked, settings.seed)
    outcomes = Screened(screened(index, named), screened(index, dated))
    wrong = [one for one in (*outcomes.named, *outcomes.dated) if one.wrong]
    return Report(_figures(outcomes), _tables(settings, listed, outcomes), wrong)


def name_cases(listed: Sequence[Listed], seed: int) -> list[Case]:
    """Every class on every primary name of two parts or more, without a birth date."""
    return [
        Case(one.family, one.name, Traveller(changed), person.reference)
        for of in FAMILIES.values()
        for one in of
        for person in listed
        if len(name_of(person).split()) > 1 and (changed := noisy(one, name_of(person), seed))
    ]


def dated_cases(listed: Sequence[Listed], seed: int) -> list[Case]:
    """The name classes with the listed birth date, and the date classes with the listed name."""
    born = {one.reference: str(one.born) for one in listed if one.born}
    named = [
        Case(case.family, case.kind, Traveller(case.traveller.names, date), case.expected)
        for case in name_cases(listed, seed)
        if (date := born.get(case.expected or ""))
    ]
    return named + list(_date_cases(listed, seed))


def name_of(person: Listed) -> str:
    """The primary name, as listed."""
    name: Name | str = person.subject.names[0]
    return full_of(name)


def _date_cases(listed: Sequence[Listed], seed: int) -> Iterator[Case]:
    for family, changes in DATE_CLASSES.items():
        for kind, change in changes.items():
            for person in listed:
                chance = Random(f"{seed}/{kind}/{person.reference}")
                if person.born and (date := change(person.born.earliest, chance)):
                    traveller = Traveller(name_of(person), date)
                    yield Case(family, kind, traveller, person.reference)


def _figures(outcomes: Screened) -> dict[str, object]:
    worsts = {
        f"own_{family}_min_recall": worst(outcomes.named, family, NO_BAR) for family in FAMILIES
    }
    dated = {
        f"own_{family}_min_recall_with_birth_date": worst(outcomes.dated, family, NO_BAR)
        for family in FAMILIES
    }
    return {
        "own_noise_cases": len(outcomes.named),
        "own_noise_found": sum(one.found for one in outcomes.named),
        "own_noise_recall": share(one.found for one in outcomes.named),
        "own_noise_recall_with_birth_date": share(one.found for one in outcomes.dated),
        "own_noise_strong_by_name": sum(one.strong for one in outcomes.named),
        **worsts,
        **dated,
    }


def _tables(settings: Settings, listed: Sequence[Listed], outcomes: Screened) -> list[Table]:
    subjects = {one.reference: one.subject for one in listed}
    tables = []
    for title, of in (("name only", outcomes.named), ("with birth date", outcomes.dated)):
        drawn = sampled([one.case for one in of], settings.sample, settings.seed)
        peers = {
            name: peer_shares(found, drawn, subjects)
            for name in PEERS
            if settings.sample and (found := peer(name, list(subjects.values())))
        }
        tables.append(Table(f"Own noise over the UN list, {title}", rows_of(of, peers)))
    return tables
