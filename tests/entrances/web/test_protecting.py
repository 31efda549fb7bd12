"""Keeping a person from being taken for another, as the officer's browser sends it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import listed
from tocsin.safeguards.access.rules import Role

GIVEN = {
    "documents": "XA VX-100 200\nXB 77120",
    "consent": "Signed at the embassy, file 12",
    "consented_on": "2026-02-20",
    "until": "2027-02-20",
}


@pytest.fixture(autouse=True)
def one_key(settings: Any) -> None:
    settings.EXCLUSION_KEY = lambda: bytes(32)


def test_a_protection_is_kept_shown_without_a_number_and_deleted(desk: Desk) -> None:
    record = listed()
    browser = desk("Ida", "XA", Role.CONTRIBUTOR)
    page = f"/subjects/{record.id}/misused/"
    assert page in found(browser.get(f"/subjects/{record.id}/"), "//main//a/@href")
    kept = browser.post(page, GIVEN, follow=True)
    assert "file 12" in text_of(kept)
    assert "VX-100 200" not in text_of(kept)
    (end,) = found(kept, "//main//td//form/@action")
    assert "Nobody is protected" in text_of(browser.post(end, follow=True))


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("documents", "VX100200", "Line 1 is not of the form"),
        ("documents", "XA VX1\nXA --", "Line 2 is not of the form"),
        ("documents", "", "required"),
        ("consent", "", "required"),
        ("consented_on", "2026-03-02", "still to come"),
        ("until", "2026-03-01", "from tomorrow on"),
        ("until", "2029-03-05", "within three years"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(desk: Desk, field: str, value: str, told: str) -> None:
    browser = desk("Ida", "XA", Role.CONTRIBUTOR)
    answer = browser.post(f"/subjects/{listed().id}/misused/", {**GIVEN, field: value})
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert "Nobody is protected" in text_of(answer)
