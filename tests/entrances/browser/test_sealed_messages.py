"""Words from one member's desk to another's, through a served node that can't read them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import expect

from tests.alerts.sealing import endorsed
from tests.command_line import answer
from tests.entrances.browser.conftest import Visitor
from tests.entrances.browser.poison import owner_of
from tests.safeguards.joining import private_key
from tocsin.alerts.correspondence.sealing import new_pair, seal

WORDS = "He was met on the night train to Brod; the passport is reissued."
INVENTED = "tocsin invented member "
CASE = """
    select alert.id::text, owner.code, reporter.code from alerts_alert alert
    join members_member owner on owner.id = alert.owner_id
    join members_member reporter on reporter.id = alert.reporter_id
    where 'XA' in (owner.code, reporter.code) order by alert.raised_at limit 1
"""
OFFICER = """
    select username from members_officer join members_unit unit on unit.id = unit_id
    join members_member member on member.id = unit.member_id
    where member.code = %s and 'screening_officer' = any(roles) limit 1
"""
KEEP = """
    insert into correspondence_sealingkey (member_id, key, endorsed_by, endorsement, begins_at)
    select id, %s, %s, %s, now() from members_member where code = %s
"""


@pytest.fixture
def case(address: str, place: Path) -> tuple[str, dict[str, Path], dict[str, Path]]:
    """An alert of the demonstration, and for each of its members a file with a key and a token."""
    home = place / "demo"
    with owner_of(home) as owner:
        found = owner.execute(CASE).fetchone()
        assert found
        alert, *members = found
        keys = {each: _key(owner, each, place) for each in members}
        tokens = {each: _token(owner, each, home, place) for each in members}
    return alert, keys, tokens


def _key(owner: psycopg.Connection[Any], code: str, place: Path) -> Path:
    pair, private = new_pair(), private_key(INVENTED + code)
    public = private.public_key().public_bytes_raw()
    owner.execute(
        "update correspondence_sealingkey set ends_at = now() where ends_at is null"
        " and member_id = (select id from members_member where code = %s)",
        [code],
    )
    owner.execute(KEEP, [pair.public, public, endorsed(code, pair, private), code])
    file = place / f"{code}.key"
    file.write_text(pair.secret)
    return file


def _token(owner: psycopg.Connection[Any], code: str, home: Path, place: Path) -> Path:
    found = owner.execute(OFFICER, [code]).fetchone()
    assert found
    file = place / f"{code}.token"
    file.write_text(answer(home, "tokens", "create", "--officer", found[0])["token"])
    return file


def test_what_one_desk_writes_the_other_reads_and_the_page_shows_that_it_was_written(
    address: str, place: Path, case: Any, tmp_path: Path, visitor: Visitor
) -> None:
    alert, keys, tokens = case
    writer, reader = sorted(keys, key=lambda code: code == "XA")
    words = tmp_path / "words"
    words.write_text(WORDS, encoding="utf-8")
    at = ("--node", address, "--token")
    sent = answer(tmp_path, "messages", "write", alert, words, *at, tokens[writer])
    assert set(sent["sealed_to"]) == {writer, reader}
    got = answer(tmp_path, "messages", "read", alert, *at, tokens[reader], "--key", keys[reader])
    assert got["messages"][-1]["words"] == WORDS
    page = visitor("ilse.ardovia")
    page.goto(f"/alerts/{alert}/")
    row = page.get_by_role("table").locator("tbody tr").last
    expect(row).to_contain_text(writer)
    with page.expect_download() as download:
        row.get_by_role("link", name=re.compile("^Fetch it, sealed")).click()
    assert WORDS.encode() not in Path(download.value.path()).read_bytes()


def test_a_sealed_file_is_sent_from_the_page_and_one_in_clear_is_refused(
    case: Any, tmp_path: Path, visitor: Visitor
) -> None:
    alert, _keys, _tokens = case
    page = visitor("ilse.ardovia", script=False)
    page.goto(f"/alerts/{alert}/")
    page.get_by_text("Write to the other member").click()
    shown = [each.inner_text() for each in page.locator("section code.token").all()]
    clear, sealed = tmp_path / "clear.txt", tmp_path / "sealed.age"
    clear.write_text(WORDS)
    sealed.write_bytes(seal(WORDS.encode(), shown))
    for file, told in ((clear, "This isn't sealed"), (sealed, "Kept, sealed.")):
        page.get_by_label("Sealed file").set_input_files(file)
        page.get_by_role("button", name="Send it").click()
        expect(page.get_by_role("status")).to_contain_text(told)
        page.get_by_text("Write to the other member").click()
