"""The pages beside the queue: subject, flights, lists, match, tokens, and home for each role."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import NAME, STATEMENTS, candidate_on, index_of, listed, node
from tocsin.entrances.web.views import checks, match
from tocsin.members.actions import begin_demonstration
from tocsin.records.registers.actions import revise_records
from tocsin.records.registers.rules import Statement
from tocsin.safeguards.access import counting
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.limits import Asking, Limit
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.models import Entry

ASKED = {"name": "Zarbaran Qasim", "purpose": "border_check", "case_reference": "XB-2026-7"}


def test_a_subject_says_who_why_by_whom_and_until_when(desk: Desk) -> None:
    page = text_of(desk("Ada").get(f"/subjects/{listed().id}/"))
    for words in (
        NAME,
        "1970-05-02",
        "ZX5504471",
        "Designation by the United Nations Security Council",
        "Council of Invented States",
        "State XA",
        "TLP:CLEAR",
        "From then on it matches no one, unless it is renewed.",
    ):
        assert words in page


def test_names_stand_in_their_own_script_and_direction(desk: Desk) -> None:
    arabic = {"full": "قاسم زرباران", "script": "Arab", "language": "ar"}
    weak = {"full": "Qassem", "weak": True}
    record = listed(statements=(*STATEMENTS, Statement("name", arabic), Statement("name", weak)))
    page = desk("Ada").get(f"/subjects/{record.id}/")
    assert found(page, "//bdi[@lang='ar']/text()") == ["قاسم زرباران"]
    assert "Qassem weak alias" in text_of(page)


def test_a_version_tells_what_changed_by_its_name_alone(desk: Desk) -> None:
    from tests.invented import NOW, contribution

    record = listed()
    changed = (*STATEMENTS, Statement("birth_date", {"date": "1971"}))
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        revise_records(owner, [(record.id, contribution(statements=changed))], now=NOW)
    assert "Changed: Date of birth" in text_of(desk("Ada").get(f"/subjects/{record.id}/"))


def test_who_may_not_see_movements_is_told_who_may(desk: Desk) -> None:
    page = text_of(desk("Cora", "XB", Role.CONTRIBUTOR).get(f"/subjects/{listed().id}/"))
    assert "A movement is shown to the originator of the record" in page


def test_reading_a_page_is_in_the_ledger(desk: Desk) -> None:
    record = listed()
    desk("Ada").get(f"/subjects/{record.id}/")
    with viewing(node("XB", Role.SCREENING_OFFICER)):
        assert Entry.objects.filter(did="record.read", thing=f"record:{record.id}").exists()


def test_a_flight_counts_its_travellers_and_names_its_candidates_alone(
    desk: Desk, tmp_path: Path
) -> None:
    candidate_on(listed(), tmp_path)
    client = desk("Ada")
    (flight,) = found(client.get("/flights/"), "//tbody//th//a/@href")
    page = client.get(flight)
    assert "Travellers counted 2" in text_of(page)
    assert "ZARBARAN QASIM" in text_of(page)
    assert "OLGA" not in page.content.decode()


def test_the_flights_of_another_member_are_not_there(desk: Desk, tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    assert "No flight has been screened" in text_of(desk("Eve", "XC").get("/flights/"))


def test_every_list_that_can_be_imported_is_named(desk: Desk) -> None:
    page = text_of(desk("Olga", "XB", Role.OBSERVER).get("/lists/"))
    assert "United Nations Security Council Consolidated List" in page
    assert page.count("Never imported") == 3


def test_a_demonstration_says_so_on_every_page(db: None) -> None:
    from tests.invented import NOW

    begin_demonstration(now=NOW)
    assert "every person, member and flight here is invented" in text_of(
        Client().get("/account/sign-in/")
    )


def test_a_match_finds_the_record_and_leaves_no_trace_of_the_question(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(listed(), at=tmp_path)
    monkeypatch.setattr(match, "fresh_index", lambda _directory: index)
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "home"))
    page = desk("Ada").post("/match/", {**ASKED, "birth_date": "1970-05-02"})
    assert "1 record is close" in text_of(page)
    assert "XAi.001" in text_of(page)
    with viewing(node("XB", Role.SCREENING_OFFICER)):
        asked = Entry.objects.get(did="traveller.screen")
        assert (asked.purpose, asked.case_reference) == ("border_check", "XB-2026-7")
        assert "zarbaran" not in str(list(Entry.objects.values())).casefold()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": ""}, "Write the name as on the document."),
        ({"purpose": "migration"}, "Choose what the match is for."),
        ({"case_reference": " "}, "Write the reference of your own case."),
        ({"birth_date": "2 May 1970"}, "Write the date of birth as 1970-05-02"),
        ({"nationality": "QQ"}, "Write the code of the country"),
        ({"document_issuer": "XA"}, "Write the number of the document"),
        ({"name": "a" * 500}, "longer than 400 characters"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_put_right(
    desk: Desk, changed: dict[str, str], told: str
) -> None:
    page = desk("Ada").post("/match/", {**ASKED, **changed})
    without_reason = {"purpose", "case_reference"} & set(changed)
    assert page.status_code == (400 if without_reason else 422)
    assert told in text_of(page)


TOKEN = {"label": "night job", "days": "30", "permissions": ["queue.read"]}


def test_a_token_says_what_it_is_for_and_from_where(desk: Desk) -> None:
    form = {**TOKEN, "addresses": "192.0.2.0/24, 2001:db8::1"}
    page = desk("Ada").post("/tokens/", form)
    assert "Read the queue" in text_of(page)
    assert "192.0.2.0/24" in text_of(page)
    assert "2001:db8::1/128" in text_of(page)


def test_a_guard_is_told_of_no_record_name_reference_or_score(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(listed(requested_action="specific_check"), at=tmp_path)
    monkeypatch.setattr(checks, "fresh_index", lambda _: index)
    page = desk("Gil", "XB", Role.FRONT_LINE).post("/check/", ASKED)
    words = text_of(page)
    assert "There is a candidate" in words
    assert "Confirm the identity before anything else." in words
    assert not [word for word in ("XAi.001", "State XA", "0.9", "Council") if word in words]


def test_a_question_beyond_the_limit_is_refused_and_says_when_to_come_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(listed(), at=tmp_path)
    monkeypatch.setattr(match, "fresh_index", lambda _: index)
    monkeypatch.setattr(counting, "LIMITS", {Asking.QUESTION: Limit(0, 0, 0)})
    page = desk("Ada").post("/match/", ASKED)
    assert (page.status_code, page.headers["Retry-After"]) == (429, "600")
    vera = desk("Vera", "XB", Role.AUDITOR)
    alarms = vera.get("/alarms/")
    assert "Ada" in text_of(alarms)
    (close,) = found(alarms, "//main//form/@action")
    assert "Looked into" in text_of(vera.post(close, follow=True))


def test_a_token_is_shown_once_and_can_be_ended(desk: Desk) -> None:
    client = desk("Ada")
    page = client.post("/tokens/", TOKEN)
    (secret,) = found(page, "//code/text()")
    again = client.get("/tokens/")
    assert secret not in again.content.decode()
    assert secret[:11] in text_of(again)
    (revoke,) = found(again, "//main//form[contains(@action, 'revoke')]/@action")
    assert "Revoked" in text_of(client.post(revoke, follow=True))
    assert desk("Ben").post(revoke).status_code == 404


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"label": ""}, "Write which program the token is for."),
        ({"days": "0"}, "Write a number of days from 1 to 365."),
        ({"days": "many"}, "Write a number of days from 1 to 365."),
        ({"label": "x" * 81}, "longer than 80 characters"),
        ({"permissions": []}, "Choose at least one thing that the token is for."),
        ({"permissions": ["record.contribute"]}, "Choose at least one thing that"),
        ({"addresses": "192.0.2.7, somewhere"}, "somewhere is no address or network"),
    ],
)
def test_a_token_needs_a_label_an_end_and_a_scope(
    desk: Desk, form: dict[str, object], told: str
) -> None:
    page = desk("Ada").post("/tokens/", {**TOKEN, **form})
    assert page.status_code == 422
    assert told in text_of(page)


@pytest.mark.parametrize("role", Role)
def test_home_is_there_for_every_role(desk: Desk, role: Role) -> None:
    page = desk("Ada", "XB", role).get("/")
    assert page.status_code == 200
    assert "What awaits State XB" in text_of(page)


def test_a_page_in_a_language_from_right_to_left_turns_around(desk: Desk, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "العربية")]
    page = desk("Ada").get("/", headers={"Accept-Language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
