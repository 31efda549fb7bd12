"""The screening desk's pages: figures, lacking lists, messages put aside, suspended records."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import NOW, candidate_on, conclude, index_of, listed, officer, traveller
from tests.travel.sending import bench, message
from tests.travel.sending import desk as delivered_to
from tocsin.entrances import wiring
from tocsin.formats.paxlst import Purpose
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.records.registers.models import Record
from tocsin.records.suspension.actions import count_judged
from tocsin.records.suspension.rules import FEWEST
from tocsin.review.models import Adjudication
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.working import screen_next
from tocsin.travel.intake.actions import deliver, expect
from tocsin.travel.intake.models import Message
from tocsin.travel.intake.schedules import Scheduled

HOUR = timedelta(hours=1)
MISSED = Scheduled("XB", "202", "IST", "VIE", NOW - 3 * HOUR, NOW - HOUR)
AHEAD = Scheduled("XC", "303", "IST", "VIE", NOW + 3 * HOUR, NOW + 5 * HOUR)
WHY = "They were of one tour group."


def suspended() -> Record:
    record = listed(ground="warrant", requested_action="locate_inform")
    ann = officer("ann")
    with viewing(ann):
        seen = Record.objects.get(id=record.id)
        for _each in range(FEWEST):
            count_judged(ann, seen, confirmed=False, now=NOW)
    return record


def rows(page: Any, title: str) -> list[str]:
    """The rows of the table with this title, as read aloud."""
    cells = f"//table[@aria-labelledby='{title}']/tbody/tr"
    count = len(found(page, f"{cells}/th"))
    texts = (
        found(page, f"{cells}[{at}]//text()[not(ancestor::*[@aria-hidden])]")
        for at in range(1, count + 1)
    )
    return [" ".join(" ".join(each).split()) for each in texts]


def test_the_desk_counts_what_awaits_by_when_the_flight_departs(desk: Desk, tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    page = desk("Ada").get("/screening-desk/")
    assert "departs within 24 hours 1 0" in rows(page, "deadlines-title")
    assert "Candidates awaiting a decision 1" in text_of(page)


def test_the_desk_tells_what_became_of_todays_lists_for_each_carrier(desk: Desk) -> None:
    expect(delivered_to(), [MISSED, AHEAD])
    page = desk("Ada").get("/screening-desk/")
    assert rows(page, "carriers-title") == ["XB 1 0 0 1 0", "XC 1 0 0 0 1"]
    assert "0 on time, 0 late, 1 missing, 1 not departed yet" in text_of(page)


def test_few_conclusions_are_told_by_no_figure(desk: Desk, tmp_path: Path) -> None:
    conclude(officer("ann"), candidate_on(listed(), tmp_path), Verdict.DIFFERENT)
    page = text_of(desk("Ada").get("/screening-desk/"))
    assert "Too few conclusions to show" in page
    assert "By list" not in page


def test_the_figures_alone_are_renewed(desk: Desk) -> None:
    part = desk("Ada").get("/screening-desk/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Awaiting a decision, by departure" in text_of(part)


def test_another_members_desk_counts_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    assert "Nothing awaits a decision" in text_of(desk("Eve", "XC").get("/screening-desk/"))


def test_a_missing_list_is_told_with_its_carrier_and_since_when(desk: Desk) -> None:
    expect(delivered_to(), [MISSED, AHEAD])
    page = desk("Ada").get("/flights/lacking/")
    assert rows(page, "carriers-title") == ["XB 1 0 0 1 0"]
    (line,) = rows(page, "lacking-title")
    assert "XB202" in line
    assert "for 3 h now" in line


def test_without_a_schedule_the_page_says_how_to_hand_one_in(desk: Desk) -> None:
    assert "tocsin intake expect FILE" in text_of(desk("Ada").get("/flights/lacking/"))


def test_a_message_put_aside_is_shown_with_the_kind_of_its_fault_and_read_once_more(
    desk: Desk, tmp_path: Path
) -> None:
    working = bench(tmp_path, index_of(listed(), at=tmp_path / "index"))
    deliver(delivered_to(), working.files, b"no list at all", reference="M-1", now=NOW)
    screen_next(delivered_to(), working)
    client = desk("Ada")
    page = client.get("/messages/")
    assert "No passenger list in any format that is read here" in text_of(page)
    assert "no list at all" not in page.content.decode()
    (address,) = found(page, "//main//form/@action")
    told = client.post(address, follow=True)
    assert "The message waits to be read once more." in text_of(told)
    with viewing(delivered_to()):
        assert Message.objects.get().state == "waiting"
    again = client.post(address, follow=True)
    assert "put aside" in text_of(again)


def test_a_suspended_record_is_shown_to_its_desk_and_let_ring_by_a_reviewer(desk: Desk) -> None:
    record = suspended()
    assert "A reviewer of your member can let a record ring again" in text_of(
        desk("Ada").get("/suspended/")
    )
    rita = desk("Rita", "XB", Role.REVIEWER)
    assert "Silent at this desk" in text_of(rita.get("/suspended/"))
    address = f"/suspended/{record.id}/lift/"
    refused = rita.post(address, {"reason": "no"})
    assert refused.status_code == 422
    assert "Write why the record should ring again" in text_of(refused)
    told = rita.post(address, {"reason": WHY}, follow=True)
    assert "the record rings again at your desk" in text_of(told)
    assert "Rings again" in text_of(told)


def test_its_contributor_is_told_how_often_and_not_by_whom(desk: Desk) -> None:
    suspended()
    cora = desk("Cora", "XA", Role.CONTRIBUTOR)
    page = cora.get("/suspended/")
    (line,) = rows(page, "ours-title")
    assert "Improve it" in line
    assert "XB" not in line
    assert "1 of your records is suspended" in text_of(cora.get("/"))


def test_the_candidate_and_the_hit_say_that_the_journey_was_cancelled(
    desk: Desk, tmp_path: Path
) -> None:
    working = bench(tmp_path, index_of(listed(), at=tmp_path / "index"))
    person = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
    for each in (message(person), message(person, reference="REF2", purpose=Purpose.CANCEL)):
        deliver(delivered_to(), working.files, each, now=NOW)
        screen_next(delivered_to(), working)
    with viewing(delivered_to()):
        candidate = Adjudication.objects.get().candidate_id
    told = "The carrier cancelled this journey on 1 Mar 2026, 12:00 UTC"
    client = desk("Ada")
    assert told in text_of(client.get(f"/queue/{candidate}/"))
    conclude(officer("ann"), candidate)
    page = text_of(client.get(f"/queue/{candidate}/"))
    assert told in page
    assert "The hit stands" in page


# --- showing a dismissed traveller again ---


@pytest.fixture
def dismissed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> str:
    """The address of a candidate that was rejected, its particulars sealed under the node's key."""
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "home"))
    working = bench(tmp_path, index_of(listed(), at=tmp_path / "index"))
    working = replace(working, files=wiring.key_files())
    person = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
    deliver(delivered_to(), working.files, message(person), now=NOW)
    screen_next(delivered_to(), working)
    with viewing(delivered_to()):
        candidate = Adjudication.objects.get().candidate_id
    conclude(officer("ann"), candidate, Verdict.DIFFERENT)
    return f"/queue/{candidate}/"


