"""The whole job before two desks: a manifest arrives, and the owner of the record hears of it.

A passenger list comes in by HTTP and is screened by a worker; the queue that is open in one browser
shows the candidate by itself; the officer decides by the keyboard alone; the inbox that is open in
another browser, of the member that owns the record, rings; and the movement has a new leg.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.command_line import answer, ended, start
from tests.entrances.browser.conftest import Visitor
from tocsin.formats.paxlst import (
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    Role,
    TravelDocument,
    write_paxlst,
)
from tocsin.foundations.vocabulary import PartialDate

TRAVELLER = ("ALKHUNAYRI", "SUHAIL MARDAWI")
REFERENCE = "XB/1446/031"
SOON = 20_000
"""Milliseconds: the worker has to begin first."""


@pytest.fixture
def worker(address: str, place: Path) -> Iterator[None]:
    """What the demonstration has no need of: a process that screens what carriers send."""
    process = start(place / "demo", "work", "--workers", 1)
    assert process.stderr
    next(line for line in process.stderr if "at work" in line)
    yield
    process.terminate()
    assert ended(process).returncode == 0


def manifest() -> bytes:
    """Two travellers of tomorrow's flight; one is as the record of another member says."""
    departs = datetime.now(UTC).replace(tzinfo=None, microsecond=0, second=0) + timedelta(days=1)
    leg = ("ZZ", "9417", "IST", "VIE", departs, departs + timedelta(hours=2))
    travellers = (
        ListedTraveller(
            Role.PASSENGER,
            TRAVELLER,
            birth_date=PartialDate.parse("1988-09-23"),
            documents=(TravelDocument("P", "XB3114460", None),),
            position=0,
        ),
        ListedTraveller(Role.PASSENGER, ("INVENTED", "OLGA"), position=1),
    )
    listed = PassengerList(
        reference="WHOLE1",
        version="D.12B",
        code="745",
        kind="passenger list",
        flight=Flight(*leg),
        legs=(Leg(*leg),),
        travellers=travellers,
        declared_travellers=2,
    )
    return write_paxlst([listed], Envelope("ZZ", "XAPIU", departs, "WHOLE1"))


def deliver(address: str, place: Path) -> None:
    token = answer(place / "demo", "tokens", "create", "--officer", "ilse.ardovia")["token"]
    sent = httpx.post(
        f"{address}/api/v1/messages",
        content=manifest(),
        headers={
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/octet-stream",
            "Idempotency-Key": "WHOLE1",
        },
        timeout=60,
    )
    assert sent.status_code == 202, sent.text


def listening(page: Page, path: str) -> Page:
    with page.expect_response(lambda answer: answer.url.endswith("/events/")):
        page.goto(path)
    return page


def decide_by_keyboard(page: Page) -> None:
    """Choose, say why, record: without the pointer."""
    page.get_by_role("radio", name="The same person", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Reason").focus()
    page.keyboard.type("Passport and date of birth are the record's.")
    page.get_by_role("button", name="Record the decision").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Recorded: the same person.")


def test_a_manifest_becomes_a_leg_of_a_movement_before_two_open_desks(
    address: str, place: Path, worker: None, visitor: Visitor
) -> None:
    owner = listening(visitor("layth.belhara"), "/alerts/")
    expect(owner.locator("#alerts-rows")).not_to_contain_text("ZZ9417")
    desk = listening(visitor("ilse.ardovia"), "/queue/")
    deliver(address, place)
    arrived = desk.get_by_role("link", name=" ".join(TRAVELLER))
    expect(arrived).to_be_visible(timeout=SOON)
    arrived.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Are these the same person?")
    decide_by_keyboard(desk)
    rung = owner.locator("#alerts-rows tr", has_text="ZZ9417")
    expect(rung).to_contain_text(REFERENCE)
    expect(owner.locator(".hears")).to_contain_text("Brought up to date just now.")
    desk.get_by_role("link", name="See the subject's movement").click()
    expect(desk.locator("table.sightings tbody tr", has_text="ZZ9417")).to_have_count(1)
