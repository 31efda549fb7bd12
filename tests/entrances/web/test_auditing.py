"""The auditor's pages as they are walked: read, narrow, sample, ask; and the officer's answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.entrances.web.conftest import Desk, sit_down_again
from tests.entrances.web.reading import found, text_of
from tests.entrances.web.test_refusals import bare
from tests.invented import officer
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.audit.models import Question
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
CASE = "XB-2026-17"


@pytest.fixture
def searched(db: None) -> int:
    """The entry of a search that Ada made."""
    ada = officer("Ada")
    with viewing(ada):
        note(ada, "traveller.screen", purpose="border_check", case_reference=CASE)
        return int(Entry.objects.latest("id").id)


@pytest.fixture
def vera(desk: Desk) -> Client:
    return desk("Vera", "XB", Role.AUDITOR)


def ask(client: Client, entry: int, **changes: Any) -> Any:
    sent = {"text": "Which case was this for?", "days": "7", **changes}
    return client.post(f"/audit/entries/{entry}/ask/", sent)


def question_id() -> str:
    with viewing(_vera()):
        return str(Question.objects.latest("asked_at").id)


def _vera() -> Actor:
    return officer("Vera", "XB", Role.AUDITOR)


def test_the_ledger_is_read_and_narrowed(vera: Client, searched: int) -> None:
    page = text_of(vera.get("/audit/"))
    assert CASE in page
    assert "ada.xb" in page
    narrowed = text_of(vera.get("/audit/", {"case_reference": "XB-none"}))
    assert "No entries" in narrowed
    assert CASE in text_of(vera.get("/audit/", {"officer": "ada.xb", "since": "2026-01-01"}))


def test_a_filter_that_names_nobody_shows_nothing_and_says_so(vera: Client, searched: int) -> None:
    page = text_of(vera.get("/audit/", {"officer": "nobody.xb", "since": "yesterday"}))
    assert "There is no such officer." in page
    assert "Write the day as 2026-03-01." in page
    assert CASE not in page


def test_older_entries_are_a_link_away(vera: Client, searched: int) -> None:
    ada = officer("Ada")
    with viewing(ada):
        for number in range(101):
            note(ada, "record.read", f"record:{number}")
    answer = vera.get("/audit/", {"officer": "ada.xb"})
    assert CASE not in text_of(answer)
    (older,) = found(answer, "//a[@rel='next']/@href")
    assert CASE in text_of(vera.get(f"/audit/{older}"))


def test_a_sample_is_drawn_from_a_stated_seed(vera: Client, searched: int) -> None:
    assert "No entry is in this sample" in text_of(vera.get("/audit/sample/", {"seed": "x"}))
    assert "Write the day as" in text_of(vera.get("/audit/sample/?seed=x&since=soon"))


def test_an_officer_is_asked_sees_it_and_answers(vera: Client, desk: Desk, searched: int) -> None:
    assert ask(vera, searched).status_code == 302
    assert "Not answered yet" in text_of(vera.get("/audit/questions/"))
    ada = desk("Ada")
    page = text_of(ada.get("/justifications/"))
    assert "Which case was this for?" in page
    assert "Questions to you 1" in page
    told = ada.post(f"/justifications/{question_id()}/answer/", {"text": "For my own case."})
    assert told.status_code == 302
    assert "For my own case." in text_of(vera.get(f"/audit/entries/{searched}/"))
    assert "Answered" in text_of(vera.get("/audit/questions/"))


def test_a_question_out_of_time_is_shown_as_overdue(
    vera: Client, searched: int, settings: Any
) -> None:
    from datetime import timedelta

    from tests.invented import NOW

    ask(vera, searched, days="1")
    settings.CLOCK = lambda: NOW + timedelta(days=2)
    sit_down_again(vera, settings.CLOCK())
    assert "Overdue" in text_of(vera.get("/audit/questions/"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": " "}, "Write what the officer is to explain"),
        ({"days": "0"}, "between 1 and 60 days"),
        ({"days": "soon"}, "between 1 and 60 days"),
    ],
)
def test_a_question_that_cannot_be_put_comes_back_as_typed(
    vera: Client, searched: int, changes: dict[str, str], words: str
) -> None:
    answer = ask(vera, searched, **changes)
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_an_empty_answer_comes_back(vera: Client, desk: Desk, searched: int) -> None:
    ask(vera, searched)
    answer = desk("Ada").post(f"/justifications/{question_id()}/answer/", {"text": " "})
    assert answer.status_code == 422
    assert "Say why you did this" in text_of(answer)


def test_another_officer_neither_sees_nor_answers_a_question(
    vera: Client, desk: Desk, searched: int
) -> None:
    ask(vera, searched)
    ben = desk("Ben")
    assert "Nobody asks you anything" in text_of(ben.get("/justifications/"))
    answer = ben.post(f"/justifications/{question_id()}/answer/", {"text": "It was me."})
    assert answer.status_code == 404


def test_an_entry_of_another_member_is_answered_as_one_that_is_not_there(
    desk: Desk, searched: int
) -> None:
    client = desk("Wim", "XC", Role.AUDITOR)
    hidden = client.get(f"/audit/entries/{searched}/")
    absent = client.get("/audit/entries/987654321/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert bare(hidden) == bare(absent)
