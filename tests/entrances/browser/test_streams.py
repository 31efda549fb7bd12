"""Streams of a served node: they say that something changed, and end with the right to listen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import httpx
import psycopg
import pytest
from playwright.sync_api import Page, Response, expect

from tests.entrances.browser.conftest import Visitor
from tests.entrances.browser.poison import owner_of
from tocsin.entrances.events.hub import AT_ONCE

OFFICER, MEMBER = "layth.belhara", "XB"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SHOWN = re.compile(r"tocsin_[\w-]{43}")
PATIENCE = 10.0
"""Seconds until a test gives up on what must come sooner."""
ENDED = "the stream ended"
SAID = ".hears [aria-live=polite]"
"""What a list says of itself, for the eye and for a screen reader."""


class Hearing:
    """An open stream, read as it comes."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._came: Queue[str] = Queue()
        Thread(target=self._read, args=(lines,), daemon=True).start()
        assert self.next() == "retry: 2000"
        assert self.next() == "id: 0"

    def _read(self, lines: Iterator[str]) -> None:
        try:
            for line in lines:
                if line and not line.startswith(":"):
                    self._came.put(line)
            self._came.put(ENDED)
        except httpx.HTTPError as problem:
            self._came.put(repr(problem))

    def next(self) -> str:
        return self._came.get(timeout=PATIENCE)

    def until(self, wanted: str) -> float:
        """Seconds until a line comes, whatever comes before it."""
        begun = time.monotonic()
        while (line := self.next()) != wanted:
            assert not line.startswith("Remote"), line
        return time.monotonic() - begun

    def is_silent(self, seconds: float) -> bool:
        try:
            self._came.get(timeout=seconds)
        except Empty:
            return True
        return False


@pytest.fixture
def owner(address: str, place: Path) -> Iterator[psycopg.Connection[Any]]:
    with owner_of(place / "demo") as connection:
        yield connection


def signed_in(address: str) -> httpx.Client:
    client = httpx.Client(base_url=address, follow_redirects=True, timeout=60)
    sent(client, "/account/sign-in/", login=OFFICER, password="demo")
    return client


def sent(client: httpx.Client, path: str, form: str = "", **values: Any) -> httpx.Response:
    """A form sent, with the token of the page that holds it."""
    found = TOKEN.search(client.get(form or path).text)
    assert found
    fields = {"csrfmiddlewaretoken": found[1], **values}
    answer = client.post(path, data=fields, headers={"Referer": str(client.base_url)})
    assert answer.status_code == 200, answer.text
    return answer


def program(address: str) -> httpx.Client:
    """A program with a token of the officer's that is for hearing of the queue alone."""
    values = {"label": "desk", "days": "1", "permissions": ["event.hear", "queue.read"]}
    made = SHOWN.search(sent(signed_in(address), "/tokens/", **values).text)
    assert made
    return httpx.Client(
        base_url=f"{address}/api/v1", headers={"Authorization": f"Bearer {made[0]}"}, timeout=60
    )


@contextmanager
def hearing(client: httpx.Client) -> Iterator[Hearing]:
    accept = {"Accept": "text/event-stream"}
    with client.stream("GET", "/events" if "api" in client.base_url.path else "/events/",
                       headers=accept, timeout=None) as answer:  # fmt: skip
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/event-stream"
        yield Hearing(answer.iter_lines())


WAYS: dict[str, Callable[[str], httpx.Client]] = {"session": signed_in, "token": program}


def touch(owner: psycopg.Connection[Any], member: str) -> None:
    """Something happens in a member's queue."""
    owner.execute(
        "update review_adjudication set changed_at = changed_at + interval '1 ms' where member_id"
        " = (select id from members_member where code = %s)",
        [member],
    )


def name_state(owner: psycopg.Connection[Any], state: str) -> None:
    owner.execute("update members_member set state = %s where code = %s", [state, MEMBER])


