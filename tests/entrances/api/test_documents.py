"""Documents through the API: checked in batches, reported by their issuers, asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.entrances.api.asking import WHY, program, said
from tests.records.documents.reporting import NUMBER, put
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db
DOCUMENT = {"issuer": "XA", "number": NUMBER}


@pytest.fixture(autouse=True)
def keys_of_their_own(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path))


def test_a_batch_is_answered_in_order() -> None:
    put()
    documents = [
        {"issuer": "XA", "number": "ZZ1"},
        DOCUMENT,
        {"issuer": "XA", "number": "ABO123456"},
    ]
    answers = said(program().post("/documents/checks", {**WHY, "documents": documents}))["answers"]
    assert [each["outcome"] for each in answers] == ["none", "hit", "check_again"]
    assert answers[1]["contact"].startswith("Contact Point +")
    assert answers[1]["caution"] == "stolen"
    assert answers[1]["occurred_on"] == "2026-02-01"


def test_the_front_line_gets_no_details() -> None:
    put()
    desk = program("fay", "XB", Role.FRONT_LINE)
    (answer,) = said(desk.post("/documents/checks", {**WHY, "documents": [DOCUMENT]}))["answers"]
    assert (answer["outcome"], answer["caution"]) == ("hit", "stolen")
    assert (answer["occurred_on"], answer["reported_at"], answer["record"]) == (None, None, "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"documents": [DOCUMENT]}, 400),
        ({**WHY, "case_reference": " ", "documents": [DOCUMENT]}, 400),
        ({**WHY, "documents": []}, 422),
        ({**WHY, "documents": [DOCUMENT] * 101}, 422),
        ({**WHY, "documents": [{"issuer": "XA", "number": "号"}]}, 422),
        ({**WHY, "documents": [{**DOCUMENT, "holder": "somebody"}]}, 422),
    ],
)
def test_a_question_without_its_reason_or_with_too_much_is_refused(body: Any, status: int) -> None:
    assert program().post("/documents/checks", body).status_code == status


def test_reports_are_tried_then_taken_and_every_fault_is_named() -> None:
    issuer = program("ira", "XA", Role.CONTRIBUTOR)
    reports = [
        {"type": "P", "number": NUMBER, "status": "lost"},
        {"type": "P", "number": "AB1", "status": "stolen", "last_number": "AB9"},
    ]
    tried = said(issuer.post("/documents/reports", {"reports": reports, "dry_run": True}))
    fault = {"report": 1, "field": "last_number", "message": "is for ranges of stolen blanks alone"}
    assert tried == {"added": 0, "known": 0, "dry_run": True, "faults": [fault]}
    assert said(issuer.post("/documents/reports", {"reports": reports}))["added"] == 0
    taken = said(issuer.post("/documents/reports", {"reports": reports, "good_only": True}))
    assert (taken["added"], taken["dry_run"]) == (1, False)


def test_the_issuer_ends_its_own_report_and_nobody_elses() -> None:
    put()
    body = {"type": "P", "number": NUMBER, "how": "recovered"}
    assert (
        program("eve", "XC", Role.CONTRIBUTOR).post("/documents/reports/ended", body).status_code
        == 404
    )
    issuer = program("ira", "XA", Role.CONTRIBUTOR)
    assert issuer.post("/documents/reports/ended", body).status_code == 200
    answers = said(program().post("/documents/checks", {**WHY, "documents": [DOCUMENT]}))["answers"]
    assert answers[0]["outcome"] == "none"


def test_a_question_to_the_issuer_and_its_answer() -> None:
    put()
    asker, issuer = program(), program("ira", "XA", Role.CONTRIBUTOR)
    asked = said(asker.post("/documents/confirmations", {**WHY, "document": DOCUMENT}))
    assert (asked["state"], asked["issuer"], asked["asked_by"]) == ("asked", "XA", "XB")
    path = f"/documents/confirmations/{asked['id']}/reply"
    assert asker.post(path, {"said": "stands"}).status_code == 403
    assert said(issuer.post(path, {"said": "recovered"}))["state"] == "recovered"
    assert issuer.post(path, {"said": "stands"}).status_code == 409
    (kept,) = said(asker.get("/documents/confirmations"))["confirmations"]
    assert kept["state"] == "recovered"
    refused = asker.post("/documents/confirmations", {**WHY, "document": DOCUMENT})
    assert refused.status_code == 409
