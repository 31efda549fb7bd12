"""A desk works on candidates by keys, and nothing of it needs script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.entrances.browser.conftest import Visitor

MINE = re.compile("^You are at work on this")


def test_a_candidate_is_found_claimed_and_decided_by_keys(visitor: Visitor) -> None:
    """As far as the decision without its reason, which is refused: nothing is used up."""
    page = visitor("layth.belhara")
    page.goto("/queue/")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("tbody th a").first).to_be_focused()
    page.keyboard.press("c")
    expect(page.get_by_label("Claim", exact=True).get_by_text(MINE)).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_label("Not the same person", exact=True)).to_be_checked()
    page.keyboard.press("r")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("u")
    expect(page.get_by_label("Reason")).to_have_value("u")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Give the reason for your decision")
    _give_back(page)


def test_keys_that_are_switched_off_stay_off(visitor: Visitor) -> None:
    page = visitor("layth.belhara")
    page.goto("/queue/")
    page.keyboard.press("?")
    page.get_by_label("Single keys do something on this page").uncheck()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("body")).to_be_focused()


def test_without_script_a_claim_is_a_button(visitor: Visitor) -> None:
    page = visitor("layth.belhara", script=False, width=390)
    page.goto("/queue/")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Claim")).first.click()
    expect(page.get_by_label("Claim", exact=True).get_by_text(MINE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _give_back(page)


def _give_back(page: Page) -> None:
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_text("Nobody is at work on this.")).to_be_visible()