def test_a_second_officer_is_shown_a_hidden_traveller_once(desk: Desk, dismissed: str) -> None:
    ada, ben = desk("Ada"), desk("Ben")
    assert found(ada.get(dismissed), "//main//a[contains(@href, 'unmask')]/@href") == [
        f"{dismissed}unmask/"
    ]
    asked = ada.post(f"{dismissed}unmask/", {"reason": "Complaint XB-7."}, follow=True)
    assert "Another officer of your member can answer" in text_of(asked)
    assert "Nothing waits for you" in text_of(ada.get("/unmasking/"))
    waiting = ben.get("/unmasking/")
    assert "Complaint XB-7." in text_of(waiting)
    assert "Show hidden travellers 1" in text_of(waiting)
    address = next(each for each in found(waiting, "//main//form/@action") if "approve" in each)
    assert "ZARBARAN" in text_of(ben.post(address))
    assert "answered or withdrawn meanwhile" in text_of(ben.post(address))
    assert "ZARBARAN" not in ada.get(dismissed).content.decode()
    with viewing(delivered_to()):
        assert Entry.objects.filter(did="traveller.unmask").count() == 1


def test_whoever_asked_cannot_be_the_one_who_is_shown(desk: Desk, dismissed: str) -> None:
    ada, ben = desk("Ada"), desk("Ben")
    ada.post(f"{dismissed}unmask/", {"reason": "Complaint XB-7."})
    address = found(ben.get("/unmasking/"), "//main//form/@action")[0]
    refused = ada.post(address)
    assert refused.status_code == 422
    assert "You proposed this yourself" in text_of(refused)
    assert "ZARBARAN" not in refused.content.decode()


def test_a_request_is_refused_with_a_reason_or_taken_back(desk: Desk, dismissed: str) -> None:
    ada, ben = desk("Ada"), desk("Ben")
    ada.post(f"{dismissed}unmask/", {"reason": "Complaint XB-7."})
    refuse = found(ben.get("/unmasking/"), "//main//form/@action")[1]
    assert ben.post(refuse, {"reason": " "}).status_code == 422
    assert "stays hidden" in text_of(ben.post(refuse, {"reason": "Not needed."}, follow=True))
    assert "Not needed." in text_of(ada.get(f"{dismissed}unmask/"))
    asked = ada.post(f"{dismissed}unmask/", {"reason": "A new complaint."}, follow=True)
    withdraw = found(asked, "//main//form/@action")[0]
    assert "withdrawn" in text_of(ada.post(withdraw, follow=True))


def test_a_request_without_a_reason_is_sent_back(desk: Desk, dismissed: str) -> None:
    answer = desk("Ada").post(f"{dismissed}unmask/", {"reason": ""})
    assert answer.status_code == 422
    assert "Give your reason" in text_of(answer)
