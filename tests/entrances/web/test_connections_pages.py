"""Relations, files and incidents in the browser: stated with evidence, opened one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import listed
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"invented" * 10


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def record(db: None) -> Record:
    return listed("XA-1")


def test_a_relation_is_stated_to_a_reference_and_shown_with_its_evidence(
    desk: Desk, record: Record
) -> None:
    listed("XA-E-1", register="organisation", person_status="not_a_person", primary_name="HLF")
    browser = desk("Petra", "XA", Role.CONTRIBUTOR)
    given = {"kind": "member_of", "other": "XA-E-1", "grade": "B2", "source": "Court file"}
    address = f"/contributions/{record.id}"
    refused = browser.post(f"{address}/relate/", given)
    assert (refused.status_code, "Give this." in text_of(refused)) == (422, True)
    unknown = {**given, "evidence": "File 7", "other": "XB-9"}
    assert "no record and no incident" in text_of(browser.post(f"{address}/relate/", unknown))
    browser.post(f"{address}/relate/", {**given, "evidence": "Court file 7."})
    page = desk("Ilse", "XB", Role.SCREENING_OFFICER).get(f"/subjects/{record.id}/")
    assert "Member of HLF" in text_of(page)
    assert "Court file 7." in text_of(page)
    page = browser.get(f"{address}/keep/")
    (take_back,) = found(page, "//form[contains(@action,'unrelate')]/@action")
    browser.post(take_back)
    assert "Court file 7." not in text_of(browser.get(f"/subjects/{record.id}/"))


def test_a_file_is_attached_told_by_its_hash_and_saved_not_shown(
    desk: Desk, record: Record
) -> None:
    browser = desk("Petra", "XA", Role.CONTRIBUTOR)
    file = SimpleUploadedFile("face.png", PICTURE)
    given = {"file": file, "source": "Passport office", "rights": "None known"}
    browser.post(f"/contributions/{record.id}/attach/", given)
    screener = desk("Ilse", "XB", Role.SCREENING_OFFICER)
    page = screener.get(f"/subjects/{record.id}/")
    (address,) = found(page, "//a[contains(@href,'/media/')]/@href")
    answer = screener.get(address)
    assert answer.content == PICTURE
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_of_another_kind_is_refused(desk: Desk, record: Record) -> None:
    browser = desk("Petra", "XA", Role.CONTRIBUTOR)
    given = {"file": SimpleUploadedFile("x.png", b"<script>"), "source": "x", "rights": "y"}
    answer = browser.post(f"/contributions/{record.id}/attach/", given)
    assert (answer.status_code, "Only photographs" in text_of(answer)) == (422, True)


def test_an_incident_is_reported_and_read(desk: Desk) -> None:
    browser = desk("Petra", "XA", Role.CONTRIBUTOR)
    given = {
        "reference": "XA-I-1",
        "kind": "attack",
        "title": "Attack on two ferries",
        "occurred": "2019-03",
        "country": "XA",
        "grade": "A1",
        "source": "Harbour police",
        "tlp": "green",
        "summary": "Two ferries were set on fire.",
    }
    refused = browser.post("/incidents/report/", {**given, "occurred": "once"})
    assert refused.status_code == 422
    browser.post("/incidents/report/", given)
    page = desk("Ilse", "XB", Role.SCREENING_OFFICER).get("/incidents/")
    assert "Attack on two ferries" in text_of(page)
