"""The diagrams in the documentation are the tables in the code."""

from __future__ import annotations

from pathlib import Path

from tools.draw_states import PAGE, page

ROOT = Path(__file__).parents[2]


def test_the_page_of_states_is_drawn_from_the_tables() -> None:
    assert (ROOT / PAGE).read_text() == page(), f"run: python -m tools.draw_states > {PAGE}"
