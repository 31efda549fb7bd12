"""What surrounds every page: who is here, where they may go, and what this place is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Destination = Literal[
    "home",
    "queue",
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


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A place the officer may go to; ``name`` is both the url's name and the key of its label."""

    name: Destination
    current: bool = False
    count: int | None = None


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
    navigation: tuple[NavigationItem, ...] = ()
    banner: str = ""
    notices: tuple[str, ...] = ()
    version: str = ""
