"""Claims, receipts and clearances by a program, each as its officer could do it on a page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.entrances.api.asking import program, said
from tests.entrances.api.test_operations import REASON, screened, verdict
from tocsin.foundations.clock import system_clock
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db
NOW = system_clock()
GROUNDS = {
    "basis": "consent",
    "told": "Form 17, border desk",
    "agreed_on": f"{NOW:%Y-%m-%d}",
    "until": (NOW + timedelta(days=300)).isoformat(),
}


def test_a_claim_keeps_a_colleague_from_deciding_and_is_given_back(record: Record) -> None:
    ada, ben = program(), program("ben")
    candidate = screened(ada)
    path = f"/candidates/{candidate}"
    until = said(ada.post(f"{path}/claim", {}))["claimed_until"]
    offered = said(ben.get(path))["next"]
    assert (offered["not_offered"], offered["claim_is_own"]) == ("claimed", False)
    assert offered["claimed_until"][:16] == until[:16]
    for deed, body in (("claim", {}), ("decisions", verdict(ben, candidate))):
        refused = ben.post(f"{path}/{deed}", body)
        assert refused.status_code == 409
        assert said(refused)["type"] == "urn:tocsin:problem:claimed-meanwhile"
    assert said(ben.get("/candidates?claims=free"))["candidates"] == []
    assert ben.post(f"{path}/release", {}).status_code == 403
    assert program("rex", "XB", Role.REVIEWER).post(f"{path}/release", {}).status_code == 204
    assert ben.post(f"{path}/decisions", verdict(ben, candidate)).status_code == 201


def test_what_would_settle_it_goes_with_cannot_tell(record: Record) -> None:
    asker = program()
    candidate = screened(asker)
    path = f"/candidates/{candidate}"
    wrong = {**verdict(asker, candidate, "cannot_tell"), "asks": ["a_face"]}
    assert asker.post(f"{path}/decisions", wrong).status_code == 422
    sent = {**verdict(asker, candidate, "cannot_tell"), "asks": ["originator"], "wish": "A photo?"}
    stored = said(asker.post(f"{path}/decisions", sent))["decision"]
    assert (stored["asks"], stored["wish"]) == (["originator"], "A photo?")


def test_a_receipt_says_four_things(record: Record) -> None:
    asker = program()
    given = said(asker.post(f"/candidates/{screened(asker)}/receipt", {}))
    assert set(given) == {"reference", "given_at", "given_by", "redress"}


def test_somebody_is_cleared_on_request_by_two_officers(record: Record) -> None:
    ada, ben = program(), program("ben")
    shown = [{"issuer": "XBB", "number": "VX100200"}, {"issuer": "XB", "number": "VX100201"}]
    asked = {**GROUNDS, "documents": shown}
    made = said(ada.post(f"/records/{record.id}/clearances", asked))
    assert (made["state"], made["documents"]) == ("proposed", 2)
    path = f"/clearances/{made['id']}"
    assert ada.post(f"{path}/answer", {"approve": True}).status_code == 409
    assert ben.post(f"{path}/answer", {"approve": True}).status_code == 204
    (listed,) = said(ben.get("/clearances"))["clearances"]
    assert (listed["state"], listed["number"]) == ("in_force", made["number"])
    assert ben.post(f"{path}/withdrawal", {}).status_code == 204
    assert said(ben.get("/clearances"))["clearances"] == []
    assert (
        ada.post(
            f"/records/{record.id}/clearances", {**asked, "until": "2036-01-01T00:00:00Z"}
        ).status_code
        == 422
    )


def test_a_traveller_is_cleared_once_it_is_concluded_that_it_is_somebody_else(
    record: Record,
) -> None:
    asker = program()
    candidate = screened(asker)
    path = f"/candidates/{candidate}"
    assert asker.post(f"{path}/clearance", GROUNDS).status_code == 409
    asker.post(f"{path}/decisions", {**verdict(asker, candidate, "different"), "reason": REASON})
    answer = asker.post(f"{path}/clearance", GROUNDS)
    assert answer.status_code == 422
    assert said(answer)["type"] == "urn:tocsin:problem:nothing-to-know-by"
