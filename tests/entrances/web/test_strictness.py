"""Nothing inline, nothing from elsewhere, nothing kept by the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import tocsin.entrances.web as web
from tests.entrances.web.conftest import Desk

FOLDER = Path(next(iter(web.__path__)))
FILES = sorted([*FOLDER.rglob("*.html"), *FOLDER.rglob("*.css"), *FOLDER.rglob("*.svg")])
STYLED = re.compile(r"<style|\sstyle=|javascript:|@import", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:(?:src|href|action)=["']|url\(["']?)(?:https?:)?//""", re.IGNORECASE)
ONE_SIDED = re.compile(r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right):")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_page_has_a_style_of_its_own_or_anything_from_elsewhere(file: Path) -> None:
    source = file.read_text()
    assert not STYLED.search(source)
    assert not ELSEWHERE.search(source)


def test_the_stylesheet_knows_no_left_and_right() -> None:
    assert not ONE_SIDED.search((FOLDER / "static/tocsin/tocsin.css").read_text())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/account/sign-in/", "/nothing-here/", "/static/tocsin/tocsin.css"]
)
def test_every_answer_is_strict(path: str) -> None:
    headers = Client().get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


def test_no_page_is_kept_by_the_browser(desk: Desk) -> None:
    assert desk("Ada").get("/queue/").headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_form_without_its_token_changes_nothing_and_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "ada"})
    assert answer.status_code == 403
    assert "nothing was recorded" in answer.content.decode()
