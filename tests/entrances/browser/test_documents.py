"""A document is checked at the border and its issuer asked, in a real browser without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.entrances.browser.conftest import Visitor, go_to


def check(page: Page, issuer: str, number: str) -> None:
    go_to(page, "Travel", "Documents")
    page.get_by_label("Issued by").fill(issuer)
    page.get_by_label("Number", exact=True).fill(number)
    page.get_by_label("Purpose").select_option("border_check")
    page.get_by_label("Case reference").fill("XB-2026-7")
    page.get_by_role("button", name="Check", exact=True).click()


def test_a_stolen_document_is_found_asked_about_and_recovered(visitor: Visitor) -> None:
    border = visitor("layth.belhara", script=False)
    check(border, "XA", "cc 4444441")
    expect(border.get_by_role("status")).to_contain_text("Hit: this document is reported")
    border.get_by_role("button", name="Ask the issuer to confirm").click()
    expect(border.get_by_role("status")).to_contain_text("The issuer was asked")
    issuer = visitor("petra.ardovia", script=False)
    issuer.goto("/documents/questions/")
    issuer.get_by_label("Remark CC4444441").fill("Found at home")
    issuer.get_by_role("button", name="Recovered").click()
    expect(issuer.get_by_role("status")).to_contain_text("Your answer was given")
    check(border, "XA", "CC4444441")
    expect(border.get_by_role("status")).to_contain_text("Not reported")


def test_a_blank_out_of_a_stolen_range_hits_and_its_look_alike_does_not(visitor: Visitor) -> None:
    border = visitor("ilse.ardovia")
    check(border, "XB", "BB0001234")
    expect(border.get_by_role("status")).to_contain_text("Hit: this document is reported")
    check(border, "XB", "B80001234")
    expect(border.get_by_role("status")).to_contain_text("Read the document again")