@pytest.mark.parametrize("way", WAYS)
def test_a_change_of_ones_own_queue_is_heard_within_a_second(
    address: str, owner: psycopg.Connection[Any], way: str
) -> None:
    with hearing(WAYS[way](address)) as heard:
        touch(owner, "XA")
        assert heard.is_silent(0.6)
        touch(owner, MEMBER)
        assert heard.until("event: queue") < 1


@pytest.mark.parametrize("way", WAYS)
def test_a_stream_ends_within_a_second_of_the_members_suspension(
    address: str, owner: psycopg.Connection[Any], way: str
) -> None:
    client = WAYS[way](address)
    with hearing(client) as heard:
        name_state(owner, "suspended")
        try:
            assert heard.until(ENDED) < 1
        finally:
            name_state(owner, "active")


def test_a_stream_ends_within_a_second_of_signing_out(address: str) -> None:
    client = signed_in(address)
    with hearing(client) as heard:
        sent(client, "/account/sign-out/", "/")
        assert heard.until(ENDED) < 1


def test_a_stream_ends_within_a_second_of_the_tokens_end(
    address: str, owner: psycopg.Connection[Any]
) -> None:
    with hearing(program(address)) as heard:
        owner.execute("update access_token set revoked_at = now()")
        assert heard.until(ENDED) < 1


def test_a_session_may_open_only_so_many(address: str) -> None:
    client = signed_in(address)
    opened = [hearing(client) for _ in range(AT_ONCE)]
    for each in opened:
        each.__enter__()
    assert client.get("/events/", headers={"Accept": "text/event-stream"}).status_code == 429
    for each in opened:
        each.__exit__(None, None, None)


def at_the_queue(visitor: Visitor) -> Page:
    """An officer before the open queue, whose page listens."""
    page = visitor("wilf.eastmere")
    with page.expect_response(lambda answer: answer.url.endswith("/events/")):
        page.goto("/queue/")
    return page


def rows_read_again(answer: Response) -> bool:
    return "/queue/?state=awaiting" in answer.url and "<html" not in answer.text()


def test_an_open_queue_brings_itself_up_to_date(
    visitor: Visitor, owner: psycopg.Connection[Any]
) -> None:
    page = at_the_queue(visitor)
    with page.expect_response(rows_read_again):
        touch(owner, "XE")
    expect(page.locator(SAID)).to_have_text("Brought up to date just now.")
    expect(page.locator("#queue-rows tbody tr").first).to_be_visible()


def test_a_list_stays_as_it_is_under_the_officers_cursor_and_focus(
    visitor: Visitor, owner: psycopg.Connection[Any]
) -> None:
    page = at_the_queue(visitor)
    first = page.locator("#queue-rows tbody th a").first
    first.focus()
    first.hover()
    touch(owner, "XE")
    expect(page.locator(SAID)).to_have_text("This has changed meanwhile.")
    expect(first).to_be_focused()
    page.mouse.move(2, 2)
    expect(page.get_by_role("button", name="Show the changes")).to_be_visible()
    with page.expect_response(rows_read_again):
        page.get_by_role("button", name="Show the changes").click()
    expect(page.locator(SAID)).to_have_text("Brought up to date just now.")
    expect(page.get_by_role("button", name="Show the changes")).to_be_hidden()


def test_an_open_case_says_that_it_was_decided_elsewhere_and_changes_nothing_by_itself(
    visitor: Visitor, owner: psycopg.Connection[Any]
) -> None:
    page = at_the_queue(visitor)
    with page.expect_response(lambda answer: answer.url.endswith("/events/")):
        page.locator("#queue-rows tbody th a").first.click()
    page.get_by_label("Reason").fill("The passport is another.")
    touch(owner, "XE")
    expect(page.get_by_text("This has changed meanwhile.")).to_be_visible()
    expect(page.get_by_label("Reason")).to_have_value("The passport is another.")
