"""Long lists in pieces: which piece was asked for, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from tocsin.entrances.web.pages.paging import Paging

if TYPE_CHECKING:
    from tocsin.entrances.web.visits import Visit

PIECE = 100
Thing = TypeVar("Thing")


def page_number(visit: Visit) -> int:
    """The page that the address asks for, from 1; what is no number is the first."""
    asked = visit.request.GET.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 8 else 1


def paging(total: int, number: int, **query: str) -> Paging:
    """Where page ``number`` is among all, held to the last one there is."""
    last = max(-(-total // PIECE), 1)
    return Paging(min(number, last), last, total, urlencode(query))


def piece(things: Sequence[Thing], where: Paging) -> Sequence[Thing]:
    """What of ``things`` stands on that page."""
    return things[(where.number - 1) * PIECE : where.number * PIECE]
