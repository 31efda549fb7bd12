"""What in the ledger calls for a look: three rules over who searched when, and nothing else. Pure.

Names are compared as keyed hashes, under the key of the month in which they were typed. So a name
that is spelt otherwise, or given in part, isn't found; and nothing is found once the month's key is
destroyed, after a year. A flag says nothing of guilt: it asks for a question. There is no rule for
odd hours, for much work or for anybody's habits: that would be a profile of officers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

Hashed = tuple[str, str]
"""A month and the keyed hash of a name under the key of that month."""


class Kind(StrEnum):
    """Why an officer's searches call for a look, in the order of their weight."""

    SELF = "self_search"
    COLLEAGUE = "colleague"
    ENUMERATION = "enumeration"


@dataclass(frozen=True, slots=True)
class Search:
    """One search as the ledger holds it. ``travellers`` is how many people were asked about."""

    entry: int
    at: datetime
    officer: int
    travellers: int = 1
    names: tuple[Hashed, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """What an auditor is shown; ``about`` are officers whose names were searched."""

    kind: Kind
    officer: int
    entries: tuple[int, ...]
    first_at: datetime
    last_at: datetime
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Burst:
    """More than ``most`` single searches by one officer within a time."""

    most: int
    within: timedelta


BURSTS = (Burst(30, timedelta(minutes=10)), Burst(200, timedelta(hours=24)))
"""One search in twenty seconds over ten minutes is no desk's pace: reading an answer takes longer.
Two hundred a day is twice what a desk of a large airport asks by hand."""
SINGLE = 3
"""A search for up to so many people at once is a single one; more is a passenger list."""


def found(searches: Iterable[Search], named: Mapping[Hashed, Iterable[int]]) -> list[Flag]:
    """Every flag over these searches, the newest first.

    ``named`` says which officers have the name behind a hash.
    """
    of_officers = _by_officer(searches)
    flags = [flag for own in of_officers for flag in (*_named(own, named), *_enumerations(own))]
    return sorted(flags, key=lambda each: each.last_at, reverse=True)


def _by_officer(searches: Iterable[Search]) -> list[Sequence[Search]]:
    ordered = sorted(searches, key=lambda each: (each.officer, each.at, each.entry))
    return [list(own) for _officer, own in groupby(ordered, key=attrgetter("officer"))]


def _named(own: Sequence[Search], named: Mapping[Hashed, Iterable[int]]) -> Iterator[Flag]:
    """One flag for each search that names an officer: one's own name first of all."""
    for each in own:
        about = {officer for name in each.names for officer in named.get(name, ())}
        if each.officer in about:
            yield _flag(Kind.SELF, [each], (each.officer,))
        elif about:
            yield _flag(Kind.COLLEAGUE, [each], tuple(sorted(about)))


def _enumerations(own: Sequence[Search]) -> Iterator[Flag]:
    """One flag for each stretch of time in which a burst went on, under the rule that it broke."""
    single = [each for each in own if each.travellers <= SINGLE]
    stretches = [stretch for burst in BURSTS for stretch in _stretches(single, burst)]
    last: datetime | None = None
    for stretch in sorted(stretches, key=lambda each: (each[0].at, -len(each))):
        if last is None or stretch[-1].at > last:
            last = stretch[-1].at
            yield _flag(Kind.ENUMERATION, stretch)


def _stretches(searches: Sequence[Search], burst: Burst) -> Iterator[list[Search]]:
    """The longest runs in which at every moment the window before held too many."""
    window: deque[Search] = deque()
    run: list[Search] = []
    for each in searches:
        window.append(each)
        while each.at - window[0].at > burst.within:
            window.popleft()
        if len(window) > burst.most:
            run = [*run, each] if run else list(window)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _flag(kind: Kind, searches: Sequence[Search], about: tuple[int, ...] = ()) -> Flag:
    entries = tuple(each.entry for each in searches)
    return Flag(kind, searches[0].officer, entries, searches[0].at, searches[-1].at, about)
