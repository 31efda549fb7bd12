"""The description for people works without any other host, under a policy without inline script."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_loads_nothing_but_files_of_this_node() -> None:
    answer = Client().get("/api/docs")
    html = answer.content.decode()
    assert answer.status_code == 200
    asked = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert asked
    assert all(each.startswith("/static/") for each in asked)
    assert all(finders.find(each.removeprefix("/static/")) for each in asked)


def test_the_page_runs_no_script_of_its_own() -> None:
    answer = Client().get("/api/docs")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    scripts = re.findall(r"<script(?![^>]*src=)([^>]*)>", answer.content.decode())
    assert all('type="application/json"' in each for each in scripts)


def test_the_description_is_where_the_page_looks_for_it() -> None:
    assert '"url": "/api/v1/openapi.json"' in Client().get("/api/docs").content.decode()
