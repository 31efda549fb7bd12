"""A whole record written with the keyboard alone, in Arabic script too, and read at the gate."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.entrances.browser.conftest import Visitor

MOST_STOPS = 150
RECORD = {
    "name.0.full": "سهيل الخنيري",
    "name.1.full": "Suhail al-Khuneiri",
    "birth_date.0.date": "1988-09-23",
    "nationality.0.code": "XB",
    "document.0.issuer_code": "XB",
    "document.0.number": "XB9000001",
    "stated_grade": "B2",
    "stated_source": "Passport office",
    "legal_basis.type": "arrest warrant",
    "legal_basis.citation": "Warrant 77/26",
    "legal_basis.authority": "High Court of Ardovia",
    "legal_basis.date": "2026-01-15",
    "person_status": "Wanted",
    "details.issuing_authority": "High Court of Ardovia",
    "details.warrant_number": "77/26",
    "details.warrant_date": "2026-01-15",
    "details.offence": "Preparing an explosion",
    "details.offence_law": "Criminal Code, section 90",
    "evidence_summary": "Bought parts of explosive devices for a listed group.",
    "source_grade": "A",
    "information_grade": "2",
}
"""In the order of the form, as one would go through it from stop to stop."""


def name_of_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || ''"))


def reach(page: Page, name: str) -> None:
    """Go on from stop to stop until the field of this name has the focus."""
    for _stop in range(MOST_STOPS):
        if name_of_focus(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} can't be reached with the keyboard")


def press_button(page: Page, value: str) -> None:
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == value:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the button {value} can't be reached with the keyboard")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_record_is_written_with_the_keyboard_alone(visitor: Visitor, script: bool) -> None:
    page = visitor("petra.ardovia", script=script)
    reference = f"XA-2026-9{int(script)}"
    page.goto("/contributions/new/?ground=warrant")
    if script:
        expect(page.locator("#checks")).to_contain_text("appears here as you type")
        _write(page, reference)
        expect(page.locator("#checks")).to_contain_text("Nothing is missing", timeout=20_000)
    else:
        _write_without_focus_script(page, reference)
    if script:
        press_button(page, "send")
    else:
        page.get_by_role("button", name="Sign and send").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("A reviewer of another member reads it next")
    expect(page.get_by_role("heading", level=1)).to_have_text("سهيل الخنيري")
    reviewer = visitor("rima.belhara")
    reviewer.goto("/gate/")
    expect(reviewer.locator("table")).to_contain_text(reference)


def _write(page: Page, reference: str) -> None:
    page.locator("#main").focus()
    for name, text in {"reference": reference, **RECORD}.items():
        reach(page, name)
        page.keyboard.type(text)


def _write_without_focus_script(page: Page, reference: str) -> None:
    """Without script the focus can't be asked for; the keys go to each field in its turn."""
    for name, text in {"reference": reference, **RECORD}.items():
        page.locator(f"[name='{name}']").press_sequentially(text)


def test_a_file_is_checked_then_refused_at_its_line(visitor: Visitor) -> None:
    page = visitor("petra.ardovia", script=False)
    page.goto("/contributions/files/")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "records.jsonl", "mimeType": "application/json", "buffer": b'{"reference": "X"}\n'}
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing was changed.")
    expect(page.get_by_role("table").last).to_contain_text(re.compile("legal_basis.citation"))
