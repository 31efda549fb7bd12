"""What surrounds every page: who is here, where they may go, and what this place is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Destination = Literal[
    "home",
    "screening-desk",
    "queue",
    "unmaskings",
    "suspensions",
    "clearances",
    "alerts",
    "check",
    "match",
    "documents",
    "search",
    "contributions",
    "gate",
    "quality",
    "flights",
    "library",
    "drafts",
    "lists",
    "flags",
    "resolution",
    "tokens",
    "audit",
    "alarms",
    "justifications",
    "assembly",
]


Part = Literal["home", "travel", "review", "movement", "records", "sources", "members", "oversight"]
Here = Literal["", "page", "true"]
"""Whether a place is the page that is shown, or one that it lies below (WAI-ARIA, aria-current)."""


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A place the officer may go to; ``name`` is both the url's name and the key of its label."""

    name: Destination
    here: Here = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class NavigationPart:
    """Places that belong together; a part with one place is that place."""

    name: Part
    places: tuple[NavigationItem, ...]

    @property
    def only(self) -> NavigationItem | None:
        return self.places[0] if len(self.places) == 1 else None

    @property
    def current(self) -> NavigationItem | None:
        return next((place for place in self.places if place.here), None)

    @property
    def count(self) -> int:
        """What waits at its places together."""
        return sum(place.count or 0 for place in self.places)


@dataclass(frozen=True, slots=True)
class OfficerHere:
    """The signed-in officer: ``roles`` are codes of `safeguards.access`."""

    name: str
    member_code: str
    member_name: str
    unit: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shell:
    """``banner`` is what every page must say about this installation (a demonstration, a drill).

    ``notices`` are things that were just done ("Decision recorded."), shown once.
    """

    officer: OfficerHere | None = None
    navigation: tuple[NavigationPart, ...] = ()
    banner: str = ""
    notices: tuple[str, ...] = ()
    version: str = ""
