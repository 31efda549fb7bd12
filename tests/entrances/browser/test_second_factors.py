"""In a real browser: a second factor and a passkey are set up and used, and a state is admitted.

The register isn't a demonstration, so that a second factor is asked for; the passkey is made by
chromium's own virtual authenticator (DevTools protocol, domain WebAuthn).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.command_line import answer, ended, start
from tests.safeguards.joining import signed_key

PASSWORD = "an invented sentence"


@pytest.fixture(scope="module")
def register(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, str]]]:
    """Where the register is served, and the links of two officers."""
    home = tmp_path_factory.mktemp("register")
    answer(home, "members", "load")
    links = {
        name: answer(
            home, "officers", "appoint", name, "--member", "XAA", "--unit", "Desk",
            "--name", name.title(), "--role", role,
        )["path"]
        for name, role in (("chief", "member_administrator"), ("clerk", "registrar"))
    }  # fmt: skip
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = start(home, "serve", "--port", port)
    assert process.stderr
    next(line for line in process.stderr if "Tocsin is at" in line)
    yield f"http://localhost:{port}", links
    process.terminate()
    assert ended(process).returncode == 0


@pytest.fixture
def context(browser: Browser, register: tuple[str, dict[str, str]]) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=register[0], viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def begin(page: Page, link: str) -> None:
    """Choose a password by the link, and sign in with it."""
    page.goto(link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()


def sign_in(page: Page, username: str) -> None:
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def confirm_if_asked(page: Page) -> None:
    if page.get_by_role("heading", name="Confirm that it is you").count():
        confirm(page)


def virtual_authenticator(page: Page) -> None:
    """A key that is in the machine, and whose holder is always there and known to it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_first_page_is_the_one_to_set_up_an_app_and_then_all_others_open(
    context: BrowserContext, register: tuple[str, dict[str, str]]
) -> None:
    page = context.new_page()
    begin(page, register[1]["clerk"])
    sign_in(page, "clerk")
    expect(page.get_by_text("Before you can do anything else here")).to_be_visible()
    page.goto("/assembly/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")
    page.get_by_role("link", name="Set up an app").click()
    confirm_if_asked(page)
    secret = page.locator(".pairing code").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ecovery codes")
    page.goto("/assembly/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members")
    apply_and_prepare(page)


def apply_and_prepare(page: Page) -> None:
    """The registrar takes an applicant from its application to the assembly."""
    page.get_by_text("File an application").click()
    page.get_by_label("Code").fill("XQQ")
    page.get_by_label("Name").fill("Principality of Quellmar")
    page.get_by_role("button", name="File it").click()
    expect(page.get_by_text("Still missing")).to_contain_text("legal basis")
    page.get_by_text("What it declares").click()
    page.get_by_label("Legal basis").fill("Ordinance 1 (2024)")
    page.get_by_label("Data-protection authority").fill("Chancery")
    page.get_by_label("Contact for redress").fill("redress@quellmar.example")
    page.get_by_role("button", name="Write it down").click()
    key = signed_key("XQQ")
    page.get_by_text("Its signing key").click()
    page.get_by_label("Public key").fill(key.key)
    page.get_by_label("Signature of the registration").fill(key.signature)
    page.get_by_role("button", name="Register the key").click()
    page.get_by_text("Take the declarations as complete").click()
    page.get_by_role("button", name="They are complete").click()
    page.locator("summary", has_text="Technical checks").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Write down what was passed").click()
    page.get_by_text("Put it before the assembly").click()
    page.get_by_role("button", name="Call the assembly").click()
    expect(page.get_by_text("0 for, 0 against")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(
    context: BrowserContext, register: tuple[str, dict[str, str]]
) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    virtual_authenticator(page)
    begin(page, register[1]["chief"])
    sign_in(page, "chief")
    page.get_by_role("link", name="Add a passkey").click()
    confirm_if_asked(page)
    page.get_by_label("Passwordless").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Add a passkey").click()
    page.goto("/account/passkeys/")
    expect(page.get_by_role("table")).to_contain_text("signs in without a password")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")
    page.goto("/assembly/of/XQQ/")
    page.locator("summary", has_text="Vote").click()
    page.get_by_label("For", exact=True).check()
    page.get_by_role("button", name="Cast the vote").click()
    expect(page.get_by_text("Your member voted: For")).to_be_visible()
    assert complaints == []


def test_after_the_password_the_passkey_is_asked_for(
    context: BrowserContext, register: tuple[str, dict[str, str]]
) -> None:
    page = context.new_page()
    page.goto("/account/sign-in/")
    sign_in(page, "chief")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")
    expect(page.get_by_role("button", name="Use your passkey")).to_be_visible()
    page.goto("/assembly/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second factor")


def test_without_script_the_page_says_why_there_is_no_passkey(
    browser: Browser, register: tuple[str, dict[str, str]]
) -> None:
    context = browser.new_context(base_url=register[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/sign-in/")
    expect(page.get_by_text("Passkeys need a script of this page")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    context.close()


def test_the_register_is_read_by_strangers(
    browser: Browser, register: tuple[str, dict[str, str]]
) -> None:
    context = browser.new_context(base_url=register[0], viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto("/members/")
    expect(page.get_by_role("heading", name=re.compile("58 members"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Republic of Ardenholm").click()
    expect(page.get_by_text("redress@ardenholm.example")).to_be_visible()
    context.close()
