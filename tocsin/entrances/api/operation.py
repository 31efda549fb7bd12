"""What an operation is: a path, a view, what it takes to be let in, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.entrances.api.bearer import AccessToken
from tocsin.entrances.api.problems import LARGEST_BODY, Problem
from tocsin.safeguards.access.rules import Permission

REFUSALS = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)
"""What any operation may answer instead, each as a problem."""


@dataclass(frozen=True, slots=True)
class Operation:
    """``answers`` gives the shape of each answer that isn't a problem, by its status."""

    method: str
    path: str
    view: Callable[..., Any]
    name: str
    summary: str
    needs: Permission
    answers: Mapping[int, type[Any] | None] = field(default_factory=dict)
    door: type[AccessToken] = AccessToken
    largest: int = LARGEST_BODY
    """Bytes of a request."""
    takes_bytes: bool = False
    """The body is a message as carriers send it, and no JSON."""
    tells_events: bool = False
    """The answer is a stream of events, and no JSON."""

    @property
    def address(self) -> str:
        """The path as Django writes it."""
        return self.path.replace("{", "<").replace("}", ">")

    def responses(self) -> dict[int, type[Any] | None]:
        return {**self.answers, **dict.fromkeys(REFUSALS, Problem)}
