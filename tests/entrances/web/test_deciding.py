"""An officer walks the queue, decides, and sees what follows: through pages alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, sent, text_of
from tests.invented import NOW, WHY, candidate_on, listed, node, officer, traveller
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role


def decide(client: Client, candidate: UUID, **form: str) -> Any:
    """Send the form of the candidate's page, filled in as told, and follow where it leads."""
    page = client.get(f"/queue/{candidate}/")
    hidden = {name: sent(page, name) for name in ("step", "seen")}
    filled = {**hidden, "reason": WHY, **form}
    return client.post(f"/queue/{candidate}/decide/", filled, follow=True)


def test_the_queue_leads_to_the_candidate(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    client = desk("Ada")
    page = client.get("/queue/")
    assert found(page, "//tbody//th//a/@href") == [f"/queue/{candidate}/"]
    assert "ZARBARAN QASIM" in text_of(page)
    assert "Whole queue (1)" in text_of(client.get("/"))


def test_the_queue_can_be_asked_for_its_rows_alone(desk: Desk, tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    part = desk("Ada").get("/queue/?state=open", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert "ZARBARAN QASIM" in text_of(part)


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(db: None) -> None:
    answer = Client().get("/queue/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/account/sign-in/?next=/queue/"


@pytest.mark.parametrize(
    ("shown", "rows"), [("awaiting", 1), ("open", 1), ("awaits_second", 0), ("decided", 0)]
)
def test_the_queue_is_filtered_by_what_awaits(
    desk: Desk, tmp_path: Path, shown: str, rows: int
) -> None:
    candidate_on(listed(), tmp_path)
    page = desk("Ada").get(f"/queue/?state={shown}")
    assert len(found(page, "//tbody//th//a/@href")) == rows


def test_no_choice_is_made_beforehand(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    page = desk("Ada").get(f"/queue/{candidate}/")
    assert len(found(page, "//input[@type='radio']/@id")) == 3
    assert not found(page, "//input[@checked]/@id")


def test_the_reasons_on_the_page_add_up_to_the_score(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    page = desk("Ada").get(f"/queue/{candidate}/")
    points = found(page, "//table[@class='reasons']/tbody//td[@class='number']//text()")
    (score,) = found(page, "//table[@class='reasons']/tfoot//td[@class='number']/text()")
    assert sum(int(each.replace("\u2212", "-")) for each in points) == int(score)


def test_the_same_person_becomes_a_sighting_on_the_map(desk: Desk, tmp_path: Path) -> None:
    record = listed()
    candidate = candidate_on(record, tmp_path)
    client = desk("Ada")
    page = decide(client, candidate, verdict="same")
    assert "Recorded: the same person." in text_of(page)
    assert "Confirmed: hit" in text_of(page)
    movement = client.get(f"/subjects/{record.id}/movement/")
    assert found(movement, "//*[name()='svg'][contains(@class, 'map-wide')]/@role") == ["img"]
    assert "Vienna" in text_of(movement)
    assert "XA ••••4471" in text_of(movement)
    assert "ZX5504471" not in movement.content.decode()


def test_a_dismissed_traveller_is_hidden_from_that_moment(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    client = desk("Ada")
    page = decide(client, candidate, verdict="different")
    assert "particulars are hidden" in text_of(page)
    for path in (f"/queue/{candidate}/", "/queue/?state=decided", "/"):
        assert "ZARBARAN QASIM" not in text_of(client.get(path))


def test_arrest_and_refusal_take_two_officers(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    ada, ben = desk("Ada"), desk("Ben")
    assert "Two officers needed" in text_of(ada.get(f"/queue/{candidate}/"))
    page = decide(ada, candidate, verdict="same")
    assert "takes effect when a second officer concurs" in text_of(page)
    assert "it cannot be you" in text_of(page)
    assert WHY in text_of(ben.get(f"/queue/{candidate}/"))
    page = decide(ben, candidate, concurs="yes", reason="The passports are one.")
    assert "Confirmed: hit" in text_of(page)
    assert "Concurred" in text_of(page)


def test_a_second_officer_may_dissent(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    decide(desk("Ada"), candidate, verdict="same")
    page = decide(desk("Ben"), candidate, concurs="no", reason="The faces differ.")
    assert "The candidate is open again" in text_of(page)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"verdict": ""}, "Choose what the traveller and the subject are."),
        ({"verdict": "perhaps"}, "Choose what the traveller and the subject are."),
        ({"verdict": "same", "reason": "  "}, "Give the reason for your decision"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(
    desk: Desk, tmp_path: Path, form: dict[str, str], told: str
) -> None:
    candidate = candidate_on(listed(), tmp_path)
    page = decide(desk("Ada"), candidate, **form)
    assert page.status_code == 422
    assert text_of(page).count(told) == 2
    assert found(page, "//title/text()")[0].startswith("Error:")
    assert "Open" in text_of(page)


def test_a_decision_on_what_has_changed_is_refused(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    ada, ben = desk("Ada"), desk("Ben")
    seen = sent(ada.get(f"/queue/{candidate}/"), "seen")
    decide(ben, candidate, verdict="cannot_tell")
    form = {"step": "first", "seen": seen, "verdict": "same", "reason": WHY}
    page = ada.post(f"/queue/{candidate}/decide/", form)
    assert page.status_code == 422
    assert "changed since you opened it" in text_of(page)


def test_on_an_ended_record_nothing_is_offered(desk: Desk, tmp_path: Path) -> None:
    record = listed()
    candidate = candidate_on(record, tmp_path)
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [record.id], Record.State.DELISTED, now=NOW)
    page = desk("Ada").get(f"/queue/{candidate}/")
    assert "It no longer matches anyone" in text_of(page)
    assert not found(page, "//main//form[@class='decision']/@action")


def test_home_names_the_one_thing_to_do_next(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    ada, ben = desk("Ada"), desk("Ben")
    assert "Compare and decide" in text_of(ada.get("/"))
    decide(ada, candidate, verdict="same")
    assert "Read the proposal" in text_of(ben.get("/"))
    assert "Nothing awaits you" in text_of(ada.get("/"))


def test_unseen_characters_and_markup_in_a_name_are_shown_and_harmless(
    desk: Desk, tmp_path: Path
) -> None:
    person = traveller("ZARBARAN\u200b", "QASIM<b>", born="1970-05-02", number="ZX5504471")
    candidate = candidate_on(listed(), tmp_path, person=person)
    page = desk("Ada").get(f"/queue/{candidate}/").content.decode()
    assert "QASIM<b>" not in page
    assert "ZERO WIDTH SPACE" in page


def test_a_candidate_page_is_read_by_its_own_member_alone(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    officer("Eve", "XC")
    form = {"step": "first", "seen": "open.1.0", "verdict": "same", "reason": WHY}
    assert desk("Eve", "XC").post(f"/queue/{candidate}/decide/", form).status_code == 404


def test_a_claim_is_taken_seen_by_a_colleague_and_given_back(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    ada, ben = desk("Ada"), desk("Ben")
    page = ada.post(f"/queue/{candidate}/claim/", follow=True)
    assert "You are at work on this until" in text_of(page)
    assert "yours until" in text_of(ada.get("/queue/?claims=mine"))
    page = ben.get(f"/queue/{candidate}/")
    assert "Ada is at work on this until" in text_of(page)
    assert not found(page, "//main//form[@class='decision']/@action")
    assert "Ada until" in text_of(ben.get("/queue/"))
    refused = ben.post(f"/queue/{candidate}/claim/", follow=True)
    assert "A colleague is at work on this candidate until 12:15 UTC." in text_of(refused)
    ada.post(f"/queue/{candidate}/release/")
    page = ben.post(f"/queue/{candidate}/claim/", follow=True)
    assert "You are at work on this until" in text_of(page)


def test_a_reviewer_takes_a_claim_away(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    desk("Ada").post(f"/queue/{candidate}/claim/")
    rex = desk("Rex", "XB", Role.REVIEWER)
    assert "Take it from them" in text_of(rex.get(f"/queue/{candidate}/"))
    page = rex.post(f"/queue/{candidate}/release/", follow=True)
    assert "Nobody is at work on this." in text_of(page)


def test_what_would_settle_it_is_read_first_by_whoever_takes_it_next(
    desk: Desk, tmp_path: Path
) -> None:
    candidate = candidate_on(listed(), tmp_path)
    asks = {"asks": "birth_place", "wish": "Is there a photograph?"}
    decide(desk("Ada"), candidate, verdict="cannot_tell", **asks)
    ben = desk("Ben")
    assert found(ben.get("/queue/?state=cannot_tell"), "//tbody//th//a/@href")
    page = text_of(ben.get(f"/queue/{candidate}/"))
    assert "What would settle it Ask for the place of birth Is there a photograph?" in page


def test_the_queue_is_narrowed_and_says_so_where_nothing_fits(desk: Desk, tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    client = desk("Ada")
    for query, rows in (("action=inform_only&within=24", 1), ("within=3", 0), ("within=x", 1)):
        page = client.get(f"/queue/?state=awaiting&{query}")
        assert len(found(page, "//tbody//th//a/@href")) == rows, query
    assert "No candidate fits" in text_of(client.get("/queue/?action=arrest"))
    asked = found(client.get("/queue/?action=arrest"), "//*[@id='queue-rows']/@hx-get")
    assert asked == ["/queue/?state=awaiting&action=arrest&page=1"]


def test_a_decision_on_an_earlier_journey_of_the_same_two_is_shown(
    desk: Desk, tmp_path: Path
) -> None:
    record, ada = listed(), desk("Ada")
    decide(ada, candidate_on(record, tmp_path / "1"), verdict="different", reason="Another eye.")
    again = candidate_on(record, tmp_path / "2", number="202", days=3)
    page = text_of(ada.get(f"/queue/{again}/"))
    assert "The same two before Not the same person Another eye." in page


def test_a_dismissed_traveller_is_cleared_by_two_officers_and_their_number_is_shown(
    desk: Desk, tmp_path: Path
) -> None:
    person = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="VX100200")
    candidate = candidate_on(listed(), tmp_path, person=person)
    ada, ben = desk("Ada"), desk("Ben")
    page = decide(ada, candidate, verdict="different")
    (address,) = found(page, "//a[contains(@href, '/clearance/')]/@href")
    assert ada.post(address, {}).status_code == 422
    form = {
        "basis": "consent",
        "told": "Form 17",
        "agreed_on": "2026-03-01",
        "until": "2027-03-01",
    }
    page = ada.post(address, form, follow=True)
    assert "You proposed this" in text_of(page)
    page = ben.get("/clearances/")
    (answer,) = set(found(page, "//form[.//button[@value='approve']]/@action"))
    page = ben.post(answer, {"deed": "approve"}, follow=True)
    assert "Give the person its number" in text_of(page)
    assert "In force" in text_of(page)
    page = ada.post(answer, {"deed": "withdraw"}, follow=True)
    assert "Nobody is cleared" in text_of(page)


def test_somebody_is_cleared_on_request_by_the_documents_they_show(desk: Desk) -> None:
    record, ada = listed(), desk("Ada")
    page = ada.get(f"/subjects/{record.id}/")
    (address,) = found(page, "//a[contains(@href, '/clearance/')]/@href")
    form = {
        "documents": "XA VX100200\nXB VX100201",
        "basis": "redress",
        "told": "Decision 4/26",
        "agreed_on": "2026-03-01",
        "until": "2027-03-01",
    }
    page = ada.post(address, form, follow=True)
    assert "2 documents" in text_of(page)
    stated = {**form, "documents": "XA ZX5504471"}
    page = ada.post(address, stated)
    assert page.status_code == 422
    assert "The record itself states this document" in text_of(page)
    assert ada.post(address, {**form, "until": "2036-03-01"}).status_code == 422
