"""The navigation in a real browser: by keyboard, without script, narrow, and from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.entrances.browser.conftest import Visitor, go_to


def places(page: Page) -> list[str]:
    shown = page.locator(".navigation details li a:visible")
    return [text.strip() for text in shown.all_inner_texts()]


def test_a_part_is_opened_walked_and_left_by_keyboard(visitor: Visitor) -> None:
    page = visitor("wilf.eastmere")
    travel = page.locator(".navigation summary", has_text="Travel")
    travel.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Flights", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(travel).to_be_focused()
    assert places(page) == []


def test_one_part_is_open_at_a_time_and_a_press_elsewhere_closes_it(visitor: Visitor) -> None:
    page = visitor("wilf.eastmere")
    for part, first in (("Travel", "Flights"), ("Lists and library", "Lists")):
        page.locator(".navigation summary", has_text=part).click()
        expect(page.locator(".navigation details[open] li a").first).to_have_text(first)
        expect(page.locator(".navigation details[open]")).to_have_count(1)
    page.get_by_role("contentinfo").click()
    expect(page.locator(".navigation details[open]")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_without_script_and_in_a_narrow_window_every_place_is_reached(
    visitor: Visitor, width: int
) -> None:
    page = visitor("wilf.eastmere", script=False, width=width)
    go_to(page, "Travel", "Flights")
    expect(page.get_by_role("heading", level=1)).to_have_text("Flights")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_an_open_part_stays_within_the_window(visitor: Visitor, width: int, direction: str) -> None:
    page = visitor("wilf.eastmere", width=width)
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    for part in page.locator(".navigation summary").all():
        part.click()
        box = page.locator(".navigation details[open] > ul").bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
