"""The search page: asked with purpose and case, answered in pages and files, kept for a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import NAME, STATEMENTS, index_of, listed
from tocsin.entrances.web.views import search
from tocsin.records.registers.models import Record
from tocsin.records.search.rules import PIECE

ASKED = {"text": "Zarbaran Qasim", "purpose": "investigation", "case_reference": "XB-2026-7"}


@pytest.fixture
def record(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A listed person, in the register and in the index that the page asks."""
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path))
    made = listed()
    assert STATEMENTS
    index = index_of(made, at=tmp_path / "made")
    monkeypatch.setattr(search, "fresh_index", lambda _place: index)
    return made


def test_a_name_is_found_and_leads_to_its_record(desk: Desk, record: Record) -> None:
    page = desk("Ada").post("/search/", ASKED)
    assert found(page, "//tbody//th//a/@href") == [f"/subjects/{record.id}/"]
    assert NAME in text_of(page)
    assert "Found by" in text_of(page)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"case_reference": ""}, "case_reference"),
        ({"text": ""}, "text"),
        ({"expires_before": "soon"}, "expires_before"),
        ({"ground": "mood"}, "ground"),
    ],
)
def test_a_search_that_lacks_something_is_told_what(
    desk: Desk, record: Record, changes: dict[str, str], field: str
) -> None:
    answer = desk("Ada").post("/search/", {**ASKED, **changes})
    assert answer.status_code == 422
    assert found(answer, "//*[@id='errors']//a/@href") == [f"#field-{field}"]


def test_what_is_hidden_and_what_is_absent_look_the_same(desk: Desk, record: Record) -> None:
    listed("hidden", only_members=())
    client = desk("Ada")
    pages = [client.post("/search/", {**ASKED, "text": each}) for each in ("hidden", "absent")]
    hidden, absent = (text_of(each).replace("hidden", "").replace("absent", "") for each in pages)
    assert hidden == absent
    assert "No record that you may see answers" in hidden


def test_a_long_answer_goes_on_page_by_page(desk: Desk, record: Record) -> None:
    for number in range(PIECE + 3):
        listed(f"XAi.1{number:03}")
    client, asked = desk("Ada"), {**ASKED, "text": "", "member": "XA"}
    first = client.post("/search/", asked)
    (after,) = found(first, "//input[@name='after']/@value")
    second = client.post("/search/", {**asked, "after": after})
    assert len(found(first, "//tbody//th//a")) == PIECE
    assert len(found(second, "//tbody//th//a")) == 4
    assert found(second, "//input[@name='after']/@value") == []


def test_a_file_holds_what_may_leave_and_no_formula(desk: Desk, record: Record) -> None:
    listed("amber", tlp="amber")
    listed("XAi.009", primary_name="=cmd()")
    answer = desk("Ada").post("/search/", {**ASKED, "text": "", "member": "XA", "deed": "export"})
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["X-Records-Left-Out"] == "1"
    assert len(rows) == 3
    assert '"\'=cmd()"' in rows[1]
    assert NAME in rows[2]


def test_a_question_is_kept_asked_again_and_ended(desk: Desk, record: Record) -> None:
    client = desk("Ada")
    kept = client.post(
        "/search/", {**ASKED, "deed": "save", "days": "30", "label": "Zed"}, follow=True
    )
    assert "Kept for open cases" in text_of(kept)
    (address,) = found(kept, "//form[contains(@action, '/search/saved/')]/@action")
    again = client.post(address, {"deed": "ask"})
    assert NAME in text_of(again)
    assert "is marked" in text_of(again)
    gone = client.post(address, {"deed": "end"}, follow=True)
    assert "Kept for open cases" not in text_of(gone)
    assert client.post(address, {"deed": "ask"}).status_code == 404


def test_a_question_is_kept_for_ninety_days_at_most(desk: Desk, record: Record) -> None:
    answer: Any = desk("Ada").post("/search/", {**ASKED, "deed": "save", "days": "91"})
    assert answer.status_code == 422
    assert "ends after 90 days" in text_of(answer)
