"""What is hidden and what doesn't exist get one answer; a failure names nobody."""

from __future__ import annotations

import logging
import re
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.entrances.web.conftest import Desk
from tests.invented import NAME, candidate_on, listed
from tocsin.entrances.logs import NamelessFormatter
from tocsin.entrances.web.views import lists
from tocsin.matching import IndexBusy

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def bare(answer: HttpResponse) -> bytes:
    """The page without the token of its sign-out form, which is new in every answer."""
    return TOKEN.sub(b"", answer.content)


def test_a_hidden_record_gets_the_answer_of_one_that_does_not_exist(desk: Desk) -> None:
    hidden = listed(only_members=())
    client = desk("Eve", "XC")
    for page in ("/subjects/{}/", "/subjects/{}/movement/"):
        unseen = client.get(page.format(hidden.id))
        unknown = client.get(page.format(uuid4()))
        assert unseen.status_code == unknown.status_code == 404
        assert bare(unseen) == bare(unknown)
        assert unseen.headers == unknown.headers


def test_the_candidate_of_another_member_gets_the_same_answer(desk: Desk, tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    client = desk("Eve", "XC")
    unseen = client.get(f"/queue/{candidate}/")
    assert unseen.status_code == 404
    assert bare(unseen) == bare(client.get(f"/queue/{uuid4()}/"))


def test_a_failure_is_shown_in_our_look_and_logged_without_a_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: Any) -> None:
        raise RuntimeError(f"duplicate key: {NAME}")

    monkeypatch.setattr(lists.queries, "latest_runs", fail)
    client = desk("Ada")
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        answer = client.get("/lists/")
    assert answer.status_code == 500
    assert "Nothing of what you sent was recorded" in answer.content.decode()
    written = "\n".join(NamelessFormatter().format(each) for each in caplog.records)
    assert "RuntimeError" in written
    assert NAME not in written


def test_what_stands_in_the_way_is_told_in_its_own_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: Any) -> None:
        raise IndexBusy

    monkeypatch.setattr(lists.queries, "latest_runs", fail)
    answer = desk("Ada").get("/lists/")
    assert answer.status_code == 503
    assert str(IndexBusy()) in unescape(answer.content.decode())


@pytest.mark.django_db
def test_an_unknown_host_is_not_answered() -> None:
    answer = Client().get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "This was not understood" in answer.content.decode()
