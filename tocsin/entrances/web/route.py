"""What an address is: a path, a view, and what it takes to be let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import URLPattern, path

from tocsin.entrances.web.visits import entered
from tocsin.safeguards.access.rules import Permission

READ = ("GET", "HEAD")
SEND = ("POST",)
BOTH = (*READ, *SEND)


class Open(StrEnum):
    """Why a route asks for no permission."""

    BEFORE_SIGN_IN = "nobody is signed in yet"
    OWN_ACCOUNT = "an officer's own password and second factor; the view asks for the sign-in"
    PUBLIC = "the register of members is public"


@dataclass(frozen=True, slots=True)
class Route:
    """``view`` takes a `Visit` where ``needs`` is a permission, else the bare request."""

    path: str
    view: Callable[..., Any]
    name: str
    needs: Permission | Open
    methods: tuple[str, ...] = READ

    def pattern(self) -> URLPattern:
        view = self.view if isinstance(self.needs, Open) else entered(self)
        return path(self.path, view, name=self.name)
