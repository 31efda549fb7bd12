"""Nothing inline, nothing from elsewhere, nothing kept by the browser; every form is ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client

import tocsin.entrances.web as web
from tests.entrances.web.conftest import Desk

TEMPLATES = Path(next(iter(web.__path__))) / "templates"
NAMES = sorted(str(each.relative_to(TEMPLATES)) for each in TEMPLATES.rglob("*.html"))
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
ELSEWHERE = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE)
FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_has_script_or_style_of_its_own_or_from_elsewhere(name: str) -> None:
    source = (TEMPLATES / name).read_text()
    assert not INLINE.search(source)
    assert not ELSEWHERE.search(source)


@pytest.mark.parametrize("name", NAMES)
def test_every_form_that_sends_carries_its_token(name: str) -> None:
    for form in FORM.findall((TEMPLATES / name).read_text()):
        assert "{% csrf_token %}" in form


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/account/sign-in/", "/nothing-here/", "/static/tocsin/tocsin.css"]
)
def test_every_answer_is_strict(path: str) -> None:
    answer = Client().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_page_is_kept_by_the_browser(desk: Desk) -> None:
    assert desk("Ada").get("/queue/").headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_form_without_its_token_changes_nothing_and_says_so() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "ada"})
    assert answer.status_code == 403
    assert "nothing was recorded" in answer.content.decode()
