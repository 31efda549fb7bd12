"""Where the reader is in a list that is shown in pieces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """``number`` of ``last`` pages (from 1), ``total`` things in all.

    ``query`` is the rest of the address ("state=open"), already encoded, without ``page``.
    """

    number: int = 1
    last: int = 1
    total: int = 0
    query: str = ""

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None
