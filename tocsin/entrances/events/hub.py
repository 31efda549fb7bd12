"""Who listens now, in this process, and waking those whom a change concerns.

It lives in the event loop alone and knows no database. A listener that is slow keeps each change
once, however often it came: what is told is only that something is to be asked for again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from tocsin.entrances.events.topics import MANY, Change, Topic

AT_ONCE = 6
"""Streams that one session or one token may hold open."""
MOST = 2_000
"""Streams of this process."""


@dataclass(frozen=True, slots=True)
class Hearer:
    """By what right somebody listens: an officer's session, or a token (its digest)."""

    officer_id: int
    member_id: int
    session: str = ""
    token: bytes = b""


@dataclass(eq=False)
class Listener:
    """One open stream: what it may hear of, and what it hasn't been told yet."""

    hearer: Hearer
    topics: frozenset[Topic]
    ended: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    _untold: dict[tuple[Topic, str], None] = field(default_factory=dict)

    def hear(self, change: Change) -> None:
        """Keep a change until it is told, if the listener may hear of it."""
        if change.topic not in self.topics:
            return
        if change.topic is not Topic.CASE or len(self._untold) < MANY:
            self._untold[change.topic, change.thing] = None
        self.woken.set()

    def take(self) -> list[tuple[Topic, str]]:
        """What is to be told now."""
        untold, self._untold = list(self._untold), {}
        if not self.ended:
            self.woken.clear()
        return untold

    def end(self) -> None:
        self.ended = True
        self.woken.set()


class Hub:
    """The listeners of this process, by their members."""

    def __init__(self) -> None:
        self._of_member: dict[int, set[Listener]] = defaultdict(set)

    def __len__(self) -> int:
        return sum(map(len, self._of_member.values()))

    def __iter__(self) -> Iterator[Listener]:
        return chain.from_iterable(self._of_member.values())

    def is_full(self, hearer: Hearer) -> bool:
        """Whether this one, or the process, has as many streams as it may."""
        own = sum(each.hearer == hearer for each in self._of_member.get(hearer.member_id, ()))
        return own >= AT_ONCE or len(self) >= MOST

    def add(self, listener: Listener) -> None:
        self._of_member[listener.hearer.member_id].add(listener)

    def remove(self, listener: Listener) -> None:
        self._of_member[listener.hearer.member_id].discard(listener)

    def ring(self, change: Change) -> None:
        """Wake whoever may hear of it."""
        for each in self._of_member.get(change.member_id, ()):
            each.hear(change)

    def hearers(self) -> frozenset[Hearer]:
        return frozenset(each.hearer for each in self)

    def keep(self, standing: Mapping[Hearer, frozenset[Topic]], asked: Collection[Hearer]) -> None:
        """Of those that were asked for, end the streams of who may no longer listen; the others
        hear what they may now."""
        for each in self:
            if each.hearer in asked:
                each.topics = standing.get(each.hearer, frozenset())
                if each.hearer not in standing:
                    each.end()

    def end_all(self) -> None:
        """End every stream: whoever listened begins again and asks for everything anew."""
        self.keep({}, self.hearers())
