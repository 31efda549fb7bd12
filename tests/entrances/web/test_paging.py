"""Long lists in pieces, whatever the address asks for."""

from __future__ import annotations

import pytest

from tests.entrances.web.conftest import Desk
from tocsin.entrances.web.paging import PIECE, paging, piece


@pytest.mark.parametrize(
    ("total", "asked", "number", "last", "first"),
    [(0, 1, 1, 1, None), (250, 1, 1, 3, 0), (250, 3, 3, 3, 200), (250, 99, 3, 3, 200)],
)
def test_a_page_beyond_the_last_is_the_last(
    total: int, asked: int, number: int, last: int, first: int | None
) -> None:
    where = paging(total, asked, state="open")
    assert (where.number, where.last, where.query) == (number, last, "state=open")
    shown = piece(range(total), where)
    assert (next(iter(shown), None), len(shown) <= PIECE) == (first, True)


@pytest.mark.parametrize("asked", ["0", "-1", "two", "9" * 30, "１", ""])
def test_an_odd_page_number_shows_a_page_all_the_same(desk: Desk, asked: str) -> None:
    assert desk("Ada").get("/queue/", {"page": asked}).status_code == 200
