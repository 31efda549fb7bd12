"""The library's pages: found in its language, read, fetched, added and taken out."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tocsin.safeguards.access.rules import Role

WORK = {
    "title": "Resolution on borders",
    "kind": "resolution",
    "language": "en",
    "tlp": "green",
    "text": "States shall prevent the movement of terrorists by effective border controls.",
}


def test_a_work_is_added_found_read_and_taken_out(desk: Desk) -> None:
    owner = desk("Ira", "XA", Role.CONTRIBUTOR)
    made = owner.post("/library/", WORK, follow=True)
    assert "The work is in the library" in text_of(made)
    reader = desk("Ada")
    page = reader.get("/library/?text=controlling+borders")
    assert "1 work has these words" in text_of(page)
    (address,) = found(page, "//ul[@class='works']//a/@href")
    assert "effective border controls" in text_of(reader.get(address))
    assert reader.post(f"{address}remove/").status_code == 403
    assert "taken out" in text_of(owner.post(f"{address}remove/", follow=True))
    assert reader.get(address).status_code == 404


def test_a_file_comes_back_as_a_download_whatever_it_is(desk: Desk) -> None:
    owner = desk("Ira", "XA", Role.CONTRIBUTOR)
    file = SimpleUploadedFile("act.html", b"<script>alert(1)</script>", "text/html")
    made = owner.post("/library/", {**WORK, "file": file}, follow=True)
    (address,) = found(made, "//a[contains(@href, '/file/')]/@href")
    answer = desk("Ada").get(address)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="act.html"'


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"language": "de"}, "language"),
        ({"tlp": "red"}, "only_members"),
        ({"tlp": "red", "only_members": "ZZ"}, "only_members"),
        ({"adopted_on": "lately"}, "adopted_on"),
        ({"text": ""}, "text"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x00")}, "file"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    desk: Desk, changes: dict[str, object], field: str
) -> None:
    answer = desk("Ira", "XA", Role.CONTRIBUTOR).post("/library/", {**WORK, **changes})
    assert answer.status_code == 422
    assert found(answer, "//*[@id='errors']//a/@href") == [f"#field-{field}"]


def test_who_may_only_read_adds_nothing(desk: Desk) -> None:
    reader = desk("Olga", "XB", Role.OBSERVER)
    assert "Add a work" not in text_of(reader.get("/library/"))
    assert reader.post("/library/", WORK).status_code == 403


def test_a_text_stands_in_the_direction_of_its_language(desk: Desk) -> None:
    owner = desk("Ira", "XA", Role.CONTRIBUTOR)
    arabic = {**WORK, "language": "ar", "title": "قرار", "text": "على الدول أن تمنع"}
    made = owner.post("/library/", arabic, follow=True)
    assert found(made, "//article/@dir") == ["rtl"]
