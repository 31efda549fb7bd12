"""Published facts: how a stage wakes a later one without knowing it.

A stage publishes a frozen value; the entrances subscribe the later stages to it, in one place.
Subscribers run at once, in the publisher's transaction: either everything that follows from a
fact is stored, or the fact never happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Fact = TypeVar("Fact")

_subscribers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[Fact], subscriber: Callable[[Fact], None]) -> None:
    """Call ``subscriber`` with every published fact of this kind; asking twice changes nothing."""
    if subscriber not in _subscribers[kind]:
        _subscribers[kind].append(subscriber)


def publish(fact: object) -> None:
    """Tell every subscriber, in the order in which they subscribed."""
    for subscriber in _subscribers[type(fact)]:
        subscriber(fact)


def subscribers(kind: type[Fact]) -> tuple[Callable[[Fact], None], ...]:
    """Who listens to this kind of fact."""
    return tuple(_subscribers[kind])
