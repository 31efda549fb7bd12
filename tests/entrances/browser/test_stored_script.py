"""Script that was stored anywhere runs nowhere: every text of every table, every page, every role.

A demonstration of its own is begun, its database filled with script past all of our code, and the
pages walked in a real browser by following every link, as an officer in each role. The same walk
shows that no character that nobody sees is left unseen, and that the server's log names nobody.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.command_line import start
from tests.entrances.browser.poison import Poisoned, owner_of, poison
from tocsin.entrances.web.routes import ROUTES
from tocsin.safeguards.access.rules import Permission, Role

PER_SHAPE = 1
"""How many addresses of one shape are visited in one role: what one subject shows, all do."""
MOST_PAGES = 150
"""Addresses that are looked at in one role, those that were skipped among them."""
PARAMETER = re.compile(r"<\w+:(\w+)>")
SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
SCRIPT_RAN = """() => ({
  ran: window.ran === 1,
  elements: document.querySelectorAll('.mrk').length,
  handlers: [...document.querySelectorAll('*')].filter(
    e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
  unseen: (document.title + '\\n' + document.body.innerText).split('\\n').filter(
    line => /[\\u202a-\\u202e\\u2066-\\u2069\\u200b]/.test(line)),
})"""
HARMLESS = {"ran": False, "elements": 0, "handlers": 0, "unseen": []}
NEVER_SHOWN = {
    "ledger_removal",
    "ledger_unsealed",
}
"""Tables without text, or which only the sealer reads."""
GIVEN_UP = 6
"""Tables whose constraints no row made from columns alone meets, and pages of such rows: so many
may there be before this walk proves too little."""


@dataclass
class Walk:
    """What a browser met in one role."""

    harmful: dict[str, Any] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)


@dataclass
class Node:
    """A demonstration that is served, full of script."""

    address: str
    home: Path
    officers: dict[Role, str]
    poisoned: Poisoned
    walks: dict[Role, Walk] = field(default_factory=dict)


@pytest.fixture(scope="module")
def node(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    home = tmp_path_factory.mktemp("poisoned")
    process = start(home, "demo", "--port", port)
    assert process.stdout
    assert process.stderr
    # Rows that no code wrote make pages fail; the server waits until what it tells is read.
    Thread(target=process.stderr.read, daemon=True).start()
    for line in process.stdout:
        if f"http://127.0.0.1:{port}" in line:
            break
    with owner_of(home / "demo") as owner:
        officers = _one_for_each_role(owner)
        poisoned = poison(owner)
    yield Node(f"http://127.0.0.1:{port}", home / "demo", officers, poisoned)
    process.terminate()
    process.wait(60)


def _one_for_each_role(owner: Any) -> dict[Role, str]:
    """An officer of each member, where there are so many, appointed to one role alone."""
    rows = owner.execute(
        "select o.username, row_number() over (partition by u.member_id order by o.id) as turn"
        " from members_officer o join members_unit u on u.id = o.unit_id order by turn, o.id"
    ).fetchall()
    officers = dict(zip(Role, (name for name, _turn in rows), strict=False))
    for role, username in officers.items():
        owner.execute(
            "update members_officer set roles = %s, password = (select password from"
            " members_officer where username = 'ilse.ardovia') where username = %s",
            [[role.value], username],
        )
    return officers


@pytest.fixture(scope="module")
def walks(node: Node, browser: Browser) -> dict[Role, Walk]:
    """Every page that can be reached, in every role, and where no link leads by its address."""
    return {role: _walk(browser, node, username) for role, username in node.officers.items()}


def _walk(browser: Browser, node: Node, username: str) -> Walk:
    walk = Walk()
    context = browser.new_context(base_url=node.address)
    page = context.new_page()
    page.on("console", lambda message: _complain(walk, message.text))
    page.on("pageerror", lambda error: _complain(walk, str(error)))
    page.on("dialog", lambda dialog: (_complain(walk, "a dialog opened"), dialog.dismiss()))
    page.goto("/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Sign in").click()
    waiting = ["/", *(f"/{each.path}" for each in ROUTES if _is_plain(each))]
    shapes: dict[str, int] = {}
    visited: set[str] = set()
    known: dict[str, str] = {}
    while len(visited) < MOST_PAGES and (waiting := waiting or _unlinked(known, visited)):
        path = waiting.pop(0)
        _learn(path, known)
        shape = SHAPE.sub("*", path)
        is_new = path not in visited
        visited.add(path)
        if not is_new or shapes.get(shape, 0) >= PER_SHAPE:
            continue
        shapes[shape] = shapes.get(shape, 0) + 1
        waiting += _visit(page, path, walk)
    context.close()
    return walk


def _learn(path: str, known: dict[str, str]) -> None:
    """What the parameters of an address stand for, so that a page that isn't linked is found."""
    for pattern in (_pattern(each) for each in ROUTES if "<" in each.path):
        if found := re.fullmatch(pattern, path.partition("?")[0]):
            known.update(found.groupdict())


def _pattern(route: Any) -> str:
    return "/" + PARAMETER.sub(r"(?P<\1>[^/]+)", route.path)


def _unlinked(known: dict[str, str], visited: set[str]) -> list[str]:
    """Pages that no link led to, of things that other links named."""
    found = []
    for route in ROUTES:
        is_page = isinstance(route.needs, Permission) and "GET" in route.methods
        if is_page and set(PARAMETER.findall(route.path)) <= set(known):
            path = "/" + PARAMETER.sub(lambda name: known[name[1]], route.path)
            found += [] if path in visited else [path]
    return found


def _complain(walk: Walk, words: str) -> None:
    """Pages that were refused, and advice on forms, are no complaint about script."""
    if "Failed to load resource" not in words and "[DOM]" not in words:
        walk.complaints.append(words)


def _is_plain(route: Any) -> bool:
    return isinstance(route.needs, Permission) and "<" not in route.path and "GET" in route.methods


def _visit(page: Page, path: str, walk: Walk) -> list[str]:
    """Look at one page; the addresses of this node that it leads to."""
    if path.partition("?")[0].endswith((".csv", "/file/", "/events/")):
        return []
    answer = page.goto(path)
    assert answer
    if answer.status == 500:
        walk.failed.append(SHAPE.sub("*", path))
    if answer.status == 200:
        walk.seen.add(
            SHAPE.sub("*", page.url.partition("://")[2].partition("/")[2].partition("?")[0])
        )
    found = page.evaluate(SCRIPT_RAN)
    if found != HARMLESS:
        walk.harmful[path] = found
    links = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    return [_whole(path, each) for each in links if _is_ours(each)]


def _is_ours(href: str | None) -> bool:
    return (
        bool(href)
        and str(href).startswith(("/", "?"))
        and not str(href).startswith(
            ("//", "/static", "/api", "/account/sign-out", "/account/codes/file")
        )
    )


def _whole(path: str, href: str) -> str:
    return path.partition("?")[0] + href if href.startswith("?") else href


def test_every_table_was_filled_with_script(node: Node) -> None:
    unfilled = node.poisoned.empty - NEVER_SHOWN
    assert len(unfilled) <= GIVEN_UP, unfilled
    assert len(node.poisoned.filled) > 60
    assert {
        ("registers_record", "primary_name"),
        ("registers_version", "statements"),
        ("review_decision", "reason"),
        ("members_officer", "name"),
        ("members_member", "name"),
        ("ledger_entry", "thing"),
        ("audit_question", "text"),
    } - node.poisoned.filled == set()


def test_stored_script_runs_on_no_page_and_becomes_no_element(walks: dict[Role, Walk]) -> None:
    harmful = {
        role: {path: found for path, found in walk.harmful.items() if _did_harm(found)}
        for role, walk in walks.items()
    }
    assert {role: found for role, found in harmful.items() if found} == {}


def _did_harm(found: dict[str, Any]) -> bool:
    return {**found, "unseen": []} != HARMLESS


def test_no_unseen_character_is_left_unseen_on_any_page(walks: dict[Role, Walk]) -> None:
    unseen = {
        role: {path: found["unseen"] for path, found in walk.harmful.items() if found["unseen"]}
        for role, walk in walks.items()
    }
    assert {role: paths for role, paths in unseen.items() if paths} == {}


def test_the_browser_had_nothing_to_refuse(walks: dict[Role, Walk]) -> None:
    """A refused script is one that was in the page."""
    assert {role: walk.complaints for role, walk in walks.items() if walk.complaints} == {}


def test_no_page_fails_on_rows_that_no_code_wrote(walks: dict[Role, Walk]) -> None:
    assert {path for walk in walks.values() for path in walk.failed} == set()


def test_every_page_was_seen_in_some_role(walks: dict[Role, Walk]) -> None:
    seen = set().union(*(walk.seen for walk in walks.values()))
    wanted = {
        re.sub(r"<\w+:\w+>", "*", route.path): route.name
        for route in ROUTES
        if isinstance(route.needs, Permission) and "GET" in route.methods
    }
    unseen = {name for shape, name in wanted.items() if shape not in seen}
    assert len(unseen - set(UNREACHED)) <= GIVEN_UP, unseen


UNREACHED = {
    "contribution-file": "the demonstration has no file of contributions",
    "dossier": "the demonstration has no draft of a request",
    "draft": "the same",
    "draft-file": "it answers with a file, to be kept and not to be shown",
    "events": "it is a stream that stays open, and no page",
    "media": "it answers with a file",
    "receipt": "a form makes it, and its reference is chance",
    "records-compare": "it is asked for two records by a form",
    "sealed-fetch": "it answers with a file",
    "work-file": "it answers with a file",
}
"""Pages that the walk does not see: their rows have a form of their own that columns don't tell."""
