"""The main job as an officer does it, in a real browser, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.entrances.browser.conftest import Visitor, go_to

PAGES = ("/", "/queue/", "/match/", "/flights/", "/lists/", "/tokens/", "/account/")


def decide(page: Page, choice: str, reason: str) -> None:
    page.get_by_label(choice, exact=True).check()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name=re.compile("^Record")).click()


@pytest.mark.parametrize(
    ("script", "traveller", "subject"),
    [
        (True, "MARVES QUELINDO ISAURA", "Isaura Quellindo Marvés"),
        (False, "FERRUMONTE DANILO", "Danilo Ferrumonte"),
    ],
    ids=["with script", "without script"],
)
def test_sign_in_queue_decide_movement(
    visitor: Visitor, script: bool, traveller: str, subject: str
) -> None:
    page = visitor("ilse.ardovia", script=script)
    go_to(page, "Review", "Queue")
    page.get_by_role("link", name=traveller).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these the same person?")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    decide(page, "The same person", "Name, date of birth and document agree.")
    expect(page.get_by_role("status")).to_contain_text("Recorded: the same person.")
    page.get_by_role("link", name="See the subject's movement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(page.get_by_role("img", name=re.compile("^Map of the movement"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Timeline"))).to_be_visible()
    expect(page.locator("table.sightings tbody tr")).to_have_count(1)


def test_two_officers_refuse_an_entry(visitor: Visitor) -> None:
    page = visitor("joris.ardovia", script=False)
    go_to(page, "Review", "Queue")
    page.get_by_role("link", name=re.compile("^Second officer")).click()
    page.get_by_role("link", name="ZARBARANI KASSEM").click()
    expect(page.get_by_role("heading", name="Do you concur?")).to_be_visible()
    decide(page, "I concur", "The passport is the listed one.")
    expect(page.get_by_role("status")).to_contain_text("Recorded: the same person.")


def test_a_decision_without_a_choice_leads_to_the_choice(visitor: Visitor) -> None:
    page = visitor("layth.belhara")
    page.goto("/queue/")
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Record the decision").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("There is a problem")
    alert.get_by_role("link", name="Choose what the traveller").click()
    expect(page.locator("#field-verdict")).to_be_focused()


def test_an_observer_sees_that_lists_exist_and_nobodys_name(visitor: Visitor) -> None:
    page = visitor("observer.assembly")
    page.goto("/queue/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is not for your role")


@pytest.mark.parametrize("width", [1280, 375])
def test_no_page_is_wider_than_its_window_or_complains(visitor: Visitor, width: int) -> None:
    page = visitor("wilf.eastmere", width=width)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert complaints == []


def test_a_decision_can_be_made_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor("wilf.eastmere")
    page.goto("/queue/")
    page.locator("tbody th a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these the same person?")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the decision")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Not the same person", exact=True)).to_be_checked()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Only the name is near; no document to compare.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Recorded: it cannot be told.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visitor: Visitor, scheme: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1, read from the colours as computed."""
    page = visitor("wilf.eastmere")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto("/queue/")
    page.locator("tbody th a").first.click()
    assert page.evaluate(FAINT) == []


FAINT = """() => {
  const channel = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  const parse = (c) => c.match(/[\\d.]+/g).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(v => channel(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor)
      if (colour.length === 3 || colour[3] === 1) return colour
    }
    return [255, 255, 255]
  }
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  const faint = []
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('svg')) continue
    const pair = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((a, b) => b - a)
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05)
    if (ratio < 4.5) faint.push([walker.currentNode.data.trim(), ratio])
  }
  return faint
}"""
