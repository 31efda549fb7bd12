"""Every template compiles, and no form that sends can be made to send by another site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).parents[2] / "tocsin"
FOLDERS = sorted(folder for folder in ROOT.rglob("templates") if folder.is_dir())
TEMPLATES = [
    (file.relative_to(folder), file)
    for folder in FOLDERS
    for file in sorted(folder.rglob("*"))
    if file.suffix in (".html", ".txt", ".svg")
]
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S | re.I)
SENDS = re.compile(r"<form\b[^>]*\bmethod\s*=\s*[\"']?post", re.I)
BY_SCRIPT = re.compile(
    r"\bhx-(post|put|patch|delete)\b|\bon[a-z]+\s*=|<script(?![^>]*\bsrc=)", re.I
)
ASKED_BY_SCRIPT = {"contribute.html": "hx-post"}
"""What is typed is judged as it is typed, and asked for by a post because a question in an address
would stand in logs; the form that holds it carries the token, and nothing is stored."""
MARKED_SAFE = re.compile(r"[\w.]+\s*\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off")
DRAWN_BY_A_LIBRARY = {"activate_form.html": ["totp_svg|safe"]}
"""The square that an authenticator app reads: nothing that a person wrote is in it as text."""


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("name", [str(name) for name, _file in TEMPLATES])
def test_every_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("file", [file for _name, file in TEMPLATES], ids=lambda file: file.name)
def test_every_form_that_sends_carries_the_token_against_forgery(file: Path) -> None:
    forms = FORM.findall(file.read_text())
    assert [form for form in forms if SENDS.match(form) and "{% csrf_token %}" not in form] == []
    assert file.read_text().lower().count("<form") == len(forms)


@pytest.mark.parametrize("file", [file for _name, file in TEMPLATES], ids=lambda file: file.name)
def test_no_template_sends_by_script_or_holds_one(file: Path) -> None:
    found = BY_SCRIPT.search(file.read_text())
    assert (found and found[0]) == ASKED_BY_SCRIPT.get(file.name)


@pytest.mark.parametrize("file", [file for _name, file in TEMPLATES], ids=lambda file: file.name)
def test_no_template_marks_text_as_safe(file: Path) -> None:
    found = MARKED_SAFE.findall(file.read_text())
    assert found == DRAWN_BY_A_LIBRARY.get(file.name, [])
