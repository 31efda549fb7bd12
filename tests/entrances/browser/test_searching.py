"""Records are searched, a question kept for a case, and a request begun, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.entrances.browser.conftest import Visitor, go_to


def search(page: Page, text: str) -> None:
    go_to(page, "Records", "Search")
    page.get_by_label("Name, document number or reference").fill(text)
    page.get_by_label("Purpose").select_option("investigation")
    page.get_by_label("Case reference").fill("XA-2026-7")
    page.get_by_role("button", name="Search", exact=True).click()


def test_a_name_is_found_kept_for_a_case_and_asked_again(visitor: Visitor) -> None:
    page = visitor("ilse.ardovia", script=False)
    search(page, "Quellindo")
    expect(page.get_by_role("status")).to_contain_text("on this page")
    expect(page.locator("tbody th a").first).to_contain_text("Quellindo")
    assert "Quellindo" not in page.url
    page.get_by_text("Keep this question for an open case").click()
    page.get_by_label("Label").fill("Night train")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Ask again Night train").click()
    expect(page.locator("tbody th a").first).to_contain_text("Quellindo")
    page.get_by_role("button", name="Case closed Night train").click()
    expect(page.get_by_role("button", name="Ask again Night train")).to_have_count(0)


def test_a_contributor_begins_a_request_and_is_told_what_is_missing(visitor: Visitor) -> None:
    page = visitor("petra.ardovia", script=False)
    go_to(page, "Records", "Search")
    page.get_by_label("Contributed by").select_option("XA")
    page.get_by_label("Purpose").select_option("record_upkeep")
    page.get_by_label("Case reference").fill("XA-2026-8")
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Request for listing").click()
    expect(page.get_by_role("heading", name="Still missing")).to_be_visible()
    page.get_by_label("Statement of case", exact=True).fill("Told in full.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
