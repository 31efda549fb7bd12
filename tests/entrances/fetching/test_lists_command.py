"""`tocsin lists` as an officer meets it: fetched over TLS, imported, refused, all in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import PEOPLE, run, said, write_list
from tests.entrances.fetching.publisher import Publisher, answers, drops_after, make_authority
from tocsin.foundations.postgres import EmbeddedPostgres


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("lists") / "home"
    yield folder
    EmbeddedPostgres(folder / "postgres").stop()


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher with two people on its list, whose authority the commands trust."""
    trusted, served = make_authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    server = Publisher(write_list(tmp_path / "list.xml", PEOPLE).read_bytes(), served)
    yield server
    server.shutdown()
    server.server_close()


def test_a_fetched_list_is_imported_and_one_that_has_not_changed_is_renewed(
    home: Path, publisher: Publisher
) -> None:
    publisher.bad_days.append(drops_after(700))
    first = said(run(home, "lists", "fetch", "un", "--from", publisher.url, "--json"))
    assert first == {"list": "un", "added": 2, "changed": 0, "removed": 0, "unchanged": 0}
    again = run(home, "lists", "fetch", "un", "--from", publisher.url, "--json")
    assert json.loads(again.stdout)["unchanged"] == 2
    assert again.stderr.startswith("tocsin: the list has not changed since Sun, 01 Mar 2026")
    assert [asked.get("Range") for asked in publisher.asked] == [None, "bytes=700-", None]


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "answered 404 instead of the un list"), (200, "can't be read")],
)
def test_what_is_no_list_is_one_line_and_changes_nothing(
    home: Path, publisher: Publisher, status: int, told: str
) -> None:
    publisher.bad_days.append(answers(status, b"<html>Sorry</html>"))
    done = run(home, "lists", "fetch", "un", "--from", publisher.url)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert told in done.stderr


def test_a_publisher_that_nobody_vouches_for_is_not_believed(
    home: Path, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    done = run(home, "lists", "fetch", "un", "--from", publisher.url)
    assert done.returncode == 1
    assert "could not be verified" in done.stderr
    assert publisher.asked == []


def test_the_address_of_a_list_is_a_setting(
    home: Path, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_EU_LIST_URL", publisher.url)
    done = run(home, "lists", "fetch", "eu")
    assert "another kind of document" in done.stderr
    assert len(publisher.asked) == 1


def test_a_list_that_shrinks_or_goes_back_is_the_officers_decision(
    home: Path, tmp_path: Path
) -> None:
    many = [(str(number), "Invented", f"Person{number}") for number in range(900, 930)]
    run(home, "lists", "import", "un", write_list(tmp_path / "many.xml", many))
    few = write_list(tmp_path / "few.xml", many[:5])
    refused = run(home, "lists", "import", "un", few)
    assert refused.returncode == 1
    assert "--accept-shrinking" in refused.stderr
    accepted = run(home, "lists", "import", "un", few, "--accept-shrinking", "--json")
    assert said(accepted)["removed"] == 25
    few.write_text(few.read_text().replace("2026-03-01", "2025-03-01"))
    older = run(home, "lists", "import", "un", few, "--json")
    assert said(older)["unchanged"] == 5
    assert "(2025-03-01) is older than the one it replaced (2026-03-01)" in older.stderr


def test_an_older_edition_that_a_server_still_sends_is_refused(
    home: Path, publisher: Publisher, tmp_path: Path
) -> None:
    newer = write_list(tmp_path / "newer.xml", PEOPLE)
    newer.write_text(newer.read_text().replace("2026-03-01", "2026-04-01"))
    run(home, "lists", "import", "un", newer, "--accept-shrinking")
    done = run(home, "lists", "fetch", "un", "--from", publisher.url)
    assert done.returncode == 1
    assert "--accept-older" in done.stderr


def test_a_person_sees_how_far_an_import_is_and_a_machine_sees_only_the_answer(
    home: Path, tmp_path: Path
) -> None:
    """Bars are only drawn on a terminal, so the command is given one."""
    file = write_list(tmp_path / "list.xml", PEOPLE)
    arguments = ("lists", "import", "un", str(file), "--accept-shrinking")
    run(home, *arguments)
    assert run(home, *arguments).stderr == ""
    reader, writer = os.openpty()
    drawing = subprocess.Popen(
        [sys.executable, "-m", "tocsin", *arguments],
        env={**os.environ, "TOCSIN_HOME": str(home), "TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.DEVNULL,
        stderr=writer,
    )
    os.close(writer)
    drawn = b"".join(iter(lambda: _read(reader), b""))
    assert drawing.wait(60) == 0
    assert b"reading" in drawn
    assert b"100%" in drawn


def _read(terminal: int) -> bytes:
    """What a terminal was sent; nothing once the other end has been closed (EIO on Linux)."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""
