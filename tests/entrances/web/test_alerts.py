"""The inbox rings, and both members take their steps, as their browsers send them."""

from __future__ import annotations

from pathlib import Path

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import candidate_on, conclude, listed, officer
from tocsin.safeguards.access.rules import Role


def test_an_alert_is_acknowledged_answered_and_closed_in_two_browsers(
    desk: Desk, tmp_path: Path
) -> None:
    conclude(officer("Ben", "XB"), candidate_on(listed(), tmp_path))
    owner, reporter = desk("Ada", "XA"), desk("Ben", "XB")
    inbox = owner.get("/alerts/")
    assert "waits for your member" in text_of(inbox)
    (page,) = [each for each in found(inbox, "//main//th/a/@href") if "/alerts/" in each]
    assert "We have it" in text_of(owner.get(page))
    assert "Acknowledged" in text_of(owner.post(f"{page}acknowledge/", follow=True))
    told = {"choice": "confirmed", "words": "Please call our duty officer."}
    assert "Recorded" in text_of(owner.post(f"{page}answer/", told, follow=True))
    assert "Please call our duty officer." in text_of(reporter.get(page))
    ended = {"choice": "done", "words": "We called."}
    assert "The alert is closed" in text_of(reporter.post(f"{page}close/", ended, follow=True))


def test_an_answer_without_a_choice_is_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    conclude(officer("Ben", "XB"), candidate_on(listed(), tmp_path))
    owner = desk("Ada", "XA")
    (page,) = [
        each for each in found(owner.get("/alerts/"), "//main//th/a/@href") if "/alerts/" in each
    ]
    answer = owner.post(f"{page}answer/", {"choice": "arrest"})
    assert answer.status_code == 422
    assert "Choose one of the answers" in text_of(answer)
    missing = owner.post(f"{page}answer/", {"choice": "confirmed"})
    assert "in a sentence" in text_of(missing)


def test_a_member_in_between_finds_no_alert(desk: Desk, tmp_path: Path) -> None:
    conclude(officer("Ben", "XB"), candidate_on(listed(), tmp_path))
    (page,) = [
        each
        for each in found(desk("Ada", "XA").get("/alerts/"), "//main//th/a/@href")
        if "/alerts/" in each
    ]
    third = desk("Eve", "XC")
    assert "No alerts" in text_of(third.get("/alerts/"))
    assert third.get(page).status_code == 404


def test_the_administrator_sets_where_the_members_own_system_hears_of_it(desk: Desk) -> None:
    admin = desk("Cleo", "XA", Role.MEMBER_ADMINISTRATOR, Role.SCREENING_OFFICER)
    set_ = admin.post("/alerts/endpoint/", {"address": "https://desk.example/in"}, follow=True)
    assert "https://desk.example/in" in text_of(set_)
    refused = admin.post("/alerts/endpoint/", {"address": "http://10.0.0.1/"}, follow=True)
    assert "https://" in text_of(refused)
    assert "https://desk.example/in" in text_of(refused)
