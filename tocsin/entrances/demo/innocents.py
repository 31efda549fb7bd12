"""Travellers whom nobody looks for: the crowd in which a listed one must be found.

Chance is seeded by the flight, so that the same flight has the same people on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tocsin.entrances.demo.reading import InventedFlight, names_by_language
from tocsin.formats.countries import country
from tocsin.formats.paxlst import ListedTraveller, Role, TravelDocument
from tocsin.foundations.vocabulary import PartialDate

STATES = ("XA", "XB", "XC", "XD", "XE", "XF")
OLDEST = timedelta(days=85 * 365)
YOUNGEST = timedelta(days=2 * 365)


def aboard(flight: InventedFlight, day: date) -> Iterator[ListedTraveller]:
    """The innocent travellers of a flight on ``day``, which decides how old they can be."""
    chance = random.Random(f"{flight.number} {flight.origin} {flight.destination}")  # noqa: S311
    for _ in range(flight.innocents):
        yield _someone(chance, chance.choice(flight.languages), day)


def _someone(chance: random.Random, language: str, day: date) -> ListedTraveller:
    names = names_by_language()[language]
    sex = chance.choice(("F", "M"))
    given = chance.sample(names[sex], chance.choice((1, 1, 2)))
    state = country(chance.choice(STATES))
    age = timedelta(days=chance.randrange(YOUNGEST.days, OLDEST.days))
    return ListedTraveller(
        Role.PASSENGER,
        (chance.choice(names["family"]).upper(), " ".join(given).upper()),
        sex=sex,
        birth_date=PartialDate.of_day(day - age),
        nationalities=(state,) if state else (),
        documents=(TravelDocument("P", f"{state}{chance.randrange(10**6, 10**7)}", state),),
    )
