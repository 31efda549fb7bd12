"""The pages of travel documents: checked, asked about, answered, reported singly and by file."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import listed
from tests.records.documents.reporting import NUMBER, a_report, put
from tocsin.safeguards.access.rules import Role

ASKED = {
    "issuer": "XA",
    "number": NUMBER,
    "purpose": "border_check",
    "case_reference": "XB-2026-7",
}


@pytest.fixture(autouse=True)
def keys_of_their_own(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path))


def test_a_hit_says_to_ask_the_issuer_and_names_it(desk: Desk) -> None:
    put()
    page = text_of(desk("Ada").post("/documents/", ASKED))
    for words in (
        "Hit: this document is reported",
        "State XA",
        "Stolen",
        "do nothing to the holder",
    ):
        assert words in page


def test_the_front_line_gets_the_action_the_contact_and_the_caution_alone(desk: Desk) -> None:
    put()
    page = text_of(desk("Fay", "XB", Role.FRONT_LINE).post("/documents/", ASKED))
    assert "State XA" in page
    assert "Stolen" in page
    assert "Happened on" not in page
    assert "Reported " not in page


@pytest.mark.parametrize(
    ("number", "more", "words"),
    [
        ("ZZ7654321", {}, "Not reported"),
        ("ABO123456", {}, "easily taken for each other"),
        (NUMBER, {"check_digit": "0"}, "check digit does not fit"),
    ],
)
def test_what_does_not_hit_says_what_can_be_done_next(
    desk: Desk, number: str, more: dict[str, str], words: str
) -> None:
    put()
    assert words in text_of(desk("Ada").post("/documents/", {**ASKED, "number": number, **more}))


def test_the_document_of_a_listed_person_opens_to_a_desk_and_not_at_the_barrier(desk: Desk) -> None:
    record = listed()
    asked = {**ASKED, "number": "ZX5504471"}
    for role, links in ((Role.SCREENING_OFFICER, 1), (Role.FRONT_LINE, 0)):
        page = (
            desk("Ada", "XB", role) if role is Role.SCREENING_OFFICER else desk("Fay", "XB", role)
        )
        answer = page.post("/documents/", asked)
        assert "That is a candidate, no more" in text_of(answer)
        assert len(found(answer, f"//a[contains(@href, '{record.id}')]")) == links


@pytest.mark.parametrize("field", ["issuer", "number", "purpose", "case_reference"])
def test_a_question_that_lacks_something_is_told_what(desk: Desk, field: str) -> None:
    answer = desk("Ada").post("/documents/", {**ASKED, field: ""})
    assert answer.status_code == 422
    assert found(answer, "//*[@id='errors']//a/@href") == [f"#field-{field}"]


def test_an_issuer_answers_that_the_document_is_recovered(desk: Desk) -> None:
    put()
    border = desk("Ada")
    assert "The issuer was asked" in text_of(border.post("/documents/ask/", ASKED, follow=True))
    issuer = desk("Ira", "XA", Role.CONTRIBUTOR)
    page = issuer.get("/documents/questions/")
    (address,) = found(page, "//td//form/@action")
    answered = issuer.post(address, {"said": "recovered", "remark": "Found at home"}, follow=True)
    assert "Recovered: it hits no more" in text_of(answered)
    assert "Found at home" in text_of(border.get("/documents/questions/"))
    assert "Not reported" in text_of(border.post("/documents/", ASKED))
    assert "answered already" in text_of(issuer.post(address, {"said": "stands"}, follow=True))


def test_a_document_is_reported_and_ended_by_its_issuer(desk: Desk) -> None:
    issuer = desk("Ira", "XA", Role.CONTRIBUTOR)
    report = {"type": "P", "number": "ab 0123456", "status": "lost"}
    assert "Reported. From now on" in text_of(
        issuer.post("/documents/reports/", report, follow=True)
    )
    assert NUMBER in text_of(issuer.get("/documents/reports/?number=AB0123456"))
    done = issuer.post(
        "/documents/reports/end/", {"type": "P", "number": NUMBER, "how": "mistaken"}, follow=True
    )
    assert "hits no more" in text_of(done)
    assert "Nothing is reported" in text_of(done)


def test_a_report_at_fault_names_its_field(desk: Desk) -> None:
    issuer = desk("Ira", "XA", Role.CONTRIBUTOR)
    answer = issuer.post("/documents/reports/", {"type": "P", "number": "é", "status": "lost"})
    assert answer.status_code == 422
    assert found(answer, "//*[@id='errors']//a/@href") == ["#field-number"]


SHEET = b"type,number,status\nP,AB0123456,lost\nZ,AB1,lost\n"


@pytest.mark.parametrize(
    ("deed", "content", "words", "hits"),
    [
        ("try", SHEET, "Tried only: 1 row can be taken", False),
        ("all", SHEET, "Tried only: 1 row can be taken", False),
        ("good", SHEET, "The file was taken: 1 added", True),
        ("all", SHEET.rpartition(b"Z,")[0], "The file was taken: 1 added", True),
        ("all", b"colour\nred\n", "has no column type", False),
    ],
)
def test_a_file_is_tried_first_and_taken_as_asked(
    desk: Desk, deed: str, content: bytes, words: str, hits: bool
) -> None:
    issuer = desk("Ira", "XA", Role.CONTRIBUTOR)
    file = SimpleUploadedFile("reports.csv", content, "text/csv")
    page = text_of(issuer.post("/documents/reports/file/", {"file": file, "deed": deed}))
    assert words in page
    if b"Z,AB1" in content:
        assert "3 type is one of P, I, V, R and T" in page
    answer = text_of(desk("Ada").post("/documents/", ASKED))
    assert ("Hit:" in answer) is hits


def test_ranges_that_overlap_are_told_and_nothing_is_added(desk: Desk) -> None:
    put(a_report("BO0001000", "stolen_blank", last="BO0001999"))
    issuer = desk("Ira", "XA", Role.CONTRIBUTOR)
    again = {
        "type": "P",
        "number": "BO0001500",
        "last_number": "BO0002500",
        "status": "stolen_blank",
    }
    answer = issuer.post("/documents/reports/", again)
    assert "A range of blanks that is already reported" in text_of(answer)
