"""nomenklatura's logic-v2 and logic-v1: the scoring of yente (OpenSanctions; MIT licence).

Default threshold 0.70, as yente has it. A subject becomes a FollowTheMoney Person with all that
its record holds: names, weak aliases, birth dates, nationalities, documents, gender.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from followthemoney import model
from nomenklatura.matching import get_algorithm

from benchmarks.peers.brute import BruteForce
from tocsin.matching import Name, PartialDate, Subject, Traveller

_NUMBERS = count()


class Logic(BruteForce):
    def __init__(self, name: str, subjects: Sequence[Subject]) -> None:
        super().__init__(name, subjects)
        found = get_algorithm(name)
        if found is None:
            raise KeyError(name)
        self._algorithm = found
        self._config = found.default_config()

    def score(self, query: Traveller, subject: Subject) -> float:
        result = self._algorithm.compare(_asked(query), _held(subject), self._config)
        return float(result.score)


@lru_cache(maxsize=50_000)
def _held(subject: Subject) -> Any:
    key = f"{subject.id}-{next(_NUMBERS)}"
    person = _person(key, subject.names, subject.birth_dates, subject.documents)
    person.add("nationality", subject.nationalities)
    person.add("gender", _gender(subject.sex))
    return person


@lru_cache(maxsize=1_000)
def _asked(query: Traveller) -> Any:
    born = () if query.birth_date is None else (query.birth_date,)
    key = f"query-{next(_NUMBERS)}"  # logic-v2 remembers the names of an id it has seen
    person = _person(key, query.names, born, query.documents)
    person.add("nationality", query.nationality)
    person.add("gender", _gender(query.sex))
    return person


def _person(
    key: str,
    names: Sequence[Name | str],
    born: Sequence[PartialDate],
    documents: Sequence[tuple[str, str]],
) -> Any:
    person = model.make_entity("Person")
    person.id = key
    for name in names:
        weak = isinstance(name, Name) and name.weak
        full = name.full if isinstance(name, Name) else name
        person.add("weakAlias" if weak else "name", full)
    for date in born:
        person.add("birthDate", _written(date))
    for _issuer, number in documents:
        person.add("passportNumber", number)
        person.add("idNumber", number)
    return person


def _written(date: PartialDate) -> list[str]:
    if date.is_day:
        return [date.earliest.isoformat()]
    return [str(year) for year in range(date.earliest.year, date.latest.year + 1)]


def _gender(sex: str | None) -> str | None:
    return {"M": "male", "F": "female"}.get(sex or "")
