"""Requests to committees in pages: from a record to a final file, by two officers."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import NOW, listed, node
from tocsin.records.drafting.rules import Request, parts_of
from tocsin.records.lists.models import Run
from tocsin.safeguards.access.rules import Role

WHOLE = {part.name: f"Told of {part.name}." for part in parts_of(Request.LISTING)}


def test_a_listing_is_drafted_read_and_final(desk: Desk) -> None:
    record = listed()
    first, second = desk("Ira", "XA", Role.CONTRIBUTOR), desk("Ben", "XA", Role.CONTRIBUTOR)
    page = first.get(f"/subjects/{record.id}/")
    assert found(page, "//button[@name='request']/@value") == ["listing"]
    begun = first.post("/requests/", {"record": record.id, "request": "listing"})
    address = begun.headers["Location"]
    assert "Still missing" in text_of(first.get(address))
    early = first.post(address, {"deed": "propose", "reason": "Ready."})
    assert early.status_code == 422
    assert "still missing" in text_of(early)
    told = first.post(address, {**WHOLE, "deed": "propose", "reason": "Ready."}, follow=True)
    assert "You proposed this yourself" in text_of(told)
    (proposal,) = found(second.get(address), "//input[@name='proposal']/@value")
    done = second.post(address, {"deed": "approve", "proposal": proposal}, follow=True)
    assert "Final since" in text_of(done)
    plain = json.loads(first.get(f"{address}file/?as=json").content)
    assert (plain["remark"], plain["missing"]) == ("", [])
    for kind, begins in (("pdf", b"%PDF"), ("odt", b"PK")):
        answer = first.get(f"{address}file/?as={kind}")
        assert answer.content.startswith(begins)
        assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    assert first.get(f"{address}file/?as=exe").status_code == 404


def test_a_draft_can_be_refused_and_deleted(desk: Desk) -> None:
    record = listed()
    first, second = desk("Ira", "XA", Role.CONTRIBUTOR), desk("Ben", "XA", Role.CONTRIBUTOR)
    address = first.post("/requests/", {"record": record.id, "request": "listing"}).headers[
        "Location"
    ]
    first.post(address, {**WHOLE, "deed": "propose", "reason": "Ready."})
    (proposal,) = found(second.get(address), "//input[@name='proposal']/@value")
    sent = {"deed": "refuse", "proposal": proposal, "reason": "The dates are wrong."}
    assert "The last proposal: refused." in text_of(second.post(address, sent, follow=True))
    gone = first.post(address, {"deed": "delete"}, follow=True)
    assert "No requests yet" in text_of(gone)
    assert first.get(address).status_code == 404


def test_who_may_not_draft_is_offered_nothing(desk: Desk) -> None:
    record = listed()
    page = desk("Ada").get(f"/subjects/{record.id}/")
    assert found(page, "//button[@name='request']") == []


def test_what_changed_since_a_day_is_shown_by_reference(desk: Desk) -> None:
    owner = node("UN", Role.REGISTRAR)
    from tocsin.safeguards.access.actions import viewing

    with viewing(owner):
        Run.objects.create(
            source_list="un",
            publisher_id=owner.member_id,
            file_digest=b"x" * 32,
            imported_at=NOW - timedelta(days=2),
            added=["QDi.001"],
            removed=["QDi.002"],
            unchanged=0,
        )
    client = desk("Ada")
    page = text_of(client.get("/lists/changes/?list=un&since=2026-02-01"))
    assert "1 import in this time" in page
    assert "QDi.001" in page
    assert "QDi.002" in page
    assert "None." in text_of(client.get("/lists/changes/?list=un&since=2026-03-01"))


@pytest.mark.parametrize("query", ["list=un&since=lately", "list=un&since=2026-01-01&until=x"])
def test_a_day_that_is_none_is_told(desk: Desk, query: str) -> None:
    answer = desk("Ada").get(f"/lists/changes/?{query}")
    assert answer.status_code == 422
    assert "write each day as" in text_of(answer)
