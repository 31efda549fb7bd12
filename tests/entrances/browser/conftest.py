"""A real browser before the real demonstration, each begun once.

Debian's chromium is driven by Playwright; where it isn't installed these tests are skipped, and
`.ci/run` installs it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.command_line import ended, start

CHROMIUM = Path(os.environ.get("TOCSIN_TEST_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visitor = Callable[..., Page]


def go_to(page: Page, part: str, place: str) -> None:
    """Go to a place by the navigation, as a person does: open its part and follow the link.

    A part with one place is that place, and needs no opening.
    """
    navigation = page.get_by_role("navigation", name="Main")
    expect(navigation).to_be_visible()
    closed = navigation.locator("summary", has_text=part)
    if closed.count():
        closed.click()
    navigation.get_by_role("link", name=place).click()
    expect(navigation.locator("[aria-current=page]")).to_contain_text(place)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.skip(f"there is no chromium at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        begun = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield begun
        begun.close()


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the demonstration."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="package")
def address(browser: Browser, place: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = start(place, "demo", "--port", port)
    assert process.stdout
    for line in process.stdout:
        if f"http://127.0.0.1:{port}" in line:
            break
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert ended(process).returncode == 0


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """An officer of the demonstration who has signed in: ``visitor("ilse.ardovia")``."""
    contexts: list[BrowserContext] = []

    def come(username: str, *, script: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=address,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill("demo")
        page.get_by_role("button", name="Sign in").click()
        return page

    yield come
    for context in contexts:
        context.close()
